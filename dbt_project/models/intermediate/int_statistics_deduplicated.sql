with

statistics as (
    select * from {{ ref('stg_parsed__statistics') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
)

select
    statistics.report_id,
    statistics.row_number,
    statistics.row_name,
    statistics.indicator,
    statistics.heading_path,
    statistics.indicator_code,
    statistics.printed_unit,
    statistics.column_code,
    statistics.value,
    statistics.unit,
    statistics.status,
    statistics.value_raw,
    statistics.locator,
    statistics.text_start,
    statistics.text_end
from statistics
inner join reports
    on
        statistics.report_id = reports.report_id
        and statistics.collection_id = reports.collection_id
