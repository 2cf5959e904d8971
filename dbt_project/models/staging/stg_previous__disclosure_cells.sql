with

source as (
    select * from {{ source('previous', 'feed_disclosure') }}
)

select
    report_id,
    form,
    row_code,
    column_code,
    status,
    value
from source
