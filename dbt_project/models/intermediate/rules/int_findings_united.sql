-- What every rule says, in one shape; each rule's model joins the list. A table, since tests and facts read it.
{{ config(materialized='table') }}

{% for model in [
    'int_identities_assessed',
    'int_values_assessed',
    'int_contents_assessed',
    'int_prose_and_tables_compared',
    'int_prose_totals_assessed',
    'int_prose_numbers_assessed',
    'int_units_assessed',
    'int_year_identities_assessed',
    'int_timeliness_assessed',
    'int_versions_assessed',
    'int_sameness_assessed',
    'int_roll_ups_assessed',
] %}
    select
        report_id,
        rule_id,
        subject,
        outcome,
        case_code,
        cast(expected as decimal(38, 4)) as expected,
        cast(actual as decimal(38, 4)) as actual,
        subject_zh,
        subject_en,
        cast(detail_zh as string) as detail_zh,
        cast(detail_en as string) as detail_en,
        cast(reason_code as string) as reason_code
    from {{ ref(model) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
