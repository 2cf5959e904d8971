{# How many days after the first date the second is; negative when it is before. #}
{% macro days_between(first_date, second_date) -%}
    {{ dbt.datediff(first_date, second_date, "day") }}
{%- endmacro %}
