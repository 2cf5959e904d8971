-- Every cell that stands in an identity of the form. A prescribed cell always has a row, whatever its status (the build
-- fails otherwise), so an inner join loses no term.

with

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

identities as (
    select * from {{ ref('stg_reference__form_identities') }}
),

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
)

select
    cells.report_id,
    identities.rule_id,
    identities.subject,
    identities.side,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    form_cells.row_order,
    form_cells.column_order,
    cells.value,
    cells.unit,
    cells.status,
    cells.value_raw,
    cells.locator,
    -- An identity over a column takes its terms from rows, so the row's label tells them apart; and conversely.
    case
        when identities.subject like 'column:%' then form_cells.column_label_zh else form_cells.row_label_zh
    end as subject_label_zh,
    case
        when identities.subject like 'column:%' then form_cells.column_label_en else form_cells.row_label_en
    end as subject_label_en,
    case
        when identities.subject like 'column:%' then form_cells.row_label_zh else form_cells.column_label_zh
    end as term_label_zh,
    case
        when identities.subject like 'column:%' then form_cells.row_label_en else form_cells.column_label_en
    end as term_label_en
from cells
inner join identities
    on
        cells.form = identities.form
        and cells.table_code = identities.table_code
        and cells.row_code = identities.row_code
        and cells.column_code = identities.column_code
inner join form_cells
    on
        cells.form = form_cells.form
        and cells.table_code = form_cells.table_code
        and cells.row_code = form_cells.row_code
        and cells.column_code = form_cells.column_code
