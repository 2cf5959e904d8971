with

source as (
    select * from {{ source('raw', 'catalogue') }}
)

select
    collection_id,
    source_path,
    source_url,
    document_id,
    size_bytes,
    {{ utc_timestamp('modified_at') }} as modified_at,
    {{ utc_timestamp('taken_in_at') }} as taken_in_at,
    status,
    issue_code,
    issue_message
from source
