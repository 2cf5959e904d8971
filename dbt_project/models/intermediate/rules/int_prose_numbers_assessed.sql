-- Rule P3: no unit stands without its number, and the statistical period is that of the report year.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

figures as (
    select * from {{ ref('int_figures_deduplicated') }}
),

year_conflicts as (
    select
        report_id,
        min(message) as reading_message
    from {{ ref('int_issues_deduplicated') }}
    where issue_code = 'year_conflict'
    group by report_id
),

figure_counts as (
    select
        report_id,
        count(*) as figure_count,
        count(case when status = 'number_missing' then 1 end) as missing_count
    from figures
    group by report_id
),

missing_numbers as (
    select
        report_id,
        'figure:' || cast(figure_index as string) as subject,
        'fail' as outcome,
        0 as expected,
        1 as actual,
        cast(null as string) as reason,
        '正文“' || excerpt || '”漏写数字。' as message_zh,
        'In the prose, "' || excerpt || '" has a unit but no number.' as message_en
    from figures
    where status = 'number_missing'
),

whole_prose as (
    select
        reports.report_id,
        'prose' as subject,
        case when figure_counts.report_id is null then 'not_assessable' else 'pass' end as outcome,
        case when figure_counts.report_id is not null then 0 end as expected,
        case when figure_counts.report_id is not null then 0 end as actual,
        case when figure_counts.report_id is null then 'the prose gives no numbers' end as reason,
        case
            when figure_counts.report_id is null then '正文没有数字，无法核对。'
            else '正文' || {{ number_text('figure_counts.figure_count') }} || '处数字均已写明。'
        end as message_zh,
        case
            when figure_counts.report_id is null then 'Not assessable: the prose gives no numbers.'
            else 'All ' || {{ number_text('figure_counts.figure_count') }} || ' numbers of the prose are written out.'
        end as message_en
    from reports
    left join figure_counts on reports.report_id = figure_counts.report_id
    where coalesce(figure_counts.missing_count, 0) = 0
),

periods as (
    select
        reports.report_id,
        'statistics_period' as subject,
        'fail' as outcome,
        reports.report_year as expected,
        cast(null as integer) as actual,
        cast(null as string) as reason,
        '报告年份与统计期限不一致，可能沿用了往年文本（' || year_conflicts.reading_message || '）。' as message_zh,
        'The report year and the statistical period differ; last year''s text may have been left in ('
        || year_conflicts.reading_message || ').' as message_en
    from reports
    inner join year_conflicts on reports.report_id = year_conflicts.report_id
),

assessed as (
    select * from missing_numbers
    union all
    select * from whole_prose
    union all
    select * from periods
)

select
    report_id,
    'P3' as rule_id,
    subject,
    outcome,
    expected,
    actual,
    reason,
    message_zh,
    message_en
from assessed
