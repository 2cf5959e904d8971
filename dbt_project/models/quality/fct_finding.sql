with

findings as (
    {% for model in [
        'int_identities_assessed',
        'int_values_assessed',
        'int_contents_assessed',
        'int_prose_and_tables_compared',
        'int_prose_totals_assessed',
        'int_prose_numbers_assessed',
    ] %}
        select
            report_id,
            rule_id,
            subject,
            outcome,
            cast(expected as decimal(38, 4)) as expected,
            cast(actual as decimal(38, 4)) as actual,
            reason,
            message_zh,
            message_en
        from {{ ref(model) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

rules as (
    select * from {{ ref('dim_rule') }}
)

select
    {{ stable_id(['findings.report_id', 'findings.rule_id', 'findings.subject']) }} as finding_id,
    findings.report_id,
    findings.rule_id,
    findings.outcome,
    rules.severity,
    findings.subject,
    findings.expected,
    findings.actual,
    findings.reason,
    findings.message_zh,
    findings.message_en
from findings
left join rules on findings.rule_id = rules.rule_id
