-- A statutory table of a report against the same table of its organ for the year before: how many cells changed, and
-- whether enough numbers stand in it that all of them being the same is no chance. Stocks (what is in force, the items
-- of the year before) may well stay the same and do not count as telling.

with

previous_years as (
    select * from {{ ref('int_report_years_linked') }}
    where link = 'linked'
),

cells as (
    select
        *,
        column_code not in ('disclosed_total', 'prior_year_items', 'in_force') as is_flow
    from {{ ref('int_cells_deduplicated') }}
),

paired as (
    select
        previous_years.report_id,
        previous_years.previous_report_id,
        cells.table_code,
        cells.value,
        last_year.value as value_before,
        cells.status,
        last_year.status as status_before,
        cells.is_flow,
        case
            when cells.table_code = 'application'
                then previous_years.application_form = previous_years.previous_application_form
            else previous_years.form = previous_years.previous_form
        end as is_one_form
    from previous_years
    inner join cells on previous_years.report_id = cells.report_id
    left join cells as last_year
        on
            previous_years.previous_report_id = last_year.report_id
            and cells.table_code = last_year.table_code
            and cells.row_code = last_year.row_code
            and cells.column_code = last_year.column_code
),

counted as (
    select
        report_id,
        previous_report_id,
        table_code,
        max(case when is_one_form then 1 else 0 end) as is_one_form,
        count(*) as cell_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(case when status_before = 'absent' then 1 end) as absent_before_count,
        count(case when value is null or value_before is null then 1 end) as missing_count,
        count(case when value <> value_before then 1 end) as changed_count,
        count(case when value <> 0 or value_before <> 0 then 1 end) as number_count,
        count(case when value <> 0 and value = value_before then 1 end) as same_number_count,
        count(case when value <> 0 and is_flow then 1 end) as flow_count,
        count(distinct case when value <> 0 and is_flow then value end) as distinct_flow_count
    from paired
    group by report_id, previous_report_id, table_code
)

select
    report_id,
    previous_report_id,
    table_code,
    number_count,
    same_number_count,
    case
        when is_one_form = 0 then 'other_form'
        when absent_count = cell_count or absent_before_count = cell_count then 'table_absent'
        when changed_count > 0 then 'table_changed'
        when missing_count > 0 then 'cells_missing'
        -- One request alone gives six numbers of one value; four different values are no chance.
        when flow_count < 6 or distinct_flow_count < 4 then 'few_numbers'
        else 'table_copied'
    end as case_code
from counted
