with

source as (
    select * from {{ source('parsed', 'prose_sketches') }}
)

select
    report_id,
    collection_id,
    scope,
    shingle_count,
    signature
from source
