-- 规范性文件是增是减？
-- Do normative documents become more or fewer?
select
    report_year,
    organ_kind,
    organ_level,
    numerator as net_increase,
    covered_report_count,
    received_report_count
from views.indicators_in_words
where indicator_id = 'normative_document_net_increase.issued_less_repealed' and scope = 'kind_year'
order by organ_kind, organ_level, report_year
limit 12
