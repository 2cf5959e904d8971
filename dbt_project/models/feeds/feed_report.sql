with

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

organs as (
    select
        organs.organ_id,
        organs.region_code,
        regions.region_name,
        regions.province_code
    from {{ ref('dim_organ') }} as organs
    left join {{ ref('dim_region') }} as regions on organs.region_code = regions.region_code
),

cells as (
    select
        report_id,
        status
    from {{ ref('fct_application') }}
    union all
    select
        report_id,
        status
    from {{ ref('fct_disclosure') }}
    union all
    select
        report_id,
        status
    from {{ ref('fct_legal_review') }}
),

cell_counts as (
    select
        report_id,
        count(*) as prescribed_cell_count,
        count(case when status = 'reported' then 1 end) as reported_cell_count,
        count(case when status = 'absent' then 1 end) as absent_cell_count
    from cells
    group by report_id
),

finding_counts as (
    select
        report_id,
        count(case when outcome = 'pass' then 1 end) as passed_finding_count,
        count(case when outcome = 'fail' then 1 end) as failed_finding_count,
        count(case when outcome = 'not_assessable' then 1 end) as not_assessable_finding_count
    from {{ ref('fct_finding') }}
    group by report_id
)

select
    reports.report_id,
    reports.document_id,
    {{ last_path_part('reports.source_path') }} as source_name,
    reports.media_type,
    reports.title,
    reports.organ_name,
    reports.organ_name_basis,
    reports.report_year,
    reports.report_year_basis,
    reports.published_on,
    reports.published_on_basis,
    reports.form,
    reports.form_basis,
    reports.application_form,
    reports.version_count,
    coalesce(cell_counts.prescribed_cell_count, 0) as prescribed_cell_count,
    coalesce(cell_counts.reported_cell_count, 0) as reported_cell_count,
    coalesce(cell_counts.absent_cell_count, 0) as absent_cell_count,
    coalesce(finding_counts.passed_finding_count, 0) as passed_finding_count,
    coalesce(finding_counts.failed_finding_count, 0) as failed_finding_count,
    coalesce(finding_counts.not_assessable_finding_count, 0) as not_assessable_finding_count,
    reports.organ_id,
    organs.region_code,
    organs.region_name,
    organs.province_code,
    reports.collection_id,
    reports.source_url,
    reports.document_number,
    reports.index_number,
    reports.version_number,
    reports.current_because
from reports
left join organs on reports.organ_id = organs.organ_id
left join cell_counts on reports.report_id = cell_counts.report_id
left join finding_counts on reports.report_id = finding_counts.report_id
