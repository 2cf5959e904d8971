with

source as (
    select * from {{ source('reference', 'reviews') }}
)

select
    finding_id,
    state_id,
    report_id,
    rule_id,
    subject,
    decision,
    note,
    reviewer,
    reviewed_on,
    source_file,
    source_line
from source
