with

source as (
    select * from {{ source('parsed', 'issues') }}
)

select
    report_id,
    collection_id,
    source_path,
    issue_index,
    code,
    severity,
    message,
    locator
from source
