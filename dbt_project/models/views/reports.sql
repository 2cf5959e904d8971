with

findings as (
    select
        report_id,
        count(case when outcome = 'pass' then 1 end) as passed_finding_count,
        count(case when outcome = 'fail' then 1 end) as failed_finding_count,
        count(case when outcome = 'not_assessable' then 1 end) as not_assessable_finding_count
    from {{ published('fct_finding') }}
    group by report_id
)

select
    reports.report_id,
    reports.organ_id,
    reports.organ_name,
    reports.report_year,
    reports.form,
    reports.title,
    reports.published_on,
    reports.source_url,
    reports.version_count,
    coalesce(findings.passed_finding_count, 0) as passed_finding_count,
    coalesce(findings.failed_finding_count, 0) as failed_finding_count,
    coalesce(findings.not_assessable_finding_count, 0) as not_assessable_finding_count,
    reports.document_id
from {{ published('dim_report') }} as reports
left join findings on reports.report_id = findings.report_id
where reports.is_current
