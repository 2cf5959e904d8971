with

source as (
    select * from {{ source('parsed', 'prose_sentences') }}
)

select
    report_id,
    collection_id,
    sentence_index,
    section_index,
    sentence_text,
    sentence_hash
from source
