with

issues as (
    select * from {{ ref('fct_issue') }}
),

reports as (
    select * from {{ ref('dim_report') }}
)

select
    issues.issue_id,
    issues.collection_id,
    {{ last_path_part('issues.source_path') }} as source_name,
    issues.report_id,
    reports.is_current as is_of_current_report,
    issues.issue_code,
    issues.severity,
    issues.message,
    issues.locator
from issues
left join reports on issues.report_id = reports.report_id
