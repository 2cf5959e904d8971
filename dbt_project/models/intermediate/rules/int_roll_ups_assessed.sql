-- Rule H1: what a report sums up is not less than its parts. The own offices of the organ are in its total too and
-- publish no report of their own, so a total above the sum of the units passes, and the finding says how much is left
-- for them. A sum above the total fails even when units are missing: their numbers could only add to it. Otherwise a
-- missing unit leaves the sum open, and the finding gives its bounds.

with

links as (
    select * from {{ ref('int_report_years_linked') }}
),

terms as (
    select * from {{ ref('int_roll_up_terms_joined') }}
),

form_cells as (
    select distinct
        table_code,
        row_code,
        first_value(row_label_zh) over (partition by table_code, row_code order by form desc) as row_label_zh,
        first_value(row_label_en) over (partition by table_code, row_code order by form desc) as row_label_en
    from {{ ref('stg_reference__form_cells') }}
),

placed as (
    select
        *,
        row_number() over (
            partition by report_id, subject, side, value is null order by child_organ_name, child_organ_id
        ) as place
    from terms
),

sums as (
    select
        report_id,
        subject,
        max(table_code) as table_code,
        max(row_code) as row_code,
        max(case when side = 'expected' then value end) as total,
        sum(case when side = 'actual' then value end) as units_sum,
        count(case when side = 'actual' then 1 end) as unit_count,
        count(case when side = 'actual' and value is null then 1 end) as missing_count,
        count(case when side = 'actual' and evidence_report_id is null then 1 end) as unreported_count,
        {{ listed_text(
            "case when side = 'actual' and value is null and place <= 10 then child_organ_name end",
            '、', 'child_organ_name, child_organ_id'
        ) }} as missing_zh,
        {{ listed_text(
            "case when side = 'actual' and value is null and place <= 10 then child_organ_name end",
            ', ', 'child_organ_name, child_organ_id'
        ) }} as missing_en
    from placed
    group by report_id, subject
),

judged as (
    select
        *,
        case
            when total is null then 'cells_missing'
            when units_sum > total then 'units_exceed'
            when missing_count > 0 then 'units_missing'
            when units_sum = total then 'units_add_up'
            else 'own_part'
        end as case_code
    from sums
),

worded as (
    select
        judged.*, -- noqa: AM04
        {{ table_zh('judged.table_code') }} || '“' || form_cells.row_label_zh || '”' as subject_zh,
        {{ table_en('judged.table_code') }} || ', row "' || form_cells.row_label_en || '"' as subject_en,
        case
            when judged.case_code = 'units_missing' and judged.units_sum is null
                then {{ number_text('judged.unit_count') }} || '个单位都没有数字，汇总数为' || {{ number_text('judged.total') }}
            when judged.case_code = 'units_missing'
                then
                    {{ number_text('judged.unit_count') }} || '个单位中有' || {{ number_text('judged.missing_count') }}
                    || '个没有数字（' || judged.missing_zh
                    || case when judged.missing_count > 10 then '等' else '' end || '）；其余单位之和为'
                    || {{ number_text('judged.units_sum') }} || '，汇总数为'
                    || {{ number_text('judged.total') }} || '，缺少的单位与本级合计应为'
                    || {{ number_text('judged.total - judged.units_sum') }}
            when judged.missing_count > 0
                then
                    {{ number_text('judged.unit_count') }} || '个单位，其中' || {{ number_text('judged.missing_count') }}
                    || '个没有数字'
            else {{ number_text('judged.unit_count') }} || '个单位'
        end as detail_zh,
        case
            when judged.case_code = 'units_missing' and judged.units_sum is null
                then
                    'none of ' || {{ number_text('judged.unit_count') }} || ' units has a number; the total is '
                    || {{ number_text('judged.total') }}
            when judged.case_code = 'units_missing'
                then
                    {{ number_text('judged.missing_count') }} || ' of ' || {{ number_text('judged.unit_count') }}
                    || ' units have no number (' || judged.missing_en
                    || case when judged.missing_count > 10 then ' and others' else '' end || '); the others add up to '
                    || {{ number_text('judged.units_sum') }} || ', the total is '
                    || {{ number_text('judged.total') }} || ', which leaves '
                    || {{ number_text('judged.total - judged.units_sum') }}
                    || ' for the missing units and the own offices'
            when judged.missing_count > 0
                then
                    {{ number_text('judged.unit_count') }} || ' units, '
                    || {{ number_text('judged.missing_count') }} || ' of them without a number'
            else {{ number_text('judged.unit_count') }} || ' units'
        end as detail_en
    from judged
    inner join form_cells
        on
            judged.table_code = form_cells.table_code
            and judged.row_code = form_cells.row_code
),

outcomes as (
    select
        *,
        case
            when case_code = 'units_exceed' then 'fail'
            when case_code in ('units_add_up', 'own_part') then 'pass'
            else 'not_assessable'
        end as outcome
    from worded
),

summing as (
    select distinct
        links.report_id,
        links.form
    from links
    inner join {{ ref('stg_reference__roll_ups') }} as roll_ups
        on
            links.organ_id = roll_ups.parent_organ_id
            and (roll_ups.first_year is null or links.report_year >= roll_ups.first_year)
            and (roll_ups.last_year is null or links.report_year <= roll_ups.last_year)
    where links.link in ('linked', 'no_previous_report')
),

with_terms as (
    select distinct report_id from sums
),

without_terms as (
    select
        links.report_id,
        case
            when links.link not in ('linked', 'no_previous_report') then links.link
            when summing.report_id is null then 'no_roll_up'
            else {{ no_form_code('links.form') }}
        end as case_code
    from links
    left join summing on links.report_id = summing.report_id
    left join with_terms on links.report_id = with_terms.report_id
    where with_terms.report_id is null
)

select
    report_id,
    'H1' as rule_id,
    subject,
    outcome,
    case_code,
    cast(case when outcome <> 'not_assessable' then total end as decimal(38, 4)) as expected,
    cast(case when outcome <> 'not_assessable' then units_sum end as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case
        when outcome <> 'not_assessable' then null
        when case_code = 'units_missing' and unreported_count > 0 then 'reports_missing'
        else 'cells_missing'
    end as reason_code
from outcomes
union all
select
    report_id,
    'H1' as rule_id,
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
from without_terms
