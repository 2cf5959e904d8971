-- 哪些数可以从2020年比到2021年，哪些不行？
-- Which numbers may be compared from 2020 to 2021, and which not?
select
    series_code,
    count(*) as organs,
    count(case when comparable_with_previous_year then 1 end) as comparable,
    count(case when is_break_before then 1 end) as broken
from views.series_by_organ
where
    report_year = 2021
    and (
        series_code like 'disclosure.normative_documents.%'
        or series_code in ('application.received_new.total', 'application.granted.total')
    )
group by series_code
order by series_code
