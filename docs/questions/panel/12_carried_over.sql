-- 上年结转数与去年报告的结转下年数一致吗？
-- Does what was carried over agree with last year’s report?
select
    organ_name,
    report_year,
    message_zh,
    message_en
from views.findings_in_words
where outcome = 'fail' and rule_id = 'Y1'
order by organ_name, report_year, subject
limit 5
