-- Rule U1: no amount is about ten thousand times, or a ten-thousandth of, what it can be held against: then 元 and 万元
-- were mistaken for each other. The nearest witness decides: the report's own prose, then the organ's other years (more
-- years far away than near), then its peers, where there are ten at least and they are alike. A later year alone does
-- not decide, since the slip may be there.

{% set distance = powers_between('amounts.value', 'witnesses.value') %}

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

rules as (
    select * from {{ ref('rules') }}
    where rule_id = 'U1'
),

labels as (
    select * from {{ ref('stg_reference__form_cells') }}
),

amounts as (
    select
        terms.report_id,
        terms.subject,
        terms.evidence_year as report_year,
        terms.value,
        terms.status,
        labels.row_label_zh,
        labels.row_label_en,
        labels.column_label_zh,
        labels.column_label_en
    from {{ ref('int_amounts_joined') }} as terms
    inner join reports on terms.report_id = reports.report_id
    inner join labels
        on
            reports.form = labels.form
            and terms.table_code = labels.table_code
            and terms.row_code = labels.row_code
            and terms.column_code = labels.column_code
    where terms.compared_with = 'amount'
),

witnesses as (
    select * from {{ ref('int_amounts_joined') }}
    where compared_with <> 'amount'
),

-- How many powers of ten lie between: near is less than half a power in prose (which rounds), two among years.
measured as (
    select
        amounts.report_id,
        amounts.subject,
        witnesses.compared_with,
        witnesses.evidence_year,
        witnesses.value,
        abs(witnesses.evidence_year - amounts.report_year) as years_apart,
        abs({{ distance }} - 4) <= rules.tolerance as is_jump,
        {{ distance }} < case when witnesses.compared_with = 'prose' then 0.5 else 2 end as is_near
    from amounts
    cross join rules
    inner join witnesses
        on
            amounts.report_id = witnesses.report_id
            and amounts.subject = witnesses.subject
    where amounts.value > 0
),

-- Of each kind of witness the one to quote: the nearest in time, the earlier of two.
ordered as (
    select
        *,
        row_number() over (
            partition by report_id, subject, compared_with = 'prose', is_jump
            order by years_apart, evidence_year, value
        ) as kind_order
    from measured
),

counted as (
    select
        report_id,
        subject,
        count(case when compared_with = 'prose' and is_jump then 1 end) as prose_jumps,
        count(case when compared_with = 'prose' and is_near then 1 end) as prose_nears,
        count(case when compared_with <> 'prose' and is_jump then 1 end) as year_jumps,
        count(case when compared_with = 'earlier_year' and is_jump then 1 end) as earlier_jumps,
        count(case when compared_with <> 'prose' and is_near then 1 end) as year_nears,
        count(case when compared_with <> 'prose' then 1 end) as years,
        max(case when compared_with = 'prose' and is_jump and kind_order = 1 then value end) as prose_jump,
        max(case when compared_with = 'prose' and not is_jump and is_near then value end) as prose_near,
        max(case when compared_with <> 'prose' and is_jump and kind_order = 1 then value end) as year_jump,
        max(case when compared_with <> 'prose' and is_jump and kind_order = 1 then evidence_year end) as jump_year,
        max(case when compared_with <> 'prose' and not is_jump and kind_order = 1 then value end) as year_near,
        max(case when compared_with <> 'prose' and not is_jump and kind_order = 1 then evidence_year end) as near_year
    from ordered
    group by report_id, subject
),

peers as (
    select * from {{ ref('int_amount_peers_ranked') }}
    where
        peer_count >= 10
        and high <= low * 100
),

judged as (
    select
        amounts.*,
        counted.prose_jump,
        counted.prose_near,
        counted.year_jump,
        counted.year_near,
        counted.jump_year,
        counted.near_year,
        peers.middle,
        peers.peer_count,
        case
            when amounts.status = 'absent' then 'table_absent'
            when {{ is_unread('amounts.status') }} then 'cells_unread'
            when amounts.value is null then 'cells_missing'
            when amounts.value = 0 then 'zero_amount'
            when amounts.value < 0 then 'nothing_to_compare'
            when counted.prose_nears > 0 then 'near_prose'
            when counted.prose_jumps > 0 then 'far_from_prose'
            when counted.year_jumps > counted.year_nears and (counted.earlier_jumps > 0 or counted.year_jumps > 1)
                then 'far_from_years'
            when counted.years > counted.year_jumps then 'near_years'
            when abs({{ powers_between('amounts.value', 'peers.middle') }} - 4) <= rules.tolerance then 'far_from_peers'
            when peers.middle is not null then 'near_peers'
            else 'nothing_to_compare'
        end as case_code
    from amounts
    cross join rules
    left join counted
        on
            amounts.report_id = counted.report_id
            and amounts.subject = counted.subject
    left join peers
        on
            amounts.report_id = peers.report_id
            and amounts.subject = peers.subject
),

worded as (
    select
        report_id,
        subject,
        case
            when case_code like 'near_%' or case_code = 'zero_amount' then 'pass'
            when case_code like 'far_%' then 'fail'
            else 'not_assessable'
        end as outcome,
        case_code,
        case case_code
            when 'near_prose' then prose_near
            when 'far_from_prose' then prose_jump
            when 'near_years' then year_near
            when 'far_from_years' then year_jump
            when 'near_peers' then middle
            when 'far_from_peers' then middle
        end as expected,
        case when case_code like 'near_%' or case_code like 'far_%' then value end as actual,
        '“' || row_label_zh || '/' || column_label_zh || '”' as subject_zh,
        '"' || row_label_en || ' / ' || column_label_en || '"' as subject_en,
        case
            when case_code = 'near_years' then cast(near_year as string)
            when case_code = 'far_from_years' then cast(jump_year as string)
            when case_code like '%_peers' then cast(peer_count as string)
            else {{ status_zh('status') }}
        end as detail_zh,
        case
            when case_code = 'near_years' then cast(near_year as string)
            when case_code = 'far_from_years' then cast(jump_year as string)
            when case_code like '%_peers' then cast(peer_count as string)
            else {{ status_en('status') }}
        end as detail_en
    from judged
),

without_amount as (
    select
        reports.report_id,
        {{ no_form_code('reports.form') }} as case_code
    from reports
    left join worded on reports.report_id = worded.report_id
    where worded.report_id is null
)

select
    report_id,
    'U1' as rule_id,
    subject,
    outcome,
    case_code,
    cast(expected as decimal(38, 4)) as expected,
    cast(actual as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case when outcome = 'not_assessable' then case_code end as reason_code
from worded
union all
select
    report_id,
    'U1' as rule_id,
    'report' as subject,
    'not_assessable' as outcome,
    case_code,
    null as expected,
    null as actual,
    '报告' as subject_zh,
    'report' as subject_en,
    null as detail_zh,
    null as detail_en,
    case_code as reason_code
from without_amount
