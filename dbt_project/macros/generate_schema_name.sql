{# Schemas are named by layer alone: `marts`, not dbt's default `main_marts`. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
