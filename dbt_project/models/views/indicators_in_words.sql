select
    indicators.scope,
    indicators.scope_id,
    organs.organ_name,
    regions.region_name,
    indicators.organ_kind,
    indicators.organ_level,
    indicators.report_year,
    definitions.title_zh,
    definitions.variant_title_zh,
    definitions.title_en,
    definitions.variant_title_en,
    indicators.numerator,
    indicators.denominator,
    indicators.value,
    indicators.interval_low,
    indicators.interval_high,
    indicators.reason_code,
    indicators.covered_report_count,
    indicators.received_report_count,
    indicators.expected_report_count,
    indicators.peer_rank,
    indicators.ranked_peer_count,
    definitions.caveats_zh,
    definitions.caveats_en,
    indicators.indicator_id
from {{ published('fct_indicator') }} as indicators
inner join {{ published('dim_indicator') }} as definitions on indicators.indicator_id = definitions.indicator_id
left join {{ published('dim_organ') }} as organs
    on case when indicators.scope = 'organ_year' then indicators.scope_id end = organs.organ_id
left join {{ published('dim_region') }} as regions on indicators.region_code = regions.region_code
