select
    organs.organ_id,
    organs.organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    series.series_code,
    series.report_year,
    series.form,
    series.value,
    series.unit,
    series.status,
    series.comparable_with_previous_year,
    series.is_break_before,
    series.is_gap_before,
    series.report_id
from {{ published('fct_series') }} as series
inner join {{ published('dim_organ') }} as organs on series.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
