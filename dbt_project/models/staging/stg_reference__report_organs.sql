with

source as (
    select * from {{ source('reference', 'report_organs') }}
)

select
    report_id,
    organ_id,
    rule,
    candidates
from source
