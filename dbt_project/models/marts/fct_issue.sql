select
    {{ stable_id(['collection_id', 'source_path', 'issue_index']) }} as issue_id,
    collection_id,
    source_path,
    report_id,
    issue_code,
    severity,
    message,
    locator
from {{ ref('int_issues_deduplicated') }}
