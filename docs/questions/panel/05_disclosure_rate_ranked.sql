-- 省级部门的实质公开率怎样排名？分母不足30的不排。
-- How do the departments of the province rank by disclosure rate? Below thirty cases there is no rank.
select
    peer_rank,
    organ_name,
    numerator,
    denominator,
    value,
    interval_low,
    interval_high
from views.indicators_in_words
where
    indicator_id = 'disclosure_rate.all_applicants'
    and scope = 'organ_year'
    and organ_kind = 'department'
    and organ_level = 'province'
    and peer_rank is not null
    and report_year = 2024
order by peer_rank, organ_name
