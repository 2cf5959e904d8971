{# A number as a person writes it: 74, 12.5. Cut as text: a garbled amount may be larger than the largest bigint. #}
{% macro number_text(number) -%}
    trim(trailing '.' from trim(trailing '0' from cast(cast({{ number }} as decimal(38, 4)) as string)))
{%- endmacro %}
