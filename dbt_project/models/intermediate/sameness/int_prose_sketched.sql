-- The sketches of the reports that can be compared: the current one of a known organ for a known year.
{{ config(materialized='table') }}

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where is_current and organ_id is not null and report_year is not null
),

sketches as (
    select * from {{ ref('stg_parsed__prose_sketches') }}
)

select
    reports.report_id,
    reports.collection_id,
    reports.organ_id,
    reports.report_year,
    sketches.scope,
    sketches.shingle_count,
    sketches.signature
from reports
inner join sketches
    on
        reports.report_id = sketches.report_id
        and reports.collection_id = sketches.collection_id
