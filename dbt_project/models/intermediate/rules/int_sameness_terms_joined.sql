-- What a failure of S1 rests on: of the prose the five longest sentences that both reports have, of a table every
-- number that stood there last year.

with

pairs as (
    select
        report_id,
        other_report_id,
        case when relation = 'other_organ' then 'prose:other_organs' else 'prose:previous_year' end as subject
    from {{ ref('int_similar_prose_paired') }}
    where scope = 'report' and place = 1 and round(100 * similarity) >= {{ too_alike_percent() }}
),

sentences as (
    select
        pairs.subject,
        shared.*
    from pairs
    inner join {{ ref('int_shared_sentences_listed') }} as shared
        on
            pairs.report_id = shared.report_id
            and pairs.other_report_id = shared.other_report_id
    qualify row_number() over (
        partition by pairs.report_id, pairs.subject
        order by length(shared.sentence_text) desc, shared.sentence_index asc
    ) <= 5
),

sections as (
    select * from {{ ref('int_sections_deduplicated') }}
),

tables as (
    select * from {{ ref('int_tables_of_two_years_compared') }}
    where case_code = 'table_copied'
),

cells as (
    select * from {{ ref('int_cells_deduplicated') }}
    where value <> 0
)

select
    sentences.report_id,
    'S1' as rule_id,
    sentences.subject,
    sentences.report_id as evidence_report_id,
    'actual' as side,
    null as table_code,
    null as row_code,
    null as column_code,
    null as value,
    null as unit,
    'reported' as status,
    sentences.sentence_text as printed_text,
    sections.locator
from sentences
inner join sections
    on
        sentences.report_id = sections.report_id
        and sentences.section_index = sections.section_index
union all
select
    sentences.report_id,
    'S1' as rule_id,
    sentences.subject,
    sentences.other_report_id as evidence_report_id,
    'expected' as side,
    null as table_code,
    null as row_code,
    null as column_code,
    null as value,
    null as unit,
    'reported' as status,
    sentences.other_sentence_text as printed_text,
    sections.locator
from sentences
inner join sections
    on
        sentences.other_report_id = sections.report_id
        and sentences.other_section_index = sections.section_index
{% for side, report in [('actual', 'report_id'), ('expected', 'previous_report_id')] %}
    union all
    select
        tables.report_id,
        'S1' as rule_id,
        'table:' || tables.table_code as subject,
        cells.report_id as evidence_report_id,
        '{{ side }}' as side,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.value,
        cells.unit,
        cells.status,
        cells.value_raw as printed_text,
        cells.locator
    from tables
    inner join cells
        on
            tables.{{ report }} = cells.report_id
            and tables.table_code = cells.table_code
{% endfor %}
