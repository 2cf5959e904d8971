-- Each total of the prose (side expected) with its listed parts (side actual).

with

figures as (
    select * from {{ ref('int_figures_deduplicated') }}
),

totals as (
    select * from figures
    where relation is not null
),

terms as (
    select
        totals.report_id,
        totals.figure_id as total_figure_id,
        totals.figure_index as total_figure_index,
        'expected' as side,
        totals.figure_id,
        totals.figure_index
    from totals
    union all
    select
        totals.report_id,
        totals.figure_id as total_figure_id,
        totals.figure_index as total_figure_index,
        'actual' as side,
        parts.figure_id,
        parts.figure_index
    from totals
    inner join figures as parts on totals.figure_id = parts.total_figure_id
)

select
    terms.report_id,
    'P2' as rule_id,
    'figure:' || cast(terms.total_figure_index as string) as subject,
    terms.total_figure_id,
    terms.side,
    terms.figure_id,
    terms.figure_index,
    figures.value,
    figures.unit,
    figures.status,
    figures.is_approximate,
    figures.excerpt,
    figures.locator,
    figures.relation,
    figures.lists_unnumbered_part,
    figures.lists_remainder
from terms
inner join figures on terms.figure_id = figures.figure_id
