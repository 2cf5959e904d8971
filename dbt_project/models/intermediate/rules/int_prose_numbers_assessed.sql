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
        'number_missing' as case_code,
        0 as expected,
        1 as actual,
        '正文第' || cast(figure_index + 1 as string) || '处数字' as subject_zh,
        'number ' || cast(figure_index + 1 as string) || ' of the prose' as subject_en,
        excerpt as detail_zh,
        excerpt as detail_en
    from figures
    where status = 'number_missing'
),

whole_prose as (
    select
        reports.report_id,
        'prose' as subject,
        case when figure_counts.report_id is null then 'no_figure' else 'all_written' end as case_code,
        case when figure_counts.report_id is not null then 0 end as expected,
        case when figure_counts.report_id is not null then 0 end as actual,
        '正文' as subject_zh,
        'prose' as subject_en,
        {{ number_text('figure_counts.figure_count') }} as detail_zh,
        {{ number_text('figure_counts.figure_count') }} as detail_en
    from reports
    left join figure_counts on reports.report_id = figure_counts.report_id
    where coalesce(figure_counts.missing_count, 0) = 0
),

periods as (
    select
        reports.report_id,
        'statistics_period' as subject,
        'period_differs' as case_code,
        reports.report_year as expected,
        cast(null as integer) as actual,
        '统计期限' as subject_zh,
        'statistical period' as subject_en,
        {{ years_named_zh('year_conflicts.reading_message') }} as detail_zh,
        {{ years_named_en('year_conflicts.reading_message') }} as detail_en
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
    case case_code
        when 'all_written' then 'pass' when 'no_figure' then 'not_assessable' else 'fail'
    end as outcome,
    case_code,
    cast(expected as decimal(38, 4)) as expected,
    cast(actual as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case when case_code = 'no_figure' then 'no_prose_number' end as reason_code
from assessed
