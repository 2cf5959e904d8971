with

pairs as (
    select * from {{ ref('int_similar_prose_paired') }}
    where scope = 'report'
),

problems as (
    select * from {{ ref('int_similar_prose_paired') }}
    where scope = 'problems'
),

shared as (
    select
        report_id,
        other_report_id,
        count(*) as shared_sentence_count
    from {{ ref('int_shared_sentences_listed') }}
    group by report_id, other_report_id
),

reports as (
    select * from {{ ref('int_reports_versioned') }}
)

select
    pairs.report_id,
    pairs.other_report_id,
    pairs.relation,
    reports.organ_id,
    reports.report_year,
    other_reports.organ_id as other_organ_id,
    other_reports.report_year as other_report_year,
    pairs.similarity,
    pairs.similarity >= {{ too_alike_percent() }} / 100.0 as is_too_alike,
    problems.similarity as problems_similarity,
    pairs.place,
    case when pairs.place <= 5 then coalesce(shared.shared_sentence_count, 0) end as shared_sentence_count,
    pairs.is_of_a_crowd
from pairs
inner join reports on pairs.report_id = reports.report_id
inner join reports as other_reports on pairs.other_report_id = other_reports.report_id
left join problems
    on
        pairs.report_id = problems.report_id
        and pairs.other_report_id = problems.other_report_id
left join shared
    on
        pairs.report_id = shared.report_id
        and pairs.other_report_id = shared.other_report_id
