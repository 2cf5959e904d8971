with

source as (
    select * from {{ source('previous', 'feed_finding') }}
)

select
    finding_id,
    report_id,
    rule_id,
    subject,
    outcome,
    subject_zh,
    subject_en,
    message_zh,
    message_en
from source
