with

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
),

crosswalk as (
    select * from {{ ref('int_crosswalk_expanded') }}
    where is_primary
)

select
    form_cells.form,
    form_cells.table_code,
    form_cells.row_code,
    form_cells.column_code,
    form_cells.row_order,
    form_cells.column_order,
    form_cells.group_code,
    form_cells.row_role,
    form_cells.row_label_zh,
    form_cells.column_label_zh,
    form_cells.row_label_en,
    form_cells.column_label_en,
    form_cells.unit,
    crosswalk.series_code,
    crosswalk.comparability,
    crosswalk.basis_zh as comparability_basis_zh,
    crosswalk.basis_en as comparability_basis_en
from form_cells
left join crosswalk
    on
        form_cells.form = crosswalk.form
        and form_cells.table_code = crosswalk.table_code
        and form_cells.row_code = crosswalk.row_code
        and form_cells.column_code = crosswalk.column_code
