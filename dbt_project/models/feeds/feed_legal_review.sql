with

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

cells as (
    select * from {{ ref('fct_legal_review') }}
),

form_cells as (
    select * from {{ ref('dim_form_cell') }}
    where table_code = 'legal'
)

select
    cells.report_id,
    reports.organ_name,
    reports.report_year,
    cells.form,
    form_cells.row_order,
    cells.row_code,
    form_cells.row_label_zh,
    form_cells.row_label_en,
    form_cells.column_order,
    cells.column_code,
    form_cells.column_label_zh,
    form_cells.column_label_en,
    cells.value,
    cells.unit,
    cells.status,
    {{ status_zh('cells.status') }} as status_label_zh,
    {{ status_en('cells.status') }} as status_label_en,
    cells.value_raw,
    cells.locator,
    reports.organ_id,
    cells.text_start,
    cells.text_end
from cells
inner join reports on cells.report_id = reports.report_id
inner join form_cells
    on
        cells.form = form_cells.form
        and cells.row_code = form_cells.row_code
        and cells.column_code = form_cells.column_code
