with

figures as (
    select * from {{ ref('stg_parsed__figures') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
)

select
    figures.report_id,
    figures.figure_index,
    figures.topic,
    figures.value,
    figures.unit,
    figures.is_approximate,
    figures.status,
    figures.excerpt,
    figures.locator,
    figures.text_start,
    figures.text_end,
    figures.section_code,
    figures.relation,
    figures.lists_unnumbered_part,
    figures.lists_remainder,
    figures.report_id || '-' || cast(figures.figure_index as string) as figure_id,
    -- Null where the figure is no part of a total: anything || null is null.
    figures.report_id || '-' || cast(figures.total_figure_index as string) as total_figure_id
from figures
inner join reports
    on
        figures.report_id = reports.report_id
        and figures.collection_id = reports.collection_id
