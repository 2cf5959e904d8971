with

source as (
    select * from {{ source('reference', 'organs') }}
)

select
    organ_id,
    organ_name,
    pinyin,
    level,
    kind,
    region_code,
    parent_organ_id,
    resolution_rule,
    is_resolved
from source
