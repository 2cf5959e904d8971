-- 哪些机关用过不止一个名称？
-- Which organs go by more than one name?
select
    organ_name,
    printed_names,
    first_report_year,
    last_report_year
from marts.dim_organ
where printed_name_count > 1
order by printed_name_count desc, organ_name asc
limit 5
