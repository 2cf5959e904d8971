-- Which reports should be there and which are. Expected are those on the list made by hand and, of every organ that
-- published once, each later year up to the last year that any organ has reported on. An organ whose name could not be
-- resolved may be another under one more name, and one whose region came to an end reports no more.
{{ config(materialized='table') }}

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where organ_id is not null and report_year is not null
),

received as (
    select
        organ_id,
        report_year,
        max(case when is_current then report_id end) as report_id,
        count(*) as version_count
    from reports
    group by organ_id, report_year
),

listed as (
    select
        organ_id,
        report_year,
        min(reason) as reason
    from {{ ref('stg_reference__expected_reports') }}
    group by organ_id, report_year
),

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

regions as (
    select * from {{ ref('stg_reference__regions') }}
),

deadlines as (
    select * from {{ ref('int_deadlines_resolved') }}
),

timeliness as (
    select * from {{ ref('int_timeliness_assessed') }}
),

-- A year misread as one to come must not make every report up to it missing.
horizon as (
    select max(report_year) as last_year
    from reports
    where report_year < extract(year from taken_in_at)
),

years as (
    {% for year in range(2008, 2061) %}
        select {{ year }} as report_year
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

first_years as (
    select
        organ_id,
        min(report_year) as first_year
    from received
    group by organ_id
),

organ_years as (
    select
        organ_id,
        report_year
    from received
    union
    select
        organ_id,
        report_year
    from listed
    union
    select
        first_years.organ_id,
        years.report_year
    from first_years
    cross join horizon
    inner join years
        on
            first_years.first_year <= years.report_year
            and horizon.last_year >= years.report_year
    left join organs on first_years.organ_id = organs.organ_id
    where coalesce(organs.is_resolved, true)
),

judged as (
    select
        organ_years.organ_id,
        organ_years.report_year,
        received.report_id,
        coalesce(received.version_count, 0) as version_count,
        listed.reason as listed_reason,
        deadlines.deadline,
        case
            when listed.organ_id is not null then 'listed'
            when regions.valid_to < organ_years.report_year then 'region_ended'
            when first_years.first_year < organ_years.report_year and coalesce(organs.is_resolved, true)
                then 'published_before'
            when coalesce(organs.is_resolved, true) then 'first_report'
            else 'organ_unresolved'
        end as expected_because,
        timeliness.outcome as timeliness_outcome,
        cast(timeliness.actual as integer) as days_late
    from organ_years
    left join received
        on
            organ_years.organ_id = received.organ_id
            and organ_years.report_year = received.report_year
    left join listed
        on
            organ_years.organ_id = listed.organ_id
            and organ_years.report_year = listed.report_year
    left join organs on organ_years.organ_id = organs.organ_id
    left join regions on organs.region_code = regions.region_code
    left join first_years on organ_years.organ_id = first_years.organ_id
    left join deadlines
        on
            organ_years.organ_id = deadlines.organ_id
            and organ_years.report_year = deadlines.report_year
    left join timeliness on received.report_id = timeliness.report_id
)

select
    {{ stable_id(['organ_id', 'report_year']) }} as coverage_id,
    organ_id,
    report_year,
    case
        when report_id is not null and timeliness_outcome = 'fail' then 'received_late'
        when report_id is not null then 'received'
        when expected_because in ('listed', 'published_before') then 'missing'
        else 'not_expected'
    end as status,
    expected_because in ('listed', 'published_before') as is_expected,
    expected_because,
    listed_reason,
    report_id,
    version_count,
    deadline,
    days_late
from judged
