-- The amount of money that a report prints, with what it can be held against: an amount of its prose on the same topic,
-- and the same cell in the organ's other years. Only current versions stand for a year.

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
),

amounts as (
    select
        cells.*,
        reports.organ_id,
        reports.report_year,
        reports.is_current
    from {{ ref('int_cells_deduplicated') }} as cells
    inner join reports on cells.report_id = reports.report_id
    where cells.column_code in ('procurement_amount', 'fee_amount')
),

figures as (
    select * from {{ ref('int_figures_deduplicated') }}
    where
        topic in ('procurement_amount', 'fee_amount')
        and unit = 'CNY'
        and value > 0
),

terms as (
    select
        report_id,
        row_code as subject_row,
        'actual' as side,
        'amount' as compared_with,
        report_id as evidence_report_id,
        report_year as evidence_year,
        table_code,
        row_code,
        column_code,
        cast(null as string) as figure_id,
        value,
        unit,
        status,
        value_raw as printed_text,
        locator
    from amounts
    union all
    select
        amounts.report_id,
        amounts.row_code as subject_row,
        'expected' as side,
        'prose' as compared_with,
        amounts.report_id as evidence_report_id,
        amounts.report_year as evidence_year,
        cast(null as string) as table_code,
        cast(null as string) as row_code,
        cast(null as string) as column_code,
        figures.figure_id,
        figures.value,
        figures.unit,
        figures.status,
        figures.excerpt as printed_text,
        figures.locator
    from amounts
    inner join figures
        on
            amounts.report_id = figures.report_id
            and amounts.column_code = figures.topic
    union all
    select
        amounts.report_id,
        amounts.row_code as subject_row,
        'expected' as side,
        case
            when other_amounts.report_year < amounts.report_year then 'earlier_year' else 'later_year'
        end as compared_with,
        other_amounts.report_id as evidence_report_id,
        other_amounts.report_year as evidence_year,
        other_amounts.table_code,
        other_amounts.row_code,
        other_amounts.column_code,
        cast(null as string) as figure_id,
        other_amounts.value,
        other_amounts.unit,
        other_amounts.status,
        other_amounts.value_raw as printed_text,
        other_amounts.locator
    from amounts
    inner join amounts as other_amounts
        on
            amounts.organ_id = other_amounts.organ_id
            and amounts.column_code = other_amounts.column_code
            and amounts.report_year <> other_amounts.report_year
    where
        other_amounts.is_current
        and other_amounts.value > 0
)

select
    report_id,
    'U1' as rule_id,
    'row:' || subject_row as subject,
    side,
    compared_with,
    evidence_report_id,
    evidence_year,
    table_code,
    row_code,
    column_code,
    figure_id,
    value,
    unit,
    status,
    printed_text,
    locator
from terms
