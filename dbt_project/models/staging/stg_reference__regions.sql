with

source as (
    select * from {{ source('reference', 'regions') }}
)

select
    region_code,
    region_name,
    parent_region_code,
    level,
    valid_from,
    valid_to,
    successor_region_code,
    lineage_code,
    source
from source
