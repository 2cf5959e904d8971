with

series as (
    select * from {{ ref('fct_series') }}
)

select
    organ_id,
    series_code,
    report_year,
    value,
    unit,
    status,
    report_id,
    form,
    table_code,
    row_code,
    column_code,
    cell_count,
    reported_cell_count,
    previous_report_year,
    previous_form,
    comparability,
    is_break_before,
    is_gap_before,
    comparable_with_previous_year
from series
