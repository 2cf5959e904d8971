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

{# Why the rules on the statutory tables say nothing of a report that has no such form: case and reason in one code. #}
{% macro no_form_code(form) -%}
    case when {{ form }} = 'pre-2019' then 'form_without_table' else 'form_unknown' end
{%- endmacro %}

{# A cell that prints something which could not be read is a problem of the reading; an empty one is the report's. #}
{% macro is_unread(status) -%}
    {{ status }} in ('ambiguous', 'unreadable')
{%- endmacro %}

{# Lists in messages name five cells; this tells how many there are. #}
{% macro and_more_zh(count) -%}
    case when {{ count }} > 5 then '等' || {{ number_text(count) }} || '格' else '' end
{%- endmacro %}

{% macro and_more_en(count) -%}
    case when {{ count }} > 5 then ' and ' || {{ number_text(count ~ ' - 5') }} || ' more' else '' end
{%- endmacro %}
