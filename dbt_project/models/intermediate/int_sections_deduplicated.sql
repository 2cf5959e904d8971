with

sections as (
    select * from {{ ref('stg_parsed__sections') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
)

select
    sections.report_id,
    sections.section_index,
    sections.section_code,
    sections.title,
    sections.section_text,
    sections.locator,
    sections.text_start,
    sections.text_end
from sections
inner join reports
    on
        sections.report_id = reports.report_id
        and sections.collection_id = reports.collection_id
