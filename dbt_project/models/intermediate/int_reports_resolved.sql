-- Which organ a report is of, as its name was resolved before the build; see the package `organs` for the rules.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

report_organs as (
    select * from {{ ref('stg_reference__report_organs') }}
),

organs as (
    select * from {{ ref('stg_reference__organs') }}
)

select
    reports.report_id,
    reports.document_id,
    reports.collection_id,
    reports.source_path,
    reports.source_url,
    reports.media_type,
    reports.encoding,
    reports.title,
    reports.title_basis,
    reports.organ_name,
    reports.organ_name_basis,
    reports.report_year,
    reports.report_year_basis,
    reports.published_on,
    reports.published_on_basis,
    reports.document_number,
    reports.document_number_basis,
    reports.index_number,
    reports.index_number_basis,
    reports.form,
    reports.form_basis,
    reports.application_form,
    reports.taken_in_at,
    report_organs.organ_id,
    report_organs.rule as organ_rule,
    report_organs.candidates as organ_candidates,
    organs.is_resolved as is_organ_resolved
from reports
left join report_organs on reports.report_id = report_organs.report_id
left join organs on report_organs.organ_id = organs.organ_id
