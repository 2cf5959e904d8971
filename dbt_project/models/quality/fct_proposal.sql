-- Where a failed identity of a row crosses failed identities of a column, the cell that stands in both may be the wrong
-- one. It is proposed only when changing it by one amount settles every failed identity of its table, when every
-- identity that it stands in fails now (so none is broken), when the new value is possible, and when nothing else that
-- agrees rests on the printed value. The facts keep what is printed.

with

findings as (
    select * from {{ ref('int_findings_united') }}
),

-- The amount by which the cell would have to change for this identity alone to hold.
terms as (
    select
        terms.report_id,
        terms.table_code,
        terms.row_code,
        terms.column_code,
        terms.value,
        terms.value_raw,
        terms.locator,
        terms.rule_id,
        terms.subject,
        findings.outcome,
        case terms.side when 'actual' then 1 else -1 end * (findings.expected - findings.actual) as needed_change
    from {{ ref('int_identity_terms_joined') }} as terms
    inner join findings
        on
            terms.report_id = findings.report_id
            and terms.rule_id = findings.rule_id
            and terms.subject = findings.subject
),

failures as (
    select
        report_id,
        table_code,
        count(distinct rule_id || ' ' || subject) as failed_count
    from terms
    where outcome = 'fail'
    group by report_id, table_code
),

cells as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        max(value) as printed_value,
        max(value_raw) as printed_text,
        max(locator) as locator,
        count(*) as identity_count,
        count(case when outcome = 'fail' then 1 end) as failed_count,
        count(case when outcome = 'fail' and subject like 'row:%' then 1 end) as failed_row_count,
        count(case when outcome = 'fail' and subject like 'column:%' then 1 end) as failed_column_count,
        min(needed_change) as least_change,
        max(needed_change) as greatest_change
    from terms
    group by report_id, table_code, row_code, column_code
),

-- A number of the prose or of the next year that agrees with the printed value speaks against changing it.
supported_cells as (
    select distinct
        evidence.evidence_report_id as report_id,
        evidence.table_code,
        evidence.row_code,
        evidence.column_code
    from {{ ref('fct_finding_evidence') }} as evidence
    inner join findings
        on
            evidence.finding_id
            = {{ stable_id(['findings.report_id', 'findings.rule_id', 'findings.subject']) }}
    where
        evidence.rule_id in ('P1', 'Y1')
        and evidence.table_code is not null
        and findings.outcome = 'pass'
),

candidates as (
    select
        cells.report_id,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.printed_value,
        cells.printed_text,
        cells.locator,
        cells.printed_value + cells.least_change as proposed_value,
        cells.failed_count as settled_count,
        count(*) over (partition by cells.report_id, cells.table_code) as candidate_count
    from cells
    inner join failures
        on
            cells.report_id = failures.report_id
            and cells.table_code = failures.table_code
    left join supported_cells
        on
            cells.report_id = supported_cells.report_id
            and cells.table_code = supported_cells.table_code
            and cells.row_code = supported_cells.row_code
            and cells.column_code = supported_cells.column_code
    where
        cells.failed_row_count > 0
        and cells.failed_column_count > 0
        and cells.identity_count = cells.failed_count
        and cells.failed_count = failures.failed_count
        and cells.least_change = cells.greatest_change
        and cells.printed_value + cells.least_change >= 0
        and cells.printed_value + cells.least_change = floor(cells.printed_value + cells.least_change)
        and supported_cells.report_id is null
)

select
    report_id,
    table_code,
    row_code,
    column_code,
    printed_value,
    printed_text,
    locator,
    cast(proposed_value as decimal(24, 4)) as proposed_value,
    settled_count
from candidates
where candidate_count = 1
