-- 谁在申请？
-- Who applies?
select
    report_year,
    variant_title_zh,
    variant_title_en,
    value as share,
    covered_report_count
from views.indicators_in_words
where
    indicator_id like 'applicant_share.%'
    and scope = 'kind_year'
    and scope_id = 'government:county'
    and report_year = (select max(report_year) from views.reports)
order by share desc, variant_title_en asc
