{# The file name at the end of a path or address; folders of the machine that took it in are nobody else's business. #}
{% macro last_path_part(path) -%}
    {{ dbt.split_part("replace(" ~ path ~ ", '\\\\', '/')", "'/'", -1) }}
{%- endmacro %}
