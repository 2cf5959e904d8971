-- A review is kept by the id of its finding, which is the same in every build. It stays in the list when the finding is
-- no longer there, or no longer fails: nobody's decision is lost without a word.

with

reviews as (
    select * from {{ ref('int_reviews_collected') }}
),

findings as (
    select
        finding_id,
        state_id,
        outcome
    from {{ ref('fct_finding') }}
)

select
    reviews.finding_id,
    reviews.state_id,
    reviews.report_id,
    reviews.rule_id,
    reviews.subject,
    reviews.review_decision,
    reviews.review_note,
    reviews.reviewer,
    reviews.reviewed_on,
    case
        when findings.finding_id is null then 'finding_gone'
        when findings.outcome <> 'fail' then 'outcome_changed'
        when findings.state_id <> reviews.state_id then 'numbers_changed'
        else 'applied'
    end as review_status,
    findings.outcome,
    reviews.source_file,
    reviews.source_line
from reviews
left join findings on reviews.finding_id = findings.finding_id
