with

summed as (
    select * from {{ ref('int_indicators_summed') }}
),

scopes as (
    select * from {{ ref('int_report_scopes_listed') }}
),

expected as (
    select * from {{ ref('int_expected_reports_counted') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

regions as (
    select
        region_code,
        level as region_level
    from {{ ref('stg_reference__regions') }}
),

received as (
    select
        scope,
        scope_id,
        report_year,
        organ_kind,
        organ_level,
        count(*) as received_report_count,
        count(case when is_rolled_up then 1 end) as rolled_up_report_count
    from scopes
    group by scope, scope_id, report_year, organ_kind, organ_level
),

counted as (
    select
        summed.scope,
        summed.scope_id,
        summed.report_year,
        summed.region_code,
        summed.organ_kind,
        summed.organ_level,
        summed.indicator_code,
        summed.variant,
        indicators.measure,
        indicators.minimum_denominator,
        summed.covered_report_count,
        coalesce(received.received_report_count, 0) as received_report_count,
        -- A report that another one includes was received all the same.
        case
            when indicators.measure = 'reporting_share' then 0
            else coalesce(received.rolled_up_report_count, 0)
        end as rolled_up_report_count,
        expected.expected_report_count,
        case
            when summed.scope in ('report', 'organ_year') then summed.printed_numerator
            else summed.covered_numerator
        end as numerator,
        case
            when summed.scope in ('report', 'organ_year') then summed.printed_denominator
            else summed.covered_denominator
        end as denominator,
        case
            when summed.covered_denominator = 0 then 'no_cases'
            when summed.covered_report_count > 0 or indicators.measure = 'reporting_share' then null
            when summed.first_reason_code = summed.last_reason_code then summed.first_reason_code
            else 'missing_cells'
        end as reason_code
    from summed
    inner join indicators on summed.indicator_code = indicators.indicator_code
    left join received
        on
            summed.scope = received.scope
            and summed.scope_id = received.scope_id
            and summed.report_year is not distinct from received.report_year
            and summed.organ_kind is not distinct from received.organ_kind
            and summed.organ_level is not distinct from received.organ_level
    left join expected
        on
            summed.scope = expected.scope
            and summed.scope_id = expected.scope_id
            and summed.report_year = expected.report_year
            and summed.organ_kind is not distinct from expected.organ_kind
            and summed.organ_level is not distinct from expected.organ_level
),

-- A share of one report among itself is 0 or 1: no interval tells more.
described as (
    select
        *,
        reason_code is null
        and measure not in ('count', 'ratio')
        and (measure = 'share' or scope not in ('report', 'organ_year')) as has_interval
    from counted
),

valued as (
    select
        counted.*,
        regions.region_level,
        case
            when counted.reason_code is not null then null
            when counted.measure = 'count' then cast(counted.numerator as double)
            else round(cast(counted.numerator as double) / counted.denominator, 6)
        end as value,
        case
            when counted.has_interval
                then {{ wilson_low('counted.numerator', 'counted.denominator') }}
        end as interval_low,
        case
            when counted.has_interval
                then {{ wilson_high('counted.numerator', 'counted.denominator') }}
        end as interval_high,
        counted.reason_code is null
        and counted.scope in ('organ_year', 'region_year')
        and counted.organ_kind is not null
        and counted.organ_level is not null
        and counted.denominator is not null
        and counted.minimum_denominator is not null
        and counted.denominator >= counted.minimum_denominator as has_the_minimum
    from described as counted
    -- Regions are compared with regions of their level; an organ's peers may stand in any region.
    -- The condition stands in the key: beside it, it would make DuckDB try every row with every region.
    left join regions
        on case when counted.scope = 'region_year' then counted.region_code end = regions.region_code
),

ranked as (
    select
        *,
        {% set peers = [
            'has_the_minimum', 'scope', 'region_level', 'organ_kind', 'organ_level', 'report_year', 'indicator_code',
            'variant',
        ] %}
        count(*) over (partition by {{ peers | join(', ') }}) as peer_count,
        rank() over (partition by {{ peers | join(', ') }} order by value desc) as value_rank
    from valued
)

select
    {{ stable_id(['scope', 'scope_id', 'report_year', 'organ_kind', 'organ_level', 'indicator_code', 'variant']) }}
        as indicator_value_id,
    scope,
    scope_id,
    report_year,
    region_code,
    organ_kind,
    organ_level,
    indicator_code || '.' || variant as indicator_id,
    indicator_code,
    variant,
    cast(numerator as decimal(38, 0)) as numerator,
    cast(denominator as decimal(38, 0)) as denominator,
    value,
    interval_low,
    interval_high,
    reason_code,
    covered_report_count,
    received_report_count,
    rolled_up_report_count,
    expected_report_count,
    has_the_minimum and peer_count > 1 as is_ranked,
    case when has_the_minimum and peer_count > 1 then value_rank end as peer_rank,
    case when has_the_minimum and peer_count > 1 then peer_count end as ranked_peer_count
from ranked
