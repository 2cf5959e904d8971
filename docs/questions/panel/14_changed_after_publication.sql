-- 哪些报告公布后改过数字？
-- Which reports changed a number after publication?
select
    r.organ_name,
    r.report_year,
    d.table_code,
    d.row_code,
    d.column_code,
    d.earlier_value,
    d.later_value
from marts.fct_version_difference as d
inner join marts.dim_report as r on d.report_id = r.report_id
where d.difference_kind = 'value_changed'
order by r.organ_name, r.report_year, d.table_code, d.row_code, d.column_code
limit 8
