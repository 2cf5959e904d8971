select
    organs.organ_id,
    organs.organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    coverage.report_year,
    coverage.status,
    coverage.is_expected,
    coverage.expected_because,
    coverage.listed_reason,
    coverage.deadline,
    coverage.days_late,
    coverage.version_count,
    coverage.report_id
from {{ published('fct_coverage') }} as coverage
inner join {{ published('dim_organ') }} as organs on coverage.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
