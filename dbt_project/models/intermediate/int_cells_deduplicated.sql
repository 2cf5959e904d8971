with

cells as (
    select * from {{ ref('stg_parsed__cells') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
)

select
    cells.report_id,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    cells.value,
    cells.unit,
    cells.status,
    cells.value_raw,
    cells.locator,
    cells.text_start,
    cells.text_end,
    -- Reports mix forms: the application table may be of another form than the rest.
    case when cells.table_code = 'application' then reports.application_form else reports.form end as form
from cells
inner join reports
    on
        cells.report_id = reports.report_id
        and cells.collection_id = reports.collection_id
