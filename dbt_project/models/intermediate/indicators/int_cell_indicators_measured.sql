-- Numerator and denominator of every indicator that is made of cells, as the seed indicator_terms says. A prescribed
-- cell always has a row, whatever its status (the build fails otherwise), so an inner join loses no term. A side with a
-- missing cell is null: a sum of the cells that are there would look like the whole.

with

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
),

terms as (
    select * from {{ ref('indicator_terms') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

sides as (
    select
        cells.report_id,
        terms.indicator_code,
        terms.variant,
        terms.side,
        case when count(*) = count(cells.value) then sum(terms.sign * cells.value) end as side_value,
        max(case when cells.value < 0 or cells.value <> floor(cells.value) then 1 else 0 end) as has_broken_count
    from cells
    inner join terms
        on
            cells.form = terms.form
            and cells.table_code = terms.table_code
            and cells.row_code = terms.row_code
            and cells.column_code = terms.column_code
    group by cells.report_id, terms.indicator_code, terms.variant, terms.side
),

fractions as (
    select
        report_id,
        indicator_code,
        variant,
        max(case when side = 'numerator' then side_value end) as numerator,
        max(case when side = 'denominator' then side_value end) as denominator,
        max(has_broken_count) as has_broken_count
    from sides
    group by report_id, indicator_code, variant
),

counted as (
    select
        fractions.report_id,
        fractions.indicator_code,
        fractions.variant,
        indicators.measure,
        fractions.has_broken_count,
        -- A report counts as one when it prints a zero: the cell stands in both sides, as "is it 0" and "is it there".
        case
            when indicators.measure <> 'zero_share' then fractions.numerator
            when fractions.numerator = 0 then 1
            when fractions.numerator is not null then 0
        end as numerator,
        case
            when indicators.measure <> 'zero_share' then fractions.denominator
            when fractions.numerator is not null then 1
        end as denominator
    from fractions
    inner join indicators on fractions.indicator_code = indicators.indicator_code
),

judged as (
    select
        report_id,
        indicator_code,
        variant,
        measure,
        numerator,
        denominator,
        case
            when numerator is null or (denominator is null and measure <> 'count') then 'missing_cells'
            when has_broken_count = 1 or denominator < 0 then 'impossible_numbers'
            when measure in ('share', 'zero_share') and numerator > denominator then 'impossible_numbers'
            when denominator = 0 then 'no_cases'
        end as reason_code
    from counted
)

select
    report_id,
    indicator_code,
    variant,
    numerator,
    denominator,
    reason_code
from judged
