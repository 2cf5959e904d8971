{# The site of an address, in lower case and without www. and port: what tells one publisher's copy from another's. #}
{% macro url_host(url) -%}
    {%- set host = dbt.split_part("lower(" ~ url ~ ")", "'/'", 3) -%}
    {%- set host = dbt.split_part(host, "':'", 1) -%}
    case when {{ host }} like 'www.%' then substring({{ host }}, 5) else nullif({{ host }}, '') end
{%- endmacro %}
