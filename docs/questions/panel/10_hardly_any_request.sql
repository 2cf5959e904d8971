-- 哪些机关常年几乎没有申请（不足5件）？空白不算零。
-- Which organs receive hardly any request (fewer than five) in a year? A blank is no zero.
select
    organ_name,
    count(*) as quiet_years,
    sum(received_new_count) as requests,
    min(report_year) as first_year,
    max(report_year) as last_year
from views.requests_by_organ_and_year
where received_new_count < 5
group by organ_name
order by quiet_years desc, requests asc, organ_name asc
limit 10
