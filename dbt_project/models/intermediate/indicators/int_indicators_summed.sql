-- Numerators and denominators of every scope. Only covered reports are in a sum: those with all cells of both sides.

with

measured as (
    select * from {{ ref('int_indicators_measured') }}
),

scopes as (
    select * from {{ ref('int_report_scopes_listed') }}
),

expected as (
    select * from {{ ref('int_expected_reports_counted') }}
),

counted as (
    select
        scopes.scope,
        scopes.scope_id,
        scopes.report_year,
        scopes.region_code,
        scopes.organ_kind,
        scopes.organ_level,
        measured.indicator_code,
        measured.variant,
        measured.numerator,
        measured.denominator,
        measured.reason_code,
        not scopes.is_rolled_up
        and (measured.reason_code is null or measured.reason_code = 'no_cases') as is_covered
    from measured
    inner join scopes on measured.report_id = scopes.report_id
)

select
    scope,
    scope_id,
    report_year,
    region_code,
    organ_kind,
    organ_level,
    indicator_code,
    variant,
    sum(case when is_covered then numerator end) as covered_numerator,
    sum(case when is_covered then denominator end) as covered_denominator,
    -- For a single report: what it prints, also when that is impossible.
    max(numerator) as printed_numerator,
    max(denominator) as printed_denominator,
    count(case when is_covered then 1 end) as covered_report_count,
    min(reason_code) as first_reason_code,
    max(reason_code) as last_reason_code
from counted
group by scope, scope_id, report_year, region_code, organ_kind, organ_level, indicator_code, variant
union all
-- Of a single organ it is known whether its report is there: the coverage ledger tells.
select
    scope,
    scope_id,
    report_year,
    region_code,
    organ_kind,
    organ_level,
    'reporting_rate' as indicator_code,
    'all' as variant,
    received_expected_report_count as covered_numerator,
    expected_report_count as covered_denominator,
    null as printed_numerator,
    null as printed_denominator,
    received_expected_report_count as covered_report_count,
    null as first_reason_code,
    null as last_reason_code
from expected
where scope in ('region_year', 'kind_year') and expected_report_count > 0
