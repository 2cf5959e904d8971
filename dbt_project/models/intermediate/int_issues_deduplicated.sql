-- A document that came in twice is read twice with the same problems; they are counted once. Problems of a path whose
-- bytes could not be read belong to no report and are kept as they are.

with

issues as (
    select * from {{ ref('stg_parsed__issues') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
)

select
    issues.collection_id,
    issues.source_path,
    issues.report_id,
    issues.issue_index,
    issues.code as issue_code,
    issues.severity,
    issues.message,
    issues.locator
from issues
left join reports on issues.report_id = reports.report_id
where
    reports.report_id is null
    or (issues.collection_id = reports.collection_id and issues.source_path = reports.source_path)
