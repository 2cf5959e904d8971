with

source as (
    select * from {{ source('reference', 'region_names') }}
)

select
    region_code,
    region_name,
    valid_from,
    valid_to
from source
