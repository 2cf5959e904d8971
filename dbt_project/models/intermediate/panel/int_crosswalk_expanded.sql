-- The crosswalk cell by cell: a line for every column of a row becomes one line for each.
{{ config(materialized='table') }}

with

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
),

crosswalk as (
    select * from {{ ref('form_crosswalk') }}
),

expanded as (
    select
        replace(crosswalk.series_code, '*', form_cells.column_code) as series_code,
        form_cells.form,
        form_cells.table_code,
        form_cells.row_code,
        form_cells.column_code,
        form_cells.unit,
        crosswalk.column_code = '*' as is_for_every_column,
        crosswalk.is_primary,
        crosswalk.comparability,
        crosswalk.basis_zh,
        crosswalk.basis_en
    from crosswalk
    inner join form_cells
        on
            crosswalk.form = form_cells.form
            and crosswalk.table_code = form_cells.table_code
            and crosswalk.row_code = form_cells.row_code
            and (crosswalk.column_code = form_cells.column_code or crosswalk.column_code = '*')
)

select
    series_code,
    form,
    table_code,
    row_code,
    column_code,
    unit,
    is_primary,
    comparability,
    basis_zh,
    basis_en,
    count(*) over (partition by series_code, form) as cell_count
from (
    select *
    from expanded
    -- The line that names the column goes before the one for all columns.
    qualify row_number() over (
        partition by series_code, form, table_code, row_code, column_code
        order by is_for_every_column
    ) = 1
) as single_lines
