with

pairs as (
    select * from {{ ref('fct_similar_report') }}
),

reports as (
    select * from {{ ref('dim_report') }}
    where is_current
),

organs as (
    select * from {{ ref('dim_organ') }}
)

select
    pairs.report_id || '-' || pairs.other_report_id as pair_id,
    pairs.report_id,
    pairs.other_report_id,
    pairs.relation,
    pairs.organ_id,
    coalesce(organs.organ_name, reports.organ_name) as organ_name,
    pairs.report_year,
    pairs.other_organ_id,
    coalesce(other_organs.organ_name, other_reports.organ_name) as other_organ_name,
    pairs.other_report_year,
    pairs.similarity,
    pairs.is_too_alike,
    pairs.problems_similarity,
    pairs.place,
    pairs.shared_sentence_count,
    pairs.is_of_a_crowd
from pairs
inner join reports on pairs.report_id = reports.report_id
inner join reports as other_reports on pairs.other_report_id = other_reports.report_id
left join organs on pairs.organ_id = organs.organ_id
left join organs as other_organs on pairs.other_organ_id = other_organs.organ_id
