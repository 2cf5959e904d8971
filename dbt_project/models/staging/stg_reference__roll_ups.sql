with

source as (
    select * from {{ source('reference', 'roll_ups') }}
)

select
    parent_organ_id,
    child_organ_id,
    first_year,
    last_year,
    reason,
    source_file,
    source_line
from source
