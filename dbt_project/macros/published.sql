{#
    A model as views name it: without the database, so that they still work when the file is attached under another name.
#}
{% macro published(model) -%}
    {{ ref(model).include(database=false) }}
{%- endmacro %}
