select
    finding_id,
    state_id,
    report_id,
    rule_id,
    subject,
    decision as review_decision,
    note as review_note,
    reviewer,
    reviewed_on,
    source_file,
    source_line
from {{ ref('stg_reference__reviews') }}
