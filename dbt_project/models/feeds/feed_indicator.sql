-- Values of single reports stand in the warehouse; a feed of every version would repeat the organs.

with

indicators as (
    select * from {{ ref('fct_indicator') }}
    where scope <> 'report'
),

definitions as (
    select * from {{ ref('dim_indicator') }}
),

organs as (
    select * from {{ ref('dim_organ') }}
),

regions as (
    select * from {{ ref('dim_region') }}
)

select
    indicators.indicator_value_id,
    indicators.scope,
    indicators.scope_id,
    organs.organ_name,
    regions.region_name,
    indicators.report_year,
    indicators.region_code,
    indicators.organ_kind,
    indicators.organ_level,
    indicators.indicator_id,
    definitions.title_zh,
    definitions.title_en,
    definitions.variant_title_zh,
    definitions.variant_title_en,
    indicators.numerator,
    indicators.denominator,
    indicators.value,
    indicators.interval_low,
    indicators.interval_high,
    indicators.reason_code,
    indicators.covered_report_count,
    indicators.received_report_count,
    indicators.rolled_up_report_count,
    indicators.expected_report_count,
    indicators.is_ranked,
    indicators.peer_rank,
    indicators.ranked_peer_count
from indicators
inner join definitions on indicators.indicator_id = definitions.indicator_id
-- The condition stands in the key: beside it, it would make DuckDB try every row with every organ.
left join organs on case when indicators.scope = 'organ_year' then indicators.scope_id end = organs.organ_id
left join regions on indicators.region_code = regions.region_code
