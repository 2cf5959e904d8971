{# The open failures of a rule. Always of severity warn: a report's own mistake is data, it stops no build. #}
{% test no_finding_fails(model, rule_id) %}
{{ config(severity="warn") }}
select
    report_id,
    subject,
    message_zh
from {{ model }}
where
    rule_id = '{{ rule_id }}'
    and is_open
{% endtest %}
