-- 县级政府每年收到多少申请？合计包含多少份报告？
-- How many requests do county governments receive each year, and how many reports does the sum cover?
select
    report_year,
    numerator as requests,
    covered_report_count,
    received_report_count,
    expected_report_count
from views.indicators_in_words
where indicator_id = 'requests_received.new' and scope = 'kind_year' and scope_id = 'government:county'
order by report_year
