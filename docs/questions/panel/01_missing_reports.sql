-- 哪些机关的报告应有而没有？
-- Which reports are expected and not there?
select
    organ_name,
    organ_kind,
    report_year,
    expected_because
from views.coverage_by_organ_and_year
where status = 'missing'
order by report_year desc, organ_name asc
limit 10
