select
    reports.report_id,
    reports.organ_id,
    reports.organ_name,
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
where reports.is_current
