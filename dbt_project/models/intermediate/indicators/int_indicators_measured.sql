{{ config(materialized='table') }}

with

cell_indicators as (
    select * from {{ ref('int_cell_indicators_measured') }}
)

select
    report_id,
    indicator_code,
    variant,
    numerator,
    denominator,
    reason_code
from cell_indicators
