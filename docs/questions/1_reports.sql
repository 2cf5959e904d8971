select
    organ_name,
    report_year,
    form,
    published_on,
    title
from marts.dim_report
where is_current
order by report_year, organ_name
