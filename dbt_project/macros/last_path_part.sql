{# The file name at the end of a path or address; folders of the machine that took it in are nobody else's business. #}
{# chr(92) is the backslash: adapters disagree on how to write it in a text. #}
{% macro last_path_part(path) -%}
    {{ dbt.split_part("trim(trailing '/' from replace(" ~ path ~ ", chr(92), '/'))", "'/'", -1) }}
{%- endmacro %}
