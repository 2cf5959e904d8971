with

texts as (
    select * from {{ ref('fct_report_text') }}
),

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
)

select
    texts.report_id,
    texts.printed_text,
    texts.is_cut
from texts
inner join reports on texts.report_id = reports.report_id
