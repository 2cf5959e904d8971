with

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

figures as (
    select * from {{ ref('fct_figure') }}
)

select
    figures.figure_id,
    figures.report_id,
    reports.organ_name,
    reports.report_year,
    figures.topic,
    figures.topic_label_zh,
    figures.topic_label_en,
    figures.value,
    figures.unit,
    figures.is_approximate,
    figures.status,
    {{ status_zh('figures.status') }} as status_label_zh,
    {{ status_en('figures.status') }} as status_label_en,
    figures.excerpt,
    figures.section_code,
    figures.total_figure_id,
    figures.relation,
    figures.locator,
    reports.organ_id,
    figures.text_start,
    figures.text_end
from figures
inner join reports on figures.report_id = reports.report_id
