{# An instant as the clock time in UTC, without a zone. Adapters differ in what their zoned type is called. #}
{% macro utc_timestamp(instant) -%}
    {{ return(adapter.dispatch("utc_timestamp", "ogi_warehouse")(instant)) }}
{%- endmacro %}

{% macro default__utc_timestamp(instant) -%}
    cast({{ instant }} as {{ dbt.type_timestamp() }})
{%- endmacro %}

{% macro duckdb__utc_timestamp(instant) -%}
    timezone('UTC', {{ instant }})
{%- endmacro %}
