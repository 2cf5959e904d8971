-- Every report with the report of the same organ for the year before, as far as both are there: what the rules that
-- compare two years and the long series stand on. Only current versions are linked.
{{ config(materialized='table') }}

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
),

linked as (
    select
        report_id,
        lag(report_id) over (partition by organ_id order by report_year) as previous_report_id,
        lag(report_year) over (partition by organ_id order by report_year) as previous_report_year,
        lag(form) over (partition by organ_id order by report_year) as previous_form,
        lag(application_form) over (partition by organ_id order by report_year) as previous_application_form
    from reports
    where is_current and organ_id is not null and report_year is not null
)

select
    reports.report_id,
    reports.organ_id,
    reports.report_year,
    reports.form,
    reports.application_form,
    reports.is_current,
    linked.previous_report_id,
    linked.previous_report_year,
    linked.previous_form,
    linked.previous_application_form,
    case
        when reports.organ_id is null or reports.report_year is null then 'no_organ_or_year'
        when not reports.is_current then 'superseded_version'
        when linked.previous_report_id is null or reports.report_year <> linked.previous_report_year + 1
            then 'no_previous_report'
        else 'linked'
    end as link
from reports
left join linked on reports.report_id = linked.report_id
