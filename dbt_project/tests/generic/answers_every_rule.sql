{# Every report has at least one finding of every rule: what cannot be assessed says so. #}
{% test answers_every_rule(model) %}
with

reports as (
    select report_id from {{ ref('dim_report') }}
),

rules as (
    select rule_id from {{ ref('dim_rule') }}
),

findings as (
    select distinct
        report_id,
        rule_id
    from {{ model }}
)

select
    reports.report_id,
    rules.rule_id
from reports
cross join rules
left join findings
    on
        reports.report_id = findings.report_id
        and rules.rule_id = findings.rule_id
where findings.report_id is null
{% endtest %}
