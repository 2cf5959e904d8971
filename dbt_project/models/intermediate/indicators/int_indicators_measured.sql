{{ config(materialized='table') }}

with

cell_indicators as (
    select * from {{ ref('int_cell_indicators_measured') }}
),

timeliness as (
    select * from {{ ref('int_timeliness_assessed') }}
)

select
    report_id,
    indicator_code,
    variant,
    numerator,
    denominator,
    reason_code
from cell_indicators
union all
select
    report_id,
    'on_time_share' as indicator_code,
    'all' as variant,
    case outcome when 'pass' then 1 when 'fail' then 0 end as numerator,
    case when outcome in ('pass', 'fail') then 1 end as denominator,
    case when outcome not in ('pass', 'fail') then 'not_assessable' end as reason_code
from timeliness
where subject = 'report'
