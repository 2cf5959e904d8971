{# Which years a report names, in words: from the message of the issue year_conflict,
   "Different years are named (title 2021, statistics_period 2020); took …". #}

{% macro years_named(message, words, separator) %}
    {%- set named = namespace(sql=dbt.split_part(dbt.split_part(message, "'('", 2), "')'", 1)) -%}
    {%- for code, word in words.items() -%}
        {%- set named.sql = "replace(" ~ named.sql ~ ", '" ~ code ~ " ', '" ~ word ~ "')" -%}
    {%- endfor -%}
    replace({{ named.sql }}, ', ', '{{ separator }}')
{%- endmacro %}

{% macro years_named_zh(message) %}
    {{- years_named(message, {
        'title': '标题为', 'statistics_period': '统计期限为', 'first_sentence': '首句为', 'publication_year': '按发布日期为',
    }, '，') -}}
{% endmacro %}

{% macro years_named_en(message) %}
    {{- years_named(message, {
        'title': 'title: ', 'statistics_period': 'statistical period: ', 'first_sentence': 'first sentence: ',
        'publication_year': 'by the date of publication: ',
    }, ', ') -}}
{% endmacro %}
