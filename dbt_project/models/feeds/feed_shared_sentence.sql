with

sentences as (
    select * from {{ ref('fct_shared_sentence') }}
),

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
)

select
    sentences.report_id || '-' || sentences.other_report_id as pair_id,
    sentences.sentence_index,
    sentences.report_id,
    sentences.other_report_id,
    sentences.section_code,
    sentences.sentence_text,
    sentences.locator,
    sentences.other_sentence_index,
    sentences.other_section_code,
    sentences.other_sentence_text,
    sentences.other_locator
from sentences
inner join reports on sentences.report_id = reports.report_id
inner join reports as other_reports on sentences.other_report_id = other_reports.report_id
