with

figures as (
    select * from {{ ref('int_figures_deduplicated') }}
),

topics as (
    select * from {{ ref('prose_topics') }}
)

select
    figures.figure_id,
    figures.report_id,
    figures.figure_index,
    figures.topic,
    topics.label_zh as topic_label_zh,
    topics.label_en as topic_label_en,
    figures.value,
    figures.unit,
    figures.is_approximate,
    figures.status,
    figures.excerpt,
    figures.locator,
    figures.text_start,
    figures.text_end,
    figures.section_code,
    figures.total_figure_id,
    figures.relation,
    figures.lists_unnumbered_part,
    figures.lists_remainder
from figures
left join topics on figures.topic = topics.topic
