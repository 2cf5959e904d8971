{# Findings for whose message a value is missing: a place of the template has nothing to stand in it. #}
{% test fills_its_message(model) %}
select
    findings.report_id,
    findings.rule_id,
    findings.subject,
    findings.case_code
from {{ model }} as findings
inner join {{ ref('rule_messages') }} as messages
    on
        findings.rule_id = messages.rule_id
        and findings.case_code = messages.case_code
where
    {{ rendered_message('messages.message_zh', 'findings', 'zh') }} is null
    or {{ rendered_message('messages.message_en', 'findings', 'en') }} is null
    or (
        findings.outcome = 'not_assessable'
        and (
            {{ rendered_message('messages.reason_zh', 'findings', 'zh') }} is null
            or {{ rendered_message('messages.reason_en', 'findings', 'en') }} is null
        )
    )
{% endtest %}
