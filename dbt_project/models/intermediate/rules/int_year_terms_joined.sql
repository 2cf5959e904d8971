-- Every cell that stands in an identity between two years, with the report it is printed in. A prescribed cell always
-- has a row, whatever its status (the build fails otherwise), so the inner joins lose no term.

with

identities as (
    select * from {{ ref('year_identities') }}
),

applied as (
    select * from {{ ref('int_year_rules_applied') }}
    where applied = 'assessable'
),

reports_in_rules as (
    select
        rule_id,
        report_id,
        report_id as evidence_report_id,
        'this' as report
    from applied
    union all
    select
        rule_id,
        report_id,
        previous_report_id as evidence_report_id,
        'previous' as report
    from applied
),

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
)

select
    reports_in_rules.report_id,
    reports_in_rules.rule_id,
    identities.subject,
    identities.side,
    identities.report,
    identities.sign,
    reports_in_rules.evidence_report_id,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    cells.value,
    cells.unit,
    cells.status,
    cells.value_raw,
    cells.locator,
    form_cells.row_label_zh,
    form_cells.row_label_en,
    form_cells.column_label_zh,
    form_cells.column_label_en
from cells
inner join identities
    on
        cells.table_code = identities.table_code
        and cells.row_code = identities.row_code
        and cells.column_code = identities.column_code
inner join reports_in_rules
    on
        cells.report_id = reports_in_rules.evidence_report_id
        and identities.rule_id = reports_in_rules.rule_id
        and identities.report = reports_in_rules.report
inner join form_cells
    on
        cells.form = form_cells.form
        and cells.table_code = form_cells.table_code
        and cells.row_code = form_cells.row_code
        and cells.column_code = form_cells.column_code
