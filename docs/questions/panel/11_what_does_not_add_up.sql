-- 哪些报告的表格自相矛盾？
-- Which reports contradict themselves in their tables?
select
    organ_name,
    report_year,
    rule_id,
    message_zh,
    message_en
from views.findings_in_words
where outcome = 'fail' and rule_id in ('A1', 'A2', 'A3', 'L1')
order by rule_id, organ_name, report_year, subject
limit 8
