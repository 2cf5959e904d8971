-- Rule P2: a total of the prose equals the sum of its listed parts. A list seldom claims to be complete and may mix
-- units, so only what cannot be explained that way is a failure: a sum above the total in one unit, or a sum below the
-- total of a list that ends in 其他 or 其余.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

terms as (
    select * from {{ ref('int_prose_totals_joined') }}
),

sums as (
    select
        report_id,
        subject,
        max(case when side = 'expected' then value end) as total,
        coalesce(sum(case when side = 'actual' then value end), 0) as parts_sum,
        count(case when side = 'actual' then value end) as parts_count,
        max(case when side = 'expected' then excerpt end) as excerpt,
        max(case when side = 'expected' then relation end) as relation,
        max(case when is_approximate then 1 else 0 end) = 1 as is_approximate,
        max(
            case when lists_unnumbered_part or (side = 'actual' and status = 'number_missing') then 1 else 0 end
        ) = 1 as lists_unnumbered_part,
        max(case when side = 'expected' and lists_remainder then 1 else 0 end) = 1 as lists_remainder,
        count(distinct unit) = 1 as is_one_unit,
        {{ listed_text(
            "case when side = 'actual' then " ~ number_text('value') ~ " end", '+', 'figure_index'
        ) }} as parts_text
    from terms
    group by report_id, subject
),

judged as (
    select
        *,
        case
            when total is null then 'no_total'
            when parts_count = 0 then 'no_parts'
            when is_approximate then 'approximate'
            when lists_unnumbered_part and parts_sum <= total then 'unnumbered_part'
            when parts_sum = total and relation = 'handled' then 'handled_agrees'
            when parts_sum = total then 'agrees'
            when relation = 'handled' then 'handled'
            when parts_sum > total and is_one_unit then 'differs'
            when parts_sum > total then 'mixed_units'
            when lists_remainder then 'differs'
            else 'open_list'
        end as case_code,
        case when parts_count > 1 then parts_text || '=' else '' end || {{ number_text('parts_sum') }} as sum_zh,
        case when parts_count > 1 then parts_text || ' = ' else '' end || {{ number_text('parts_sum') }} as sum_en
    from sums
),

-- Where the sum decides nothing, the message still tells the total beside it.
worded as (
    select
        *,
        case
            when case_code in ('agrees', 'handled_agrees', 'differs') then sum_zh
            when relation = 'handled' then '正文答复数' || {{ number_text('total') }} || '，收到数' || sum_zh
            else '正文总数' || {{ number_text('total') }} || '，分项之和' || sum_zh
        end as detail_zh,
        case
            when case_code in ('agrees', 'handled_agrees', 'differs') then sum_en
            when relation = 'handled' then 'answered ' || {{ number_text('total') }} || ', received ' || sum_en
            else 'total ' || {{ number_text('total') }} || ', sum of the parts ' || sum_en
        end as detail_en,
        case
            when case_code in ('agrees', 'handled_agrees') then 'pass'
            when case_code = 'differs' then 'fail'
            else 'not_assessable'
        end as outcome
    from judged
),

with_totals as (
    select distinct report_id from sums
),

without_totals as (
    select reports.report_id
    from reports
    left join with_totals on reports.report_id = with_totals.report_id
    where with_totals.report_id is null
)

select
    report_id,
    'P2' as rule_id,
    subject,
    outcome,
    case_code,
    case when outcome <> 'not_assessable' then cast(total as decimal(38, 4)) end as expected,
    case when outcome <> 'not_assessable' then cast(parts_sum as decimal(38, 4)) end as actual,
    '正文“' || excerpt || '”' as subject_zh,
    'prose "' || excerpt || '"' as subject_en,
    detail_zh,
    detail_en,
    case when outcome = 'not_assessable' then 'prose_number_unclear' end as reason_code
from worded
union all
select
    report_id,
    'P2' as rule_id,
    'prose' as subject,
    'not_assessable' as outcome,
    'no_list' as case_code,
    null as expected,
    null as actual,
    '正文' as subject_zh,
    'prose' as subject_en,
    null as detail_zh,
    null as detail_en,
    'nothing_to_compare' as reason_code
from without_totals
