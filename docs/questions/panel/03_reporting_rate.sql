-- 每年应收多少报告，收到多少？
-- How many reports are expected each year, and how many are there?
select
    report_year,
    organ_kind,
    numerator as received,
    denominator as expected,
    value as reporting_rate
from views.indicators_in_words
where indicator_id = 'reporting_rate.all' and scope = 'kind_year' and organ_level = 'county'
order by organ_kind, report_year
limit 12
