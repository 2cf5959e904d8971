-- 申请表里有多少格没有数，为什么？
-- How many cells of the table of requests carry no number, and why?
select
    r.report_year,
    a.status,
    count(*) as cells,
    count(distinct r.report_id) as reports
from marts.fct_application as a
inner join marts.dim_report as r on a.report_id = r.report_id
where r.is_current
group by r.report_year, a.status
order by r.report_year asc, cells desc
