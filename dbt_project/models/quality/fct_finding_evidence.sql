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

amounts as (
    select * from {{ ref('int_amounts_joined') }}
),

missing_numbers as (
    select * from {{ ref('int_figures_deduplicated') }}
    where status = 'number_missing'
),

year_terms as (
    select * from {{ ref('int_year_terms_joined') }}
),

changed_cells as (
    select * from {{ ref('int_versions_compared') }}
    where is_change and table_code is not null
),

sameness_terms as (
    select * from {{ ref('int_sameness_terms_joined') }}
),

-- A unit without a report has nothing to show; the finding names it.
roll_up_terms as (
    select
        *,
        value_raw as printed_text
    from {{ ref('int_roll_up_terms_joined') }}
    where evidence_report_id is not null and status is not null
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
    union all
    select
        report_id,
        rule_id,
        subject,
        evidence_report_id,
        side,
        table_code,
        row_code,
        column_code,
        null as figure_id,
        value,
        unit,
        status,
        value_raw as printed_text,
        locator
    from year_terms
    union all
    select
        report_id,
        rule_id,
        subject,
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
    from amounts
    {% for side, version in [('expected', 'earlier'), ('actual', 'later')] %}
        union all
        select
            report_id,
            'M1' as rule_id,
            'version:' || earlier_report_id as subject,
            {{ 'report_id' if version == 'later' else 'earlier_report_id' }} as evidence_report_id,
            '{{ side }}' as side,
            table_code,
            row_code,
            column_code,
            null as figure_id,
            {{ version }}_value as value,
            unit,
            {{ version }}_status as status,
            {{ version }}_text as printed_text,
            {{ version }}_locator as locator
        from changed_cells
    {% endfor %}
    {% for terms in ['sameness_terms', 'roll_up_terms'] %}
        union all
        select
            report_id,
            rule_id,
            subject,
            evidence_report_id,
            side,
            table_code,
            row_code,
            column_code,
            null as figure_id,
            value,
            unit,
            status,
            printed_text,
            locator
        from {{ terms }}
    {% endfor %}
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
