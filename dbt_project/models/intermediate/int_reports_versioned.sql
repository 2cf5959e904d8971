-- The versions of an organ's report for a year, and which of them is current. The rule, step by step: the version that
-- was published last (a known date before an unknown one); of those with the same date the one taken in on the latest
-- day (what was taken in together has no order of its own); then the one in which more numbers could be read; then the
-- greatest id, so that the choice is the same in every build.
-- Nearly every model asks this one, so it is built once.
{{ config(materialized='table') }}

with

reports as (
    select * from {{ ref('int_reports_resolved') }}
),

-- Without organ or year nothing says that two documents are versions of one report: each stands alone.
identified as (
    select
        report_id,
        published_on,
        cast(taken_in_at as date) as taken_in_on,
        organ_id is not null and report_year is not null as is_identified,
        case
            when organ_id is null or report_year is null then report_id
            else organ_id || '|' || cast(report_year as string)
        end as version_group
    from reports
),

counted as (
    select
        *,
        count(*) over (partition by version_group) as version_count
    from identified
),

numbers as (
    select report_id
    from {{ ref('int_cells_deduplicated') }}
    where status = 'reported'
    union all
    select report_id
    from {{ ref('int_statistics_deduplicated') }}
    where status = 'reported'
),

-- Counted for reports in several versions only: the others are nearly all.
number_counts as (
    select
        numbers.report_id,
        count(*) as number_count
    from numbers
    inner join counted on numbers.report_id = counted.report_id
    where counted.version_count > 1
    group by numbers.report_id
),

measured as (
    select
        counted.*,
        coalesce(number_counts.number_count, 0) as number_count
    from counted
    left join number_counts on counted.report_id = number_counts.report_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by version_group
            order by published_on desc nulls last, taken_in_on desc nulls last, number_count desc, report_id desc
        ) as version_rank
    from measured
),

-- The current version against the next best, every other against the current one.
paired as (
    select
        ranked.report_id,
        ranked.is_identified,
        ranked.version_rank,
        ranked.version_count,
        rivals.report_id as rival_id,
        case
            when
                ranked.published_on = rivals.published_on
                or (ranked.published_on is null and rivals.published_on is null)
                then
                    case
                        when
                            ranked.taken_in_on <> rivals.taken_in_on
                            or (ranked.taken_in_on is null) <> (rivals.taken_in_on is null)
                            then 'taken_in_last'
                        when ranked.number_count <> rivals.number_count then 'most_numbers'
                        else 'greatest_id'
                    end
            else 'published_last'
        end as deciding_step
    from ranked
    left join ranked as rivals
        on
            ranked.version_group = rivals.version_group
            and rivals.version_rank = case when ranked.version_rank = 1 then 2 else 1 end
)

-- Whatever is known of a report is passed on; dim_report names it.
select
    reports.*, -- noqa: AM04
    paired.version_count - paired.version_rank + 1 as version_number,
    paired.version_count,
    paired.version_rank = 1 as is_current,
    case
        when not paired.is_identified then 'no_organ_or_year'
        when paired.rival_id is null then 'only_version'
        else paired.deciding_step
    end as current_because
from reports
inner join paired on reports.report_id = paired.report_id
