-- The texts are the largest column of all: they are passed on one by one, and nothing is sorted or grouped by them.
with

texts as (
    select * from {{ ref('stg_parsed__texts') }}
),

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
)

select
    texts.report_id,
    texts.printed_text,
    texts.is_cut
from texts
inner join reports
    on
        texts.report_id = reports.report_id
        and texts.collection_id = reports.collection_id
