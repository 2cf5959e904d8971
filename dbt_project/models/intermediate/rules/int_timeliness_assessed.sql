-- Rule T1: a report is published by the day that the law, or a deadline set for the organ, names. A corrected version
-- makes a report no later: its earliest date counts.

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
),

deadlines as (
    select * from {{ ref('int_deadlines_resolved') }}
),

-- No report on a year is published before that year ends: such a date is a misprint or another document's.
publications as (
    select
        organ_id,
        report_year,
        min(case when published_on > cast(cast(report_year as string) || '-12-30' as date) then published_on end)
            as first_published_on,
        count(case when published_on <= cast(cast(report_year as string) || '-12-30' as date) then 1 end)
            as impossible_count,
        count(case when published_on is null then 1 end) as undated_count
    from reports
    where organ_id is not null and report_year is not null
    group by organ_id, report_year
),

judged as (
    select
        reports.report_id,
        publications.first_published_on,
        deadlines.deadline,
        deadlines.basis_zh,
        deadlines.basis_en,
        {{ days_between('deadlines.deadline', 'publications.first_published_on') }} as days_late,
        case
            when reports.organ_id is null or reports.report_year is null then 'no_organ_or_year'
            when not reports.is_current then 'superseded_version'
            when deadlines.deadline is null then 'no_deadline'
            when publications.first_published_on is null and publications.impossible_count > 0
                then 'date_impossible'
            when publications.first_published_on is null then 'no_date'
            when publications.first_published_on <= deadlines.deadline then 'on_time'
            -- Another version, of which no usable date is known, may have been there in time.
            when publications.undated_count + publications.impossible_count > 0 then 'version_undated'
            else 'late'
        end as case_code
    from reports
    left join publications
        on
            reports.organ_id = publications.organ_id
            and reports.report_year = publications.report_year
    left join deadlines
        on
            reports.organ_id = deadlines.organ_id
            and reports.report_year = deadlines.report_year
)

select
    report_id,
    'T1' as rule_id,
    'report' as subject,
    case case_code when 'on_time' then 'pass' when 'late' then 'fail' else 'not_assessable' end as outcome,
    case_code,
    cast(case when case_code in ('on_time', 'late') then 0 end as decimal(38, 4)) as expected,
    cast(case when case_code in ('on_time', 'late') then days_late end as decimal(38, 4)) as actual,
    '报告' as subject_zh,
    'report' as subject_en,
    case
        when case_code in ('on_time', 'late')
            then
                '公开日期' || cast(first_published_on as string) || '，期限' || cast(deadline as string)
                || '（' || basis_zh || '）'
    end as detail_zh,
    case
        when case_code in ('on_time', 'late')
            then
                'published on ' || cast(first_published_on as string) || ', due on ' || cast(deadline as string)
                || ' (' || basis_en || ')'
    end as detail_en,
    case when case_code not in ('on_time', 'late') then case_code end as reason_code
from judged
