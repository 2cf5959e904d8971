{# Words for codes in messages: a code that is not listed gives null and so fails the contract of what uses it. #}
{% macro status_zh(status) -%}
    case {{ status }}
        when 'reported' then '已填报'
        when 'blank' then '空白'
        when 'not_applicable' then '填“/”或“无”'
        when 'unreadable' then '不是数字'
        when 'ambiguous' then '数字归属不明'
        when 'absent' then '缺失'
        when 'number_missing' then '漏写数字'
    end
{%- endmacro %}

{% macro status_en(status) -%}
    case {{ status }}
        when 'reported' then 'reported'
        when 'blank' then 'blank'
        when 'not_applicable' then 'marked not applicable'
        when 'unreadable' then 'not a number'
        when 'ambiguous' then 'digits that belong to no certain cell'
        when 'absent' then 'absent'
        when 'number_missing' then 'number left out'
    end
{%- endmacro %}

{% macro table_zh(table_code) -%}
    case {{ table_code }} when 'application' then '申请表' when 'disclosure' then '主动公开表' when 'legal' then '复议诉讼表' end
{%- endmacro %}

{% macro table_en(table_code) -%}
    case {{ table_code }}
        when 'application' then 'application table'
        when 'disclosure' then 'disclosure table'
        when 'legal' then 'legal review table'
    end
{%- endmacro %}

{# Why the rules on the statutory tables say nothing of a report that has no such form. #}
{% macro no_form_reason_zh(form) -%}
    case
        when {{ form }} = 'pre-2019' then '2019年以前的格式没有这些表格'
        else '无法确定适用哪一年的格式（既无表格，也无年份）'
    end
{%- endmacro %}

{% macro no_form_reason_en(form) -%}
    case
        when {{ form }} = 'pre-2019' then 'the form of 2014–2018 has no such table'
        else 'the form is not known: the document prints neither a table nor a year'
    end
{%- endmacro %}
