with

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

organ_names as (
    select * from {{ ref('stg_reference__organ_names') }}
),

names as (
    select
        organ_id,
        {{ listed_text('printed_name', '; ', 'printed_name') }} as printed_names,
        count(*) as printed_name_count,
        min(candidates) as candidates
    from organ_names
    group by organ_id
),

reports as (
    select
        organ_id,
        count(*) as report_count,
        min(report_year) as first_report_year,
        max(report_year) as last_report_year
    from {{ ref('int_reports_resolved') }}
    where organ_id is not null
    group by organ_id
)

select
    organs.organ_id,
    organs.organ_name,
    organs.pinyin,
    organs.level,
    organs.kind,
    organs.region_code,
    organs.parent_organ_id,
    organs.is_resolved,
    organs.resolution_rule,
    names.candidates as organ_candidates,
    names.printed_names,
    coalesce(names.printed_name_count, 0) as printed_name_count,
    coalesce(reports.report_count, 0) as report_count,
    reports.first_report_year,
    reports.last_report_year
from organs
left join names on organs.organ_id = names.organ_id
left join reports on organs.organ_id = reports.organ_id
