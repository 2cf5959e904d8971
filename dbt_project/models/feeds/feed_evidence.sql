with

findings as (
    select * from {{ ref('fct_finding') }}
    where outcome <> 'pass'
),

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

evidence as (
    select * from {{ ref('fct_finding_evidence') }}
)

select
    evidence.finding_id,
    -- In the order in which the feed of findings lists them. Some repeat a cell: the number tells them apart.
    row_number() over (
        partition by evidence.finding_id
        order by
            evidence.side desc,
            evidence.figure_id asc,
            evidence.row_code asc,
            evidence.column_code asc,
            evidence.evidence_report_id asc,
            evidence.locator asc,
            evidence.printed_text asc,
            evidence.table_code asc,
            evidence.value asc,
            evidence.unit asc,
            evidence.status asc
    ) as evidence_number,
    evidence.report_id,
    evidence.rule_id,
    evidence.evidence_report_id,
    evidence.side,
    evidence.table_code,
    evidence.row_code,
    evidence.column_code,
    evidence.figure_id,
    evidence.value,
    evidence.unit,
    evidence.status,
    evidence.printed_text,
    evidence.locator
from evidence
inner join findings on evidence.finding_id = findings.finding_id
inner join reports on evidence.report_id = reports.report_id
