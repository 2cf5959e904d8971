select
    reports.report_id,
    reports.organ_id,
    coalesce(organs.organ_name, reports.organ_name) as organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    reports.report_year,
    reports.form,
    figures.topic_label_zh,
    figures.topic_label_en,
    figures.value,
    figures.unit,
    figures.is_approximate,
    figures.excerpt,
    figures.section_code,
    figures.locator
from {{ published('fct_figure') }} as figures
inner join {{ published('dim_report') }} as reports on figures.report_id = reports.report_id
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
