{# How many powers of ten lie between two positive numbers, whichever is greater: 4 between 元 and 万元. Null for others,
   of which databases disagree whether the logarithm is null or an error. #}
{% macro powers_between(one, other) -%}
    case
        when {{ one }} > 0 and {{ other }} > 0
            then abs(ln(cast({{ one }} as double) / cast({{ other }} as double)) / ln(10))
    end
{%- endmacro %}
