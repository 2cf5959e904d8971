-- Every cell that stands in an identity of its form. A prescribed cell always has a row, whatever its status (the build
-- fails otherwise), so an inner join loses no term.

with

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

identities as (
    select * from {{ ref('stg_reference__form_identities') }}
)

select
    cells.report_id,
    cells.form,
    identities.rule_id,
    identities.subject,
    identities.side,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    cells.value,
    cells.unit,
    cells.status,
    cells.value_raw,
    cells.locator
from cells
inner join identities
    on
        cells.form = identities.form
        and cells.table_code = identities.table_code
        and cells.row_code = identities.row_code
        and cells.column_code = identities.column_code
