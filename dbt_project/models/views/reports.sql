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
    coalesce(organs.organ_name, reports.organ_name) as organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
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
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
