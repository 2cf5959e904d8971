with

coverage as (
    select * from {{ ref('fct_coverage') }}
),

organs as (
    select * from {{ ref('dim_organ') }}
),

regions as (
    select * from {{ ref('dim_region') }}
)

select
    coverage.coverage_id,
    coverage.organ_id,
    organs.organ_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    organs.region_code,
    regions.region_name,
    regions.province_code,
    coverage.report_year,
    coverage.status,
    coverage.is_expected,
    coverage.expected_because,
    coverage.listed_reason,
    coverage.report_id,
    coverage.version_count,
    coverage.deadline,
    coverage.days_late
from coverage
inner join organs on coverage.organ_id = organs.organ_id
left join regions on organs.region_code = regions.region_code
