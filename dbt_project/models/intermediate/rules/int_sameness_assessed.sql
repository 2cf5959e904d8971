-- Rule S1: the prose is not nearly that of last year, nor that of another organ; the section on problems is not last
-- year's; the tables are not copied from last year unchanged. Who copied from whom in one year nobody can tell, so both
-- are told.

with

links as (
    select * from {{ ref('int_report_years_linked') }}
),

comparable as (
    select * from links
    where link in ('linked', 'no_previous_report')
),

sketches as (
    select * from {{ ref('int_prose_sketched') }}
),

pairs as (
    select * from {{ ref('int_similar_prose_paired') }}
),

shared as (
    select
        report_id,
        other_report_id,
        count(*) as sentence_count
    from {{ ref('int_shared_sentences_listed') }}
    group by report_id, other_report_id
),

names as (
    select
        report_id,
        organ_name,
        report_year
    from {{ ref('int_reports_versioned') }}
),

-- Against last year: the whole prose, and its section on problems.
years as (
    select
        comparable.report_id,
        comparable.link,
        sketches.scope,
        sketches.signature is null as is_short,
        last_year.signature is null as is_short_before,
        round(100 * pairs.similarity) as similar_percent,
        coalesce(shared.sentence_count, 0) as sentence_count
    from comparable
    inner join sketches on comparable.report_id = sketches.report_id
    left join sketches as last_year
        on
            comparable.previous_report_id = last_year.report_id
            and sketches.scope = last_year.scope
    left join pairs
        on
            comparable.report_id = pairs.report_id
            and pairs.relation = 'same_organ_previous_year'
            and sketches.scope = pairs.scope
    left join shared
        on
            comparable.report_id = shared.report_id
            and comparable.previous_report_id = shared.other_report_id
),

judged_years as (
    select
        *,
        case
            when is_short then 'prose_too_short'
            when link <> 'linked' then 'no_previous_report'
            when is_short_before then 'last_year_too_short'
            when similar_percent >= {{ too_alike_percent() }} then 'as_last_year'
            else 'unlike_last_year'
        end as case_code
    from years
),

-- Against other organs: the one most alike, and with how many there was to compare.
ranked as (
    select
        pairs.report_id,
        pairs.other_report_id,
        round(100 * pairs.similarity) as similar_percent,
        names.organ_name,
        names.report_year,
        coalesce(shared.sentence_count, 0) as sentence_count,
        pairs.place,
        count(case when round(100 * pairs.similarity) >= {{ too_alike_percent() }} then 1 end)
            over (partition by pairs.report_id) as alike_count,
        max(case when pairs.is_of_a_crowd then 1 else 0 end) over (partition by pairs.report_id) as is_of_a_crowd
    from pairs
    inner join names on pairs.other_report_id = names.report_id
    left join shared
        on
            pairs.report_id = shared.report_id
            and pairs.other_report_id = shared.other_report_id
    where pairs.relation = 'other_organ'
),

nearest as (
    select * from ranked
    where place = 1
),

sketched as (
    select * from sketches
    where scope = 'report' and signature is not null
),

year_totals as (
    select
        report_year,
        sum(report_count) over (order by report_year) as report_count
    from (
        select
            report_year,
            count(*) as report_count
        from sketched
        group by report_year
    ) as years_counted
),

-- Reports of other organs, for the same year or an earlier one, that a report was held against.
rivals as (
    select
        sketched.report_id,
        year_totals.report_count
        - count(*) over (partition by sketched.organ_id order by sketched.report_year) as rival_count
    from sketched
    inner join year_totals on sketched.report_year = year_totals.report_year
),

against_others as (
    select
        comparable.report_id,
        coalesce(rivals.rival_count, 0) as rival_count,
        nearest.similar_percent,
        nearest.organ_name,
        nearest.report_year,
        nearest.sentence_count,
        nearest.alike_count,
        nearest.is_of_a_crowd,
        case
            when rivals.report_id is null then 'prose_too_short'
            when rivals.rival_count = 0 then 'no_other_report'
            when nearest.similar_percent >= {{ too_alike_percent() }} then 'as_another_organ'
            else 'unlike_others'
        end as case_code
    from comparable
    left join rivals on comparable.report_id = rivals.report_id
    left join nearest on comparable.report_id = nearest.report_id
),

tables as (
    select * from {{ ref('int_tables_of_two_years_compared') }}
),

united as (
    select
        report_id,
        case when scope = 'report' then 'prose:previous_year' else 'section:problems' end as subject,
        case_code,
        {{ too_alike_percent() }} as expected,
        similar_percent as actual,
        case when scope = 'report' then '正文' else '“存在的主要问题及改进情况”部分' end as subject_zh,
        case when scope = 'report' then 'prose' else 'section on problems and improvements' end as subject_en,
        case
            when scope <> 'report' then '去掉名称和数字后比较'
            when sentence_count = 0 then '没有整句相同的语句'
            else '有' || {{ number_text('sentence_count') }} || '个语句相同'
        end as detail_zh,
        case
            when scope <> 'report' then 'names and numbers left aside'
            when sentence_count = 0 then 'no sentence is wholly the same'
            else 'sentences that are the same: ' || {{ number_text('sentence_count') }}
        end as detail_en
    from judged_years
    union all
    select
        report_id,
        'prose:other_organs' as subject,
        case_code,
        {{ too_alike_percent() }} as expected,
        similar_percent as actual,
        '正文' as subject_zh,
        'prose' as subject_en,
        case
            when case_code = 'as_another_organ'
                then
                    coalesce(organ_name, '') || cast(report_year as string) || '年报告（有'
                    || {{ number_text('sentence_count') }} || '个语句相同'
                    || case
                        when alike_count > 1
                            then
                                '；另有' || {{ number_text('alike_count - 1') }} || '份报告也达到界限'
                                || case when is_of_a_crowd = 1 then '，相似报告过多，未逐一比对' else '' end
                        else ''
                    end || '）'
            else {{ number_text('rival_count') }}
        end as detail_zh,
        case
            when case_code = 'as_another_organ'
                then
                    'the report of ' || coalesce(organ_name, '') || ' for ' || cast(report_year as string)
                    || ' (sentences that are the same: ' || {{ number_text('sentence_count') }}
                    || case
                        when alike_count > 1
                            then
                                '; other reports as alike: ' || {{ number_text('alike_count - 1') }}
                                || case
                                    when is_of_a_crowd = 1 then ', too many to compare one by one' else ''
                                end
                        else ''
                    end || ')'
            else {{ number_text('rival_count') }}
        end as detail_en
    from against_others
    union all
    select
        report_id,
        'table:' || table_code as subject,
        case_code,
        number_count as expected,
        same_number_count as actual,
        {{ table_zh('table_code') }} as subject_zh,
        {{ table_en('table_code') }} as subject_en,
        null as detail_zh,
        null as detail_en
    from tables
    union all
    select
        report_id,
        'report' as subject,
        link as case_code,
        null as expected,
        null as actual,
        '报告' as subject_zh,
        'report' as subject_en,
        null as detail_zh,
        null as detail_en
    from links
    where link not in ('linked', 'no_previous_report')
),

outcomes as (
    select
        *,
        case
            when case_code in ('as_last_year', 'as_another_organ', 'table_copied') then 'fail'
            when case_code in ('unlike_last_year', 'unlike_others', 'table_changed') then 'pass'
            else 'not_assessable'
        end as outcome
    from united
)

select
    report_id,
    'S1' as rule_id,
    subject,
    outcome,
    case_code,
    cast(case when outcome <> 'not_assessable' then expected end as decimal(38, 4)) as expected,
    cast(case when outcome <> 'not_assessable' then actual end as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case
        when outcome <> 'not_assessable' then null
        when case_code = 'last_year_too_short' then 'prose_too_short'
        when case_code = 'no_other_report' then 'nothing_to_compare'
        else case_code
    end as reason_code
from outcomes
