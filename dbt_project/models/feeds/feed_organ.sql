with

organs as (
    select * from {{ ref('dim_organ') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

-- A report of several versions is one report to who counts them.
reports as (
    select
        organ_id,
        count(*) as report_count
    from {{ ref('dim_report') }}
    where is_current
    group by organ_id
)

select
    organs.organ_id,
    organs.organ_name,
    organs.pinyin,
    organs.kind as organ_kind,
    organs.level as organ_level,
    organs.region_code,
    regions.region_name,
    regions.region_path,
    regions.province_code,
    regions.prefecture_code,
    regions.county_code,
    organs.parent_organ_id,
    organs.is_resolved,
    organs.resolution_rule,
    organs.organ_candidates,
    organs.printed_names,
    coalesce(reports.report_count, 0) as report_count,
    organs.first_report_year,
    organs.last_report_year
from organs
left join regions on organs.region_code = regions.region_code
left join reports on organs.organ_id = reports.organ_id
