-- 不予公开时，用得最多的理由是什么？
-- On which grounds are requests denied most?
select
    variant_title_zh,
    variant_title_en,
    sum(numerator) as denied,
    min(report_year) as first_year,
    max(report_year) as last_year
from views.indicators_in_words
where indicator_id like 'denial_reason_share.%' and scope = 'kind_year' and scope_id = 'government:county'
group by variant_title_zh, variant_title_en
order by denied desc, variant_title_en asc
