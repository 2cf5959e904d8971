with

rules as (
    select * from {{ ref('dim_rule') }}
),

current_findings as (
    select findings.*
    from {{ ref('fct_finding') }} as findings
    inner join {{ ref('dim_report') }} as reports on findings.report_id = reports.report_id
    where reports.is_current
),

counts as (
    select
        rule_id,
        count(case when outcome = 'pass' then 1 end) as passed_count,
        count(case when outcome = 'fail' then 1 end) as failed_count,
        count(case when outcome = 'not_assessable' then 1 end) as not_assessable_count,
        count(case when is_open then 1 end) as open_count,
        count(distinct case when outcome = 'fail' then report_id end) as failing_report_count
    from current_findings
    group by rule_id
)

-- Without a report there is no finding, and that is a true count of none.
select
    rules.rule_id,
    rules.slug,
    rules.title_zh,
    rules.title_en,
    rules.formula_zh,
    rules.formula_en,
    rules.basis_zh,
    rules.basis_en,
    rules.forms,
    rules.severity,
    rules.tolerance,
    rules.expected_zh,
    rules.expected_en,
    rules.actual_zh,
    rules.actual_en,
    coalesce(counts.passed_count, 0) as passed_count,
    coalesce(counts.failed_count, 0) as failed_count,
    coalesce(counts.not_assessable_count, 0) as not_assessable_count,
    coalesce(counts.open_count, 0) as open_count,
    coalesce(counts.failing_report_count, 0) as failing_report_count
from rules
left join counts on rules.rule_id = counts.rule_id
