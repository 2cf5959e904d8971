-- The sentences that two reports have in common, but for names, numbers and punctuation; one that a report prints twice
-- is listed at its first place. Of the reports of other organs the five most alike are read: in a crowd that shares a
-- template the others would only tell the same again, some thousand times.
{{ config(materialized='table') }}

with

pairs as (
    select * from {{ ref('int_similar_prose_paired') }}
    where scope = 'report' and place <= 5
),

reports as (
    select
        report_id,
        collection_id
    from {{ ref('int_reports_versioned') }}
),

sentences as (
    select stg_parsed__prose_sentences.*
    from {{ ref('stg_parsed__prose_sentences') }}
    inner join reports
        on
            stg_parsed__prose_sentences.report_id = reports.report_id
            and stg_parsed__prose_sentences.collection_id = reports.collection_id
),

first_places as (
    select *
    from sentences
    qualify row_number() over (partition by report_id, sentence_hash order by sentence_index) = 1
)

select
    pairs.report_id,
    pairs.other_report_id,
    one.sentence_index,
    one.section_index,
    one.sentence_text,
    other.sentence_index as other_sentence_index,
    other.section_index as other_section_index,
    other.sentence_text as other_sentence_text
from pairs
inner join first_places as one on pairs.report_id = one.report_id
inner join first_places as other
    on
        pairs.other_report_id = other.report_id
        and one.sentence_hash = other.sentence_hash
