select
    indicators.indicator_code || '.' || variants.variant as indicator_id,
    indicators.indicator_code,
    variants.variant,
    indicators.indicator_order,
    variants.variant_order,
    indicators.title_zh,
    indicators.title_en,
    variants.variant_title_zh,
    variants.variant_title_en,
    indicators.definition_zh,
    indicators.definition_en,
    variants.formula,
    indicators.measure,
    indicators.minimum_denominator,
    variants.forms,
    indicators.source,
    indicators.caveats_zh,
    indicators.caveats_en
from {{ ref('indicator_variants') }} as variants
inner join {{ ref('indicators') }} as indicators on variants.indicator_code = indicators.indicator_code
