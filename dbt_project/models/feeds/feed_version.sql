with

reports as (
    select * from {{ ref('dim_report') }}
),

current_reports as (
    select
        organ_id,
        report_year,
        report_id
    from reports
    where is_current and organ_id is not null and report_year is not null
)

select
    reports.report_id,
    -- A report without organ or year is the only version of itself.
    coalesce(current_reports.report_id, reports.report_id) as current_report_id,
    reports.document_id,
    reports.collection_id,
    {{ last_path_part('reports.source_path') }} as source_name,
    reports.source_url,
    reports.media_type,
    reports.title,
    reports.organ_id,
    reports.organ_name,
    reports.report_year,
    reports.published_on,
    reports.published_on_basis,
    reports.document_number,
    reports.index_number,
    reports.form,
    reports.application_form,
    reports.version_number,
    reports.version_count,
    reports.is_current,
    reports.current_because
from reports
left join current_reports
    on
        reports.organ_id = current_reports.organ_id
        and reports.report_year = current_reports.report_year
