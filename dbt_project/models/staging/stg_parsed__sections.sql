with

source as (
    select * from {{ source('parsed', 'sections') }}
)

select
    report_id,
    collection_id,
    section_index,
    section_code,
    title,
    section_text,
    locator,
    text_start,
    text_end
from source
