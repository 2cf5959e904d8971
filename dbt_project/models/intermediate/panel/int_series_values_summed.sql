-- The number of each series in each current report: that of its cell, or the sum of its cells, and then only when every
-- one of them carries a number. A series of one cell, which nearly all are, is taken as it is.

with

reports as (
    select
        report_id,
        form
    from {{ ref('int_reports_versioned') }}
    where is_current and organ_id is not null and report_year is not null
),

crosswalk as (
    select * from {{ ref('int_crosswalk_expanded') }}
),

cells as (
    select
        cells.report_id,
        crosswalk.series_code,
        crosswalk.form,
        crosswalk.cell_count,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.value,
        crosswalk.unit,
        cells.status
    from {{ ref('int_cells_deduplicated') }} as cells
    inner join crosswalk
        on
            cells.form = crosswalk.form
            and cells.table_code = crosswalk.table_code
            and cells.row_code = crosswalk.row_code
            and cells.column_code = crosswalk.column_code
    inner join reports on cells.report_id = reports.report_id
),

-- A sheet may print an indicator twice; two numbers that differ leave it open which one it is. A count in 万条 would
-- need a conversion that no sheet has shown to be right; money has been converted already.
sheet_rows as (
    select
        sheets.report_id,
        sheets.indicator_code,
        count(*) as line_count,
        count(distinct sheets.value) as value_count,
        count(case when sheets.status = 'reported' then 1 end) as reported_count,
        min(sheets.value) as value,
        min(sheets.status) as status,
        count(
            case
                when
                    (crosswalk.unit = 'CNY') <> (sheets.unit = 'CNY')
                    or sheets.unit like '%万%' or sheets.unit like '%千%'
                    or sheets.unit like '%百%' or sheets.unit like '%亿%'
                    then 1
            end
        ) as other_unit_count
    from {{ ref('int_statistics_deduplicated') }} as sheets
    inner join crosswalk
        on
            crosswalk.form = 'pre-2019'
            and sheets.indicator_code = crosswalk.row_code
            and sheets.column_code = crosswalk.column_code
            and crosswalk.is_primary
    group by sheets.report_id, sheets.indicator_code
),

sheet_cells as (
    select
        sheet_rows.report_id,
        crosswalk.series_code,
        crosswalk.form,
        crosswalk.cell_count,
        crosswalk.table_code,
        crosswalk.row_code,
        crosswalk.column_code,
        case
            when
                sheet_rows.other_unit_count = 0 and sheet_rows.value_count = 1
                and sheet_rows.reported_count = sheet_rows.line_count
                then sheet_rows.value
        end as value,
        crosswalk.unit,
        case
            when sheet_rows.reported_count = 0 then sheet_rows.status
            when sheet_rows.other_unit_count > 0 then 'other_unit'
            when sheet_rows.value_count = 1 and sheet_rows.reported_count = sheet_rows.line_count then 'reported'
            else 'ambiguous'
        end as status
    from sheet_rows
    inner join crosswalk
        on
            crosswalk.form = 'pre-2019'
            and sheet_rows.indicator_code = crosswalk.row_code
    inner join reports on sheet_rows.report_id = reports.report_id
    where reports.form = 'pre-2019'
),

numbers as (
    select * from cells
    union all
    select * from sheet_cells
),

sums as (
    select
        report_id,
        series_code,
        form,
        cell_count,
        count(case when status = 'reported' then 1 end) as reported_cell_count,
        case
            when count(case when status = 'reported' then 1 end) = cell_count then sum(value)
        end as value,
        min(unit) as unit,
        case
            when count(case when status = 'reported' then 1 end) = cell_count then 'reported'
            when count(case when status = 'reported' then 1 end) > 0 then 'incomplete'
            when min(status) = max(status) then min(status)
            else 'incomplete'
        end as status
    from numbers
    where cell_count > 1
    group by report_id, series_code, form, cell_count
)

select
    report_id,
    series_code,
    form,
    table_code,
    row_code,
    column_code,
    cell_count,
    case when status = 'reported' then 1 else 0 end as reported_cell_count,
    cast(value as decimal(38, 4)) as value,
    unit,
    status
from numbers
where cell_count = 1
union all
select
    report_id,
    series_code,
    form,
    null as table_code,
    null as row_code,
    null as column_code,
    cell_count,
    reported_cell_count,
    cast(value as decimal(38, 4)) as value,
    unit,
    status
from sums
