with

source as (
    select * from {{ source('previous', 'feed_application') }}
)

select
    report_id,
    form,
    row_code,
    column_code,
    status,
    value
from source
