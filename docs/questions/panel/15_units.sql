-- 哪些金额疑似把元和万元弄错了？
-- Which amounts look like yuan taken for ten thousand yuan?
select
    organ_name,
    report_year,
    message_zh,
    message_en
from views.findings_in_words
where outcome = 'fail' and rule_id = 'U1'
order by organ_name, report_year, subject
limit 5
