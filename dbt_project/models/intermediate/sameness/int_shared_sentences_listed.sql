-- The sentences that two reports have in common, but for names, numbers and punctuation; one that a report prints twice
-- is listed at its first place. Of the reports of other organs the five most alike are read: in a crowd that shares a
-- template the others would only tell the same again, some thousand times.
-- Each side is grouped by the pair before the two meet: joined by sentence first, a sentence of a template that a whole
-- province prints would be paired as often as the square of its reports.
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

{% for side, report in [('one', 'report_id'), ('other', 'other_report_id')] %}
    places_in_{{ side }} as (
        select
            pairs.report_id,
            pairs.other_report_id,
            sentences.sentence_hash,
            min(sentences.sentence_index) as sentence_index
        from pairs
        inner join sentences on pairs.{{ report }} = sentences.report_id
        group by pairs.report_id, pairs.other_report_id, sentences.sentence_hash
    ),

{% endfor %}
shared as (
    select
        places_in_one.report_id,
        places_in_one.other_report_id,
        places_in_one.sentence_index,
        places_in_other.sentence_index as other_sentence_index
    from places_in_one
    inner join places_in_other
        on
            places_in_one.report_id = places_in_other.report_id
            and places_in_one.other_report_id = places_in_other.other_report_id
            and places_in_one.sentence_hash = places_in_other.sentence_hash
)

select
    shared.report_id,
    shared.other_report_id,
    shared.sentence_index,
    one.section_index,
    one.sentence_text,
    shared.other_sentence_index,
    other.section_index as other_section_index,
    other.sentence_text as other_sentence_text
from shared
inner join sentences as one
    on
        shared.report_id = one.report_id
        and shared.sentence_index = one.sentence_index
inner join sentences as other
    on
        shared.other_report_id = other.report_id
        and shared.other_sentence_index = other.sentence_index
