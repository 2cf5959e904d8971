-- How alike a report is to that of its organ for the year before (always told), and to those of other organs that are
-- at least half the same.
{{ config(materialized='table') }}

with

sketches as (
    select * from {{ ref('int_prose_sketched') }}
    where signature is not null
),

previous_years as (
    select * from {{ ref('int_report_years_linked') }}
    where link = 'linked'
),

neighbours as (
    select * from {{ ref('int_prose_neighbours_found') }}
),

pairs as (
    select
        previous_years.report_id,
        previous_years.previous_report_id as other_report_id,
        scopes.scope,
        'same_organ_previous_year' as relation,
        false as is_of_a_crowd
    from previous_years
    inner join sketches as scopes on previous_years.report_id = scopes.report_id
    union all
    select
        report_id,
        other_report_id,
        'report' as scope,
        'other_organ' as relation,
        is_of_a_crowd
    from neighbours
),

compared as (
    select
        pairs.report_id,
        pairs.other_report_id,
        pairs.scope,
        pairs.relation,
        pairs.is_of_a_crowd,
        {{ estimated_similarity('one.signature', 'other.signature') }} as similarity
    from pairs
    inner join sketches as one
        on
            pairs.report_id = one.report_id
            and pairs.scope = one.scope
    inner join sketches as other
        on
            pairs.other_report_id = other.report_id
            and pairs.scope = other.scope
)

select
    *,
    row_number() over (
        partition by report_id, scope, relation order by similarity desc, other_report_id asc
    ) as place
from compared
where relation = 'same_organ_previous_year' or similarity >= 0.5
