with

findings as (
    select * from {{ ref('int_findings_united') }}
),

rules as (
    select * from {{ ref('dim_rule') }}
),

messages as (
    select * from {{ ref('rule_messages') }}
)

select
    {{ stable_id(['findings.report_id', 'findings.rule_id', 'findings.subject']) }} as finding_id,
    findings.report_id,
    findings.rule_id,
    findings.outcome,
    rules.severity,
    findings.subject,
    findings.subject_zh,
    findings.subject_en,
    findings.case_code,
    findings.expected,
    findings.actual,
    findings.reason_code,
    messages.problem_kind,
    {{ rendered_message('messages.reason_zh', 'findings', 'zh') }} as reason_zh,
    {{ rendered_message('messages.reason_en', 'findings', 'en') }} as reason_en,
    {{ rendered_message('messages.message_zh', 'findings', 'zh') }} as message_zh,
    {{ rendered_message('messages.message_en', 'findings', 'en') }} as message_en
from findings
left join rules on findings.rule_id = rules.rule_id
left join messages
    on
        findings.rule_id = messages.rule_id
        and findings.case_code = messages.case_code
