with

series_values as (
    select * from {{ ref('int_series_values_summed') }}
),

links as (
    select * from {{ ref('int_report_years_linked') }}
),

steps as (
    select * from {{ ref('int_series_steps') }}
),

placed as (
    select
        links.organ_id,
        series_values.series_code,
        links.report_year,
        series_values.value,
        series_values.unit,
        series_values.status,
        series_values.report_id,
        series_values.form,
        series_values.table_code,
        series_values.row_code,
        series_values.column_code,
        series_values.cell_count,
        series_values.reported_cell_count,
        links.previous_report_year,
        -- Reports mix forms: the application table may be of another form than the rest.
        case
            when series_values.series_code like 'application.%' then links.previous_application_form
            else links.previous_form
        end as previous_form
    from series_values
    inner join links on series_values.report_id = links.report_id
)

select
    placed.organ_id,
    placed.series_code,
    placed.report_year,
    placed.value,
    placed.unit,
    placed.status,
    placed.report_id,
    placed.form,
    placed.table_code,
    placed.row_code,
    placed.column_code,
    placed.cell_count,
    placed.reported_cell_count,
    placed.previous_report_year,
    placed.previous_form,
    case
        when placed.previous_report_year is null then null
        else coalesce(steps.comparability, 'not_comparable')
    end as comparability,
    coalesce(steps.comparability <> 'comparable', false) as is_break_before,
    coalesce(placed.report_year - placed.previous_report_year > 1, false) as is_gap_before,
    coalesce(
        steps.comparability = 'comparable' and placed.report_year - placed.previous_report_year = 1, false
    ) as comparable_with_previous_year
from placed
left join steps
    on
        placed.series_code = steps.series_code
        and placed.previous_form = steps.from_form
        and placed.form = steps.to_form
