-- The cells (side expected) and the numbers of the prose (side actual) that speak of the same topic.

with

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

figures as (
    select * from {{ ref('int_figures_deduplicated') }}
),

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
),

topics as (
    select * from {{ ref('prose_topics') }}
    where is_in_tables
),

topic_cells as (
    select * from {{ ref('prose_topic_cells') }}
),

cell_terms as (
    select
        cells.report_id,
        topic_cells.topic,
        'expected' as side,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cast(null as string) as figure_id,
        cells.value,
        cells.unit,
        cells.status,
        cells.value_raw as printed_text,
        cells.locator,
        form_cells.row_label_zh || '/' || form_cells.column_label_zh as cell_label_zh,
        form_cells.row_label_en || ' / ' || form_cells.column_label_en as cell_label_en,
        false as is_approximate,
        false as is_part,
        0 as figure_index
    from cells
    inner join topic_cells
        on
            cells.form = topic_cells.form
            and cells.table_code = topic_cells.table_code
            and cells.row_code = topic_cells.row_code
            and cells.column_code = topic_cells.column_code
    inner join form_cells
        on
            cells.form = form_cells.form
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
),

-- 收到41件,办结37件: what was received is linked to what was answered, but alone it is the whole that was received.
parts as (
    select
        parts.figure_id,
        totals.relation = 'itemised' or count(*) over (partition by parts.total_figure_id) > 1 as is_part
    from figures as parts
    inner join figures as totals on parts.total_figure_id = totals.figure_id
),

figure_terms as (
    select
        figures.report_id,
        figures.topic,
        'actual' as side,
        cast(null as string) as table_code,
        cast(null as string) as row_code,
        cast(null as string) as column_code,
        figures.figure_id,
        figures.value,
        figures.unit,
        figures.status,
        figures.excerpt as printed_text,
        figures.locator,
        cast(null as string) as cell_label_zh,
        cast(null as string) as cell_label_en,
        figures.is_approximate,
        coalesce(parts.is_part, false) as is_part,
        figures.figure_index
    from figures
    inner join topics on figures.topic = topics.topic
    left join parts on figures.figure_id = parts.figure_id
),

terms as (
    select * from cell_terms
    union all
    select * from figure_terms
)

select
    report_id,
    'P1' as rule_id,
    'topic:' || topic as subject,
    topic,
    side,
    table_code,
    row_code,
    column_code,
    figure_id,
    figure_index,
    value,
    unit,
    status,
    printed_text,
    locator,
    cell_label_zh,
    cell_label_en,
    is_approximate,
    is_part
from terms
