-- The totals of a report that sums up others, beside the same totals of the units declared for it in that year. A unit
-- without a report, or whose report has no such cell, keeps its row, with the value missing.
-- A table: as a part of the evidence it was joined by cell before report, at the square of the number of reports.
{{ config(materialized='table') }}

with

links as (
    select * from {{ ref('int_report_years_linked') }}
    where link in ('linked', 'no_previous_report')
),

roll_ups as (
    select * from {{ ref('stg_reference__roll_ups') }}
),

organs as (
    select
        organ_id,
        organ_name
    from {{ ref('stg_reference__organs') }}
),

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
    where
        column_code = 'total'
        and (
            (
                table_code = 'application'
                and row_code in ('received_new', 'received_carried_over', 'total_processed', 'carried_forward')
            )
            or table_code = 'legal'
        )
),

-- A unit may be declared twice, for years that overlap; it counts once.
units as (
    select distinct
        links.report_id,
        links.report_year,
        roll_ups.child_organ_id
    from links
    inner join roll_ups
        on
            links.organ_id = roll_ups.parent_organ_id
            and (roll_ups.first_year is null or links.report_year >= roll_ups.first_year)
            and (roll_ups.last_year is null or links.report_year <= roll_ups.last_year)
),

summing as (
    select distinct report_id from units
),

reporting_units as (
    select
        units.report_id,
        units.child_organ_id,
        coalesce(organs.organ_name, units.child_organ_id) as child_organ_name,
        children.report_id as child_report_id
    from units
    left join organs on units.child_organ_id = organs.organ_id
    left join links as children
        on
            units.child_organ_id = children.organ_id
            and units.report_year = children.report_year
)

select
    reporting_units.report_id,
    'H1' as rule_id,
    'row:' || cells.row_code as subject,
    'actual' as side,
    reporting_units.child_organ_id,
    reporting_units.child_organ_name,
    reporting_units.child_report_id as evidence_report_id,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    of_unit.value,
    of_unit.unit,
    of_unit.status,
    of_unit.value_raw,
    of_unit.locator
from reporting_units
inner join cells on reporting_units.report_id = cells.report_id
left join cells as of_unit
    on
        reporting_units.child_report_id = of_unit.report_id
        and cells.table_code = of_unit.table_code
        and cells.row_code = of_unit.row_code
        and cells.column_code = of_unit.column_code
union all
select
    cells.report_id,
    'H1' as rule_id,
    'row:' || cells.row_code as subject,
    'expected' as side,
    null as child_organ_id,
    null as child_organ_name,
    cells.report_id as evidence_report_id,
    cells.table_code,
    cells.row_code,
    cells.column_code,
    cells.value,
    cells.unit,
    cells.status,
    cells.value_raw,
    cells.locator
from cells
inner join summing on cells.report_id = summing.report_id
