{# What a cell prints, in quotation marks; where it prints nothing, its status in words. #}
{% macro printed_zh(text, status) -%}
    case when coalesce({{ text }}, '') = '' then {{ status_zh(status) }} else '“' || {{ text }} || '”' end
{%- endmacro %}

{% macro printed_en(text, status) -%}
    case when coalesce({{ text }}, '') = '' then {{ status_en(status) }} else '"' || {{ text }} || '"' end
{%- endmacro %}
