with

catalogue as (
    select * from {{ ref('stg_raw__catalogue') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
)

select
    {{ stable_id(['catalogue.collection_id', 'catalogue.source_path']) }} as document_path_id,
    catalogue.collection_id,
    catalogue.source_path,
    catalogue.source_url,
    catalogue.document_id,
    reports.report_id,
    catalogue.status,
    reports.is_report,
    catalogue.issue_code,
    catalogue.issue_message,
    catalogue.size_bytes,
    catalogue.modified_at,
    catalogue.taken_in_at
from catalogue
left join reports on catalogue.document_id = reports.document_id
