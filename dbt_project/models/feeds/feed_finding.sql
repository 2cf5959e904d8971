with

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

organs as (
    select
        organs.organ_id,
        organs.region_code,
        regions.region_name,
        regions.province_code
    from {{ ref('dim_organ') }} as organs
    left join {{ ref('dim_region') }} as regions on organs.region_code = regions.region_code
),

findings as (
    select * from {{ ref('fct_finding') }}
),

rules as (
    select * from {{ ref('dim_rule') }}
),

-- What a reader needs to check a failure in the original; the evidence of every finding is in the warehouse.
failure_evidence as (
    select
        evidence.finding_id,
        {{ listed_text(
            "coalesce(evidence.row_code || '/' || evidence.column_code || '=', '')"
            ~ " || coalesce(evidence.printed_text, evidence.status) || coalesce(' (' || evidence.locator || ')', '')",
            '; ',
            'evidence.side desc, evidence.figure_id, evidence.row_code, evidence.column_code,'
            ~ ' evidence.evidence_report_id, evidence.locator, evidence.printed_text'
        ) }} as evidence
    from {{ ref('fct_finding_evidence') }} as evidence
    inner join findings on evidence.finding_id = findings.finding_id
    where findings.outcome = 'fail'
    group by evidence.finding_id
)

select
    findings.finding_id,
    findings.state_id,
    findings.report_id,
    reports.organ_name,
    reports.report_year,
    reports.form,
    findings.rule_id,
    rules.title_zh as rule_title_zh,
    rules.title_en as rule_title_en,
    findings.outcome,
    case findings.outcome
        when 'pass' then '通过' when 'fail' then '不通过' when 'not_assessable' then '无法核对'
    end as outcome_label_zh,
    case findings.outcome
        when 'pass' then 'Pass' when 'fail' then 'Fail' when 'not_assessable' then 'Not assessable'
    end as outcome_label_en,
    findings.severity,
    findings.subject,
    findings.subject_zh,
    findings.subject_en,
    findings.expected,
    findings.actual,
    findings.reason_code,
    findings.problem_kind,
    findings.reason_zh,
    findings.reason_en,
    findings.message_zh,
    findings.message_en,
    failure_evidence.evidence,
    form_cells.row_label_zh || '/' || form_cells.column_label_zh as proposed_cell_zh,
    form_cells.row_label_en || ' / ' || form_cells.column_label_en as proposed_cell_en,
    findings.proposed_value,
    findings.settled_count,
    findings.review_decision,
    findings.review_note,
    findings.reviewer,
    findings.reviewed_on,
    findings.is_open,
    reports.organ_id,
    organs.region_code,
    organs.region_name,
    organs.province_code
from findings
inner join reports on findings.report_id = reports.report_id
inner join rules on findings.rule_id = rules.rule_id
left join organs on reports.organ_id = organs.organ_id
left join failure_evidence on findings.finding_id = failure_evidence.finding_id
left join {{ ref('dim_form_cell') }} as form_cells
    on
        reports.application_form = form_cells.form
        and findings.proposed_table_code = form_cells.table_code
        and findings.proposed_row_code = form_cells.row_code
        and findings.proposed_column_code = form_cells.column_code
