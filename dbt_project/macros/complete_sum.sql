{# The sum of the values for which the condition holds; null when one of them is missing: a part is not the whole. #}
{% macro complete_sum(value, condition) -%}
    case
        when count(case when {{ condition }} then 1 end) = count(case when {{ condition }} then {{ value }} end)
            then sum(case when {{ condition }} then {{ value }} end)
    end
{%- endmacro %}
