-- What a report adds to a total: requests received and outcomes, all of them or nothing. The measures of the indicators
-- are taken, which are null where a cell is not printed as a number, and name a reason where a number is impossible.
{% set outcomes = ['granted', 'granted_in_part', 'denied', 'unavailable', 'not_processed', 'other'] %}

with

measured as (
    select * from {{ ref('int_indicators_measured') }}
    where
        (indicator_code = 'requests_received' and variant = 'new')
        or indicator_code = 'outcome_share'
)

select
    report_id,
    max(case when indicator_code = 'requests_received' then numerator end) as requests_received_count,
    {% for outcome in outcomes %}
        max(case when indicator_code = 'outcome_share' and variant = '{{ outcome }}' then numerator end)
            as {{ outcome }}_count
        {% if not loop.last %},{% endif %}
    {% endfor %}
from measured
where numerator is not null and coalesce(reason_code, 'no_cases') = 'no_cases'
group by report_id
having count(*) = {{ outcomes | length + 1 }}
