with

source as (
    select * from {{ source('parsed', 'prose_bands') }}
)

select
    report_id,
    collection_id,
    band,
    band_hash
from source
