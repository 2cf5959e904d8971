with

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

statistics as (
    select * from {{ ref('fct_statistic') }}
)

select
    statistics.report_id,
    reports.organ_name,
    reports.report_year,
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
    {{ status_zh('statistics.status') }} as status_label_zh,
    {{ status_en('statistics.status') }} as status_label_en,
    statistics.value_raw,
    statistics.locator,
    reports.organ_id,
    statistics.text_start,
    statistics.text_end
from statistics
inner join reports on statistics.report_id = reports.report_id
