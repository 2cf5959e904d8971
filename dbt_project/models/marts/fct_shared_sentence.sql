with

sentences as (
    select * from {{ ref('int_shared_sentences_listed') }}
),

sections as (
    select * from {{ ref('int_sections_deduplicated') }}
)

select
    sentences.report_id,
    sentences.other_report_id,
    sentences.sentence_index,
    sections.section_code,
    sentences.sentence_text,
    sections.locator,
    sentences.other_sentence_index,
    other_sections.section_code as other_section_code,
    sentences.other_sentence_text,
    other_sections.locator as other_locator
from sentences
inner join sections
    on
        sentences.report_id = sections.report_id
        and sentences.section_index = sections.section_index
inner join sections as other_sections
    on
        sentences.other_report_id = other_sections.report_id
        and sentences.other_section_index = other_sections.section_index
