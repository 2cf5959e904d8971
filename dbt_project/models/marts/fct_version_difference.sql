with

compared as (
    select * from {{ ref('int_versions_compared') }}
    where is_change or is_uncertain
),

pairs as (
    select * from {{ ref('int_version_pairs_formed') }}
),

reports as (
    select * from {{ ref('int_reports_versioned') }}
)

select
    {{ stable_id([
        'compared.report_id', 'compared.earlier_report_id', 'compared.table_code', 'compared.row_code',
        'compared.column_code', 'compared.occurrence', 'compared.section_code', 'compared.difference_kind'
    ]) }} as difference_id,
    reports.organ_id,
    reports.report_year,
    compared.report_id,
    compared.earlier_report_id,
    compared.table_code,
    compared.row_code,
    compared.column_code,
    compared.section_code,
    compared.unit,
    compared.difference_kind,
    compared.earlier_value,
    compared.later_value,
    compared.earlier_status,
    compared.later_status,
    compared.earlier_text,
    compared.later_text,
    compared.earlier_locator,
    compared.later_locator,
    compared.is_change,
    pairs.is_on_two_sites
from compared
inner join pairs on compared.report_id = pairs.report_id
inner join reports on compared.report_id = reports.report_id
