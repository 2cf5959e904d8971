{% set outcomes = ['granted', 'granted_in_part', 'denied', 'unavailable', 'not_processed', 'other'] %}

with

organ_regions as (
    select * from {{ ref('int_organ_regions_listed') }}
),

country as (
    select region_code
    from {{ ref('stg_reference__regions') }}
    where level = 'national'
),

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where is_current and report_year is not null
),

reports_in_regions as (
    select
        reports.report_id,
        reports.report_year,
        organ_regions.region_code
    from reports
    inner join organ_regions on reports.organ_id = organ_regions.organ_id
    union all
    -- Whose it is is not known, but it is a report all the same.
    select
        reports.report_id,
        reports.report_year,
        country.region_code
    from reports
    cross join country
    where reports.organ_id is null
),

report_counts as (
    select
        report_year,
        region_code,
        count(*) as report_count
    from reports_in_regions
    group by report_year, region_code
),

sums as (
    select
        chosen.report_year,
        chosen.region_code,
        count(*) as counted_report_count,
        sum(terms.requests_received_count) as requests_received_count,
        {% for outcome in outcomes %}
            sum(terms.{{ outcome }}_count) as {{ outcome }}_count
            {% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('int_total_reports_chosen') }} as chosen
    inner join {{ ref('int_total_terms_measured') }} as terms on chosen.report_id = terms.report_id
    group by chosen.report_year, chosen.region_code
),

ledger_counts as (
    select
        ledger.report_year,
        organ_regions.region_code,
        count(case when ledger.is_expected then 1 end) as expected_count,
        count(ledger.report_id) as received_count,
        count(case when ledger.status = 'received_late' then 1 end) as late_count,
        count(case when ledger.status = 'missing' then 1 end) as missing_count
    from {{ ref('int_reports_expected') }} as ledger
    inner join organ_regions on ledger.organ_id = organ_regions.organ_id
    group by ledger.report_year, organ_regions.region_code
),

region_years as (
    select
        report_year,
        region_code
    from report_counts
    union
    select
        report_year,
        region_code
    from ledger_counts
)

select
    region_years.report_year,
    region_years.region_code,
    coalesce(report_counts.report_count, 0) as report_count,
    coalesce(sums.counted_report_count, 0) as counted_report_count,
    cast(sums.requests_received_count as decimal(38, 0)) as requests_received_count,
    {% for outcome in outcomes %}
        cast(sums.{{ outcome }}_count as decimal(38, 0)) as {{ outcome }}_count,
    {% endfor %}
    coalesce(ledger_counts.expected_count, 0) as expected_count,
    coalesce(ledger_counts.received_count, 0) as received_count,
    coalesce(ledger_counts.late_count, 0) as late_count,
    coalesce(ledger_counts.missing_count, 0) as missing_count
from region_years
left join report_counts
    on
        region_years.report_year = report_counts.report_year
        and region_years.region_code = report_counts.region_code
left join sums
    on
        region_years.report_year = sums.report_year
        and region_years.region_code = sums.region_code
left join ledger_counts
    on
        region_years.report_year = ledger_counts.report_year
        and region_years.region_code = ledger_counts.region_code
