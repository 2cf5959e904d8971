with

findings as (
    select
        *,
        {{ stable_id(['report_id', 'rule_id', 'subject']) }} as finding_id,
        {{ stable_id(['outcome', 'case_code', 'expected', 'actual']) }} as state_id
    from {{ ref('int_findings_united') }}
),

rules as (
    select * from {{ ref('dim_rule') }}
),

messages as (
    select * from {{ ref('rule_messages') }}
),

reviews as (
    select * from {{ ref('int_reviews_collected') }}
),

proposals as (
    select
        terms.report_id,
        terms.rule_id,
        terms.subject,
        proposals.table_code,
        proposals.row_code,
        proposals.column_code,
        proposals.proposed_value,
        proposals.settled_count
    from {{ ref('fct_proposal') }} as proposals
    inner join {{ ref('int_identity_terms_joined') }} as terms
        on
            proposals.report_id = terms.report_id
            and proposals.table_code = terms.table_code
            and proposals.row_code = terms.row_code
            and proposals.column_code = terms.column_code
)

select
    findings.finding_id,
    findings.state_id,
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
    {{ rendered_message('messages.message_en', 'findings', 'en') }} as message_en,
    proposals.table_code as proposed_table_code,
    proposals.row_code as proposed_row_code,
    proposals.column_code as proposed_column_code,
    proposals.proposed_value,
    proposals.settled_count,
    reviews.review_decision,
    reviews.review_note,
    reviews.reviewer,
    reviews.reviewed_on,
    findings.outcome = 'fail' and coalesce(reviews.review_decision, 'none') not in ('dismissed', 'explained') as is_open
from findings
left join rules on findings.rule_id = rules.rule_id
-- A decision is on the numbers that were seen: with other numbers the finding is open again.
left join reviews
    on
        findings.finding_id = reviews.finding_id
        and findings.state_id = coalesce(reviews.state_id, findings.state_id)
left join messages
    on
        findings.rule_id = messages.rule_id
        and findings.case_code = messages.case_code
left join proposals
    on
        findings.report_id = proposals.report_id
        and findings.rule_id = proposals.rule_id
        and findings.subject = proposals.subject
