with

source as (
    select * from {{ source('reference', 'organ_names') }}
)

select
    organ_id,
    printed_name,
    rule,
    candidates,
    is_resolved,
    report_count
from source
