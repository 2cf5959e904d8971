-- The cells and numbers that a finding rests on. Of the values judged one by one (V1), only the impossible ones and the
-- compared pairs are evidence: "the other 160 cells are fine" is not worth 160 rows per report.

with

identity_terms as (
    select * from {{ ref('int_identity_terms_joined') }}
),

judged_values as (
    select * from {{ ref('int_values_judged') }}
    where not is_possible or subject like 'row:%'
),

prose_and_table_terms as (
    select * from {{ ref('int_prose_and_tables_joined') }}
),

prose_totals as (
    select * from {{ ref('int_prose_totals_joined') }}
),

missing_numbers as (
    select * from {{ ref('int_figures_deduplicated') }}
    where status = 'number_missing'
),

evidence as (
    {% for cells in ['identity_terms', 'judged_values'] %}
        select
            report_id,
            rule_id,
            subject,
            report_id as evidence_report_id,
            side,
            table_code,
            row_code,
            column_code,
            cast(null as string) as figure_id,
            value,
            unit,
            status,
            value_raw as printed_text,
            locator
        from {{ cells }}
        union all
    {% endfor %}
    select
        report_id,
        rule_id,
        subject,
        report_id as evidence_report_id,
        side,
        table_code,
        row_code,
        column_code,
        figure_id,
        value,
        unit,
        status,
        printed_text,
        locator
    from prose_and_table_terms
    union all
    select
        report_id,
        rule_id,
        subject,
        report_id as evidence_report_id,
        side,
        null as table_code,
        null as row_code,
        null as column_code,
        figure_id,
        value,
        unit,
        status,
        excerpt as printed_text,
        locator
    from prose_totals
    union all
    select
        report_id,
        'P3' as rule_id,
        'figure:' || cast(figure_index as string) as subject,
        report_id as evidence_report_id,
        'actual' as side,
        null as table_code,
        null as row_code,
        null as column_code,
        figure_id,
        value,
        unit,
        status,
        excerpt as printed_text,
        locator
    from missing_numbers
)

select
    {{ stable_id(['report_id', 'rule_id', 'subject']) }} as finding_id,
    report_id,
    rule_id,
    evidence_report_id,
    side,
    table_code,
    row_code,
    column_code,
    figure_id,
    value,
    unit,
    status,
    printed_text,
    locator
from evidence
