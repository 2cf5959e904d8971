-- 一个机关的实质公开率逐年怎样变化？
-- How did the disclosure rate of one organ develop?
select
    organ_name,
    report_year,
    numerator,
    denominator,
    value,
    interval_low,
    interval_high,
    reason_code
from views.indicators_in_words
where
    indicator_id = 'disclosure_rate.all_applicants'
    and scope = 'organ_year'
    and organ_name = (
        select min(organ_name) from views.reports where organ_kind = 'government' and organ_level = 'county'
    )
order by report_year
