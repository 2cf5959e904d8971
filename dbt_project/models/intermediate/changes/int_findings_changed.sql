-- Findings that fail now and did not before, or the other way round, of reports that are in both publications. When the
-- findings of the publication before are not known, nothing can have appeared.
{{ config(materialized='table') }}

with

pairs as (
    select
        report_id,
        previous_report_id
    from {{ ref('int_reports_paired') }}
    where report_id is not null and previous_report_id is not null
),

previous_findings_are_known as (
    select count(*) as feed_count
    from {{ ref('stg_previous__feeds') }}
    where feed_name = 'feed_finding'
),

failing as (
    select
        findings.report_id,
        findings.rule_id,
        findings.subject,
        findings.subject_zh,
        findings.subject_en
    from {{ ref('int_findings_united') }} as findings
    inner join pairs on findings.report_id = pairs.report_id
    cross join previous_findings_are_known
    where findings.outcome = 'fail' and previous_findings_are_known.feed_count > 0
),

previous_failing as (
    select
        pairs.report_id,
        findings.rule_id,
        findings.subject,
        findings.subject_zh,
        findings.subject_en,
        findings.message_zh,
        findings.message_en
    from {{ ref('stg_previous__findings') }} as findings
    inner join pairs on findings.report_id = pairs.previous_report_id
    where findings.outcome = 'fail'
),

appeared as (
    select
        failing.*,
        cast(null as string) as message_zh,
        cast(null as string) as message_en,
        'appeared' as change_kind
    from failing
    left join previous_failing
        on
            failing.report_id = previous_failing.report_id
            and failing.rule_id = previous_failing.rule_id
            and failing.subject = previous_failing.subject
    where previous_failing.report_id is null
),

disappeared as (
    select
        previous_failing.*,
        'disappeared' as change_kind
    from previous_failing
    left join failing
        on
            previous_failing.report_id = failing.report_id
            and previous_failing.rule_id = failing.rule_id
            and previous_failing.subject = failing.subject
    where failing.report_id is null
),

changed as (
    select * from appeared
    union all
    select * from disappeared
)

select
    changed.report_id,
    pairs.previous_report_id,
    changed.rule_id,
    changed.subject,
    changed.subject_zh,
    changed.subject_en,
    changed.message_zh,
    changed.message_en,
    changed.change_kind
from changed
inner join pairs on changed.report_id = pairs.report_id
