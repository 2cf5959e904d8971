with

source as (
    select * from {{ source('previous', 'feeds') }}
)

select
    feed_name,
    build_id
from source
