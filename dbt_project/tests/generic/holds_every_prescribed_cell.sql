{# Each report has exactly the cells that its form prescribes for this table: none lost, none made up, none twice. #}
{% test holds_every_prescribed_cell(model, table_code) %}
with

reports as (
    select
        report_id,
        {{ "application_form" if table_code == "application" else "form" }} as form
    from {{ ref('dim_report') }}
),

prescribed as (
    select
        reports.report_id,
        form_cells.row_code,
        form_cells.column_code
    from reports
    inner join {{ ref('dim_form_cell') }} as form_cells on reports.form = form_cells.form
    where form_cells.table_code = '{{ table_code }}'
),

held as (
    select
        report_id,
        row_code,
        column_code,
        count(*) as cell_count
    from {{ model }}
    group by report_id, row_code, column_code
)

select
    coalesce(prescribed.report_id, held.report_id) as report_id,
    coalesce(prescribed.row_code, held.row_code) as row_code,
    coalesce(prescribed.column_code, held.column_code) as column_code,
    held.cell_count
from prescribed
full outer join held
    on
        prescribed.report_id = held.report_id
        and prescribed.row_code = held.row_code
        and prescribed.column_code = held.column_code
where
    prescribed.report_id is null
    or coalesce(held.cell_count, 0) <> 1
{% endtest %}
