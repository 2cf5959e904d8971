{# The non-null texts of a group as one text, in a fixed order. #}
{% macro listed_text(text, separator, ordering) -%}
    {{ dbt.listagg(measure=text, delimiter_text="'" ~ separator ~ "'", order_by_clause="order by " ~ ordering) }}
{%- endmacro %}
