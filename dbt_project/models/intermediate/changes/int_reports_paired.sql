-- Which report of the publication before is which of this build's: of the same organ and year, whatever its version.
-- What finds no partner so is paired by its document: whose it is, or of which year, was read or decided otherwise.
{{ config(materialized='table') }}

{% set metadata = [
    'title', 'organ_name', 'published_on', 'form', 'application_form', 'document_number', 'index_number'
] %}

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where is_current
),

previous as (
    select * from {{ ref('stg_previous__reports') }}
),

by_organ_and_year as (
    select
        reports.report_id,
        previous.report_id as previous_report_id
    from reports
    inner join previous
        on
            reports.organ_id = previous.organ_id
            and reports.report_year = previous.report_year
),

by_document as (
    select
        reports.report_id,
        previous.report_id as previous_report_id
    from reports
    inner join previous on reports.report_id = previous.report_id
    left join by_organ_and_year as paired on reports.report_id = paired.report_id
    left join by_organ_and_year as previous_paired on previous.report_id = previous_paired.previous_report_id
    where paired.report_id is null and previous_paired.previous_report_id is null
),

pairs as (
    select * from by_organ_and_year
    union all
    select * from by_document
)

select
    reports.report_id,
    previous.report_id as previous_report_id,
    coalesce(reports.organ_id, previous.organ_id) as organ_id,
    case when reports.report_id is null then previous.organ_name else reports.organ_name end as organ_name,
    coalesce(reports.report_year, previous.report_year) as report_year,
    reports.report_id is not null
    and previous.report_id is not null
    and (
        reports.report_id <> previous.report_id
        or reports.organ_id is distinct from previous.organ_id
        or reports.report_year is distinct from previous.report_year
        {% for column in metadata %}
            or reports.{{ column }} is distinct from previous.{{ column }}
        {% endfor %}
    ) as is_corrected
from reports
left join pairs on reports.report_id = pairs.report_id
full outer join previous on pairs.previous_report_id = previous.report_id
