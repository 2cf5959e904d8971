{# A feed has as many rows of each current report as the mart it comes from: none lost or doubled by a join. #}
{% test keeps_every_current_row(model, of) %}
with

expected as (
    select
        reports.report_id,
        count(*) as row_count
    from {{ of }} as rows_of_mart
    inner join {{ ref('dim_report') }} as reports on rows_of_mart.report_id = reports.report_id
    where reports.is_current
    group by reports.report_id
),

actual as (
    select
        report_id,
        count(*) as row_count
    from {{ model }}
    group by report_id
)

select
    coalesce(expected.report_id, actual.report_id) as report_id,
    expected.row_count as expected_row_count,
    actual.row_count as actual_row_count
from expected
full outer join actual on expected.report_id = actual.report_id
where coalesce(expected.row_count, 0) <> coalesce(actual.row_count, 0)
{% endtest %}
