{#
    Staging and intermediate models are views over the parsed files, by absolute path: in the published warehouse they
    would show a machine's folders and break when those move. What is published is marts, quality and feeds.
#}
{% macro drop_working_schemas() -%}
    {% if execute and flags.WHICH == 'build' %}
        {% for layer in ['staging', 'intermediate'] %}
            {% set relation = api.Relation.create(database=target.database, schema=layer) %}
            {% do adapter.drop_schema(relation) %}
        {% endfor %}
    {% endif %}
{%- endmacro %}
