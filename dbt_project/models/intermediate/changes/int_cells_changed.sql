-- A cell that both publications have, with another number or status. All cells of all reports are compared: a table, so
-- that it is done once.
{{ config(materialized='table') }}

with

pairs as (
    select * from {{ ref('int_reports_paired') }}
    where report_id is not null and previous_report_id is not null
),

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

previous_cells as (
    {% for table_code, feed in [
        ('application', 'application_cells'), ('disclosure', 'disclosure_cells'), ('legal', 'legal_review_cells')
    ] %}
        select
            report_id,
            form,
            '{{ table_code }}' as table_code,
            row_code,
            column_code,
            cast(value as decimal(24, 4)) as value,
            status
        from {{ ref('stg_previous__' ~ feed) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    pairs.report_id,
    pairs.previous_report_id,
    cells.form,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    cells.unit,
    cells.value,
    previous_cells.value as previous_value,
    cells.status,
    previous_cells.status as previous_status
from pairs
inner join cells on pairs.report_id = cells.report_id
inner join previous_cells
    on
        pairs.previous_report_id = previous_cells.report_id
        and cells.form = previous_cells.form
        and cells.table_code = previous_cells.table_code
        and cells.row_code = previous_cells.row_code
        and cells.column_code = previous_cells.column_code
where cells.value is distinct from previous_cells.value or cells.status <> previous_cells.status
