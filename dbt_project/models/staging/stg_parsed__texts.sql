with

source as (
    select * from {{ source('parsed', 'texts') }}
)

select
    report_id,
    collection_id,
    printed_text,
    is_cut
from source
