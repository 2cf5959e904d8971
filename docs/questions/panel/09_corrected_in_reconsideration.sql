-- 哪些机关的复议被纠正得多？尚未审结的不计入。
-- Whose decisions are corrected most in reconsideration, pending cases left aside?
select
    organ_name,
    report_year,
    numerator as corrected,
    denominator as concluded,
    value,
    interval_low,
    interval_high
from views.indicators_in_words
where indicator_id = 'reconsideration_correction_rate.of_concluded' and scope = 'organ_year' and denominator >= 5
order by value desc, denominator desc, organ_name asc, report_year asc
limit 10
