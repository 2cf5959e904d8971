select
    report_id,
    section_index,
    section_code,
    title,
    locator,
    text_start,
    text_end
from {{ ref('int_sections_deduplicated') }}
