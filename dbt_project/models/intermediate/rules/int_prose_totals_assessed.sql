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
            when parts_sum = total then 'pass'
            when relation = 'handled' then 'handled'
            when parts_sum > total and is_one_unit then 'fail'
            when parts_sum > total then 'mixed_units'
            when lists_remainder then 'fail'
            else 'open_list'
        end as state
    from sums
),

worded as (
    select
        *,
        case when relation = 'handled' then '正文答复数' else '正文总数' end || {{ number_text('total') }}
        || case when relation = 'handled' then '，收到数' else '，分项之和' end
        || case when parts_count > 1 then parts_text || '=' else '' end || {{ number_text('parts_sum') }} as sums_zh,
        case when relation = 'handled' then 'the prose answers ' else 'the total in the prose is ' end
        || {{ number_text('total') }}
        || case when relation = 'handled' then ', of those received ' else ', the sum of its parts ' end
        || case when parts_count > 1 then parts_text || ' = ' else '' end || {{ number_text('parts_sum') }} as sums_en,
        case state
            when 'no_total' then '总数漏写'
            when 'no_parts' then '没有写明数字的分项'
            when 'approximate' then '有约数'
            when 'unnumbered_part' then '有分项没有写数字'
            when 'handled' then '收到与答复的口径可能不同'
            when 'mixed_units' then '各分项单位不同，可能有交叉'
            when 'open_list' then '所列分项可能不全'
        end as reason_zh,
        case state
            when 'no_total' then 'the total is left out'
            when 'no_parts' then 'no part has a number'
            when 'approximate' then 'a number is approximate'
            when 'unnumbered_part' then 'a listed part has no number'
            when 'handled' then 'what was received and what was answered may be counted differently'
            when 'mixed_units' then 'the parts are in several units and may overlap'
            when 'open_list' then 'the list may not be exhaustive'
        end as reason
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
    case when state in ('pass', 'fail') then state else 'not_assessable' end as outcome,
    case when state in ('pass', 'fail') then total end as expected,
    case when state in ('pass', 'fail') then parts_sum end as actual,
    reason,
    case
        when state = 'pass' then sums_zh || '，相符。'
        when state = 'fail' then sums_zh || '，相差' || {{ number_text('abs(total - parts_sum)') }} || '。'
        else '正文“' || excerpt || '”无法核对：' || reason_zh || coalesce('（' || sums_zh || '）', '') || '。'
    end as message_zh,
    case
        when state = 'pass' then upper(substring(sums_en, 1, 1)) || substring(sums_en, 2) || '; they agree.'
        when state = 'fail'
            then
                upper(substring(sums_en, 1, 1)) || substring(sums_en, 2) || '; they differ by '
                || {{ number_text('abs(total - parts_sum)') }} || '.'
        else
            'The prose "' || excerpt || '" is not assessable: ' || reason || coalesce(' (' || sums_en || ')', '') || '.'
    end as message_en
from worded
union all
select
    report_id,
    'P2' as rule_id,
    'prose' as subject,
    'not_assessable' as outcome,
    null as expected,
    null as actual,
    'the prose states no total with its parts' as reason,
    '正文没有写明总数及其分项，无法核对。' as message_zh,
    'Not assessable: the prose states no total with its parts.' as message_en
from without_totals
