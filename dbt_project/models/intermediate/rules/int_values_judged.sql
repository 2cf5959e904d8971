-- Every cell of a statutory table with whether its value is possible (null where there is no value), and, from the 2019
-- form, the pairs of which the first may not exceed the second.

with

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

single_values as (
    select
        *,
        'table:' || table_code as subject,
        'actual' as side,
        case
            when status = 'reported' then
                (value >= 0 or column_code = 'change_this_year')
                and (unit <> 'count' or value = floor(value))
        end as is_possible
    from cells
),

paired_values as (
    select
        *,
        'row:' || row_code as subject,
        case when column_code = 'disclosed_total' then 'expected' else 'actual' end as side,
        cast(null as boolean) as is_possible
    from cells
    where table_code = 'disclosure' and column_code in ('disclosed_this_year', 'disclosed_total')
),

judged as (
    select * from single_values
    union all
    select * from paired_values
)

select
    report_id,
    form,
    'V1' as rule_id,
    subject,
    side,
    table_code,
    row_code,
    column_code,
    value,
    unit,
    status,
    value_raw,
    locator,
    is_possible
from judged
