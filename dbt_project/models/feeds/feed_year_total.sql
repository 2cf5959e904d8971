{% set outcomes = ['granted', 'granted_in_part', 'denied', 'unavailable', 'not_processed', 'other'] %}

with

totals as (
    select * from {{ ref('fct_year_total') }}
),

regions as (
    select * from {{ ref('dim_region') }}
)

select
    totals.report_year,
    totals.region_code,
    regions.region_name,
    regions.level as region_level,
    regions.province_code,
    totals.report_count,
    totals.counted_report_count,
    totals.requests_received_count,
    {% for outcome in outcomes %}
        totals.{{ outcome }}_count,
    {% endfor %}
    totals.expected_count,
    totals.received_count,
    totals.late_count,
    totals.missing_count
from totals
inner join regions on totals.region_code = regions.region_code
