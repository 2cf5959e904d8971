-- 谁公布得晚，晚了多少天？
-- Who published late, and by how many days?
select
    organ_name,
    report_year,
    deadline,
    days_late
from views.coverage_by_organ_and_year
where status = 'received_late'
order by days_late desc, organ_name asc
limit 10
