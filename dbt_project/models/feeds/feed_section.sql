with

sections as (
    select * from {{ ref('fct_section') }}
),

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
)

select
    sections.report_id,
    sections.section_index,
    sections.section_code,
    sections.title,
    sections.locator,
    sections.text_start,
    sections.text_end
from sections
inner join reports on sections.report_id = reports.report_id
