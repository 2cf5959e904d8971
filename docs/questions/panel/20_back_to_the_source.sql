-- 这个数在原文的什么地方？
-- Where in the document does this number stand?
select
    r.organ_name,
    r.report_year,
    a.value,
    a.value_raw as printed,
    a.locator,
    split_part(r.source_path, '/', -1) as source_name
from marts.fct_application as a
inner join marts.dim_report as r on a.report_id = r.report_id
where a.row_code = 'received_new' and a.column_code = 'total' and r.is_current
order by a.value desc nulls last, r.organ_name asc, r.report_year asc
limit 5
