-- 哪些报告的文字与去年或别的机关雷同？
-- Which reports repeat last year’s prose, or another organ’s?
select
    organ_name,
    report_year,
    message_zh,
    message_en
from views.findings_in_words
where outcome = 'fail' and rule_id = 'S1'
order by organ_name, report_year, subject
limit 5
