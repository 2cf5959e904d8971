with

source as (
    select * from {{ source('parsed', 'figures') }}
)

select
    report_id,
    collection_id,
    figure_index,
    topic,
    value,
    unit,
    is_approximate,
    status,
    excerpt,
    locator,
    text_start,
    text_end,
    section_code,
    total_figure_index,
    relation,
    lists_unnumbered_part,
    lists_remainder
from source
