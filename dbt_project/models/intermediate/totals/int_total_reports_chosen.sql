-- Which reports a total adds up, so that no request is counted twice. Only those of governments: theirs take in what
-- the departments, offices and townships under them did, and a department's may take in what those below it did, so
-- that no other kind can be added to them. Of two governments in a region, one above the other, the upper one's report
-- is taken. A declared roll-up is taken in place of what it includes; but where another report in the sum has a unit of
-- it too, the roll-up is left out.

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where is_current and report_year is not null
),

terms as (
    select * from {{ ref('int_total_terms_measured') }}
),

governments as (
    select organ_id
    from {{ ref('stg_reference__organs') }}
    where kind = 'government' and is_resolved
),

organ_regions as (
    select * from {{ ref('int_organ_regions_listed') }}
),

above as (
    select * from {{ ref('int_organs_above_listed') }}
),

roll_ups as (
    select * from {{ ref('stg_reference__roll_ups') }}
    where child_organ_id <> parent_organ_id
),

candidates as (
    select
        reports.report_id,
        reports.organ_id,
        reports.report_year,
        organ_regions.region_code
    from reports
    inner join terms on reports.report_id = terms.report_id
    inner join governments on reports.organ_id = governments.organ_id
    inner join organ_regions on reports.organ_id = organ_regions.organ_id
),

under_another as (
    select
        candidates.report_id,
        candidates.region_code
    from candidates
    inner join above on candidates.organ_id = above.organ_id
    inner join candidates as uppers
        on
            above.above_organ_id = uppers.organ_id
            and candidates.region_code = uppers.region_code
            and candidates.report_year = uppers.report_year
),

declared as (
    select
        parents.report_id as parent_report_id,
        parents.organ_id as parent_organ_id,
        parents.region_code,
        parents.report_year,
        roll_ups.child_organ_id
    from roll_ups
    inner join candidates as parents
        on
            roll_ups.parent_organ_id = parents.organ_id
            and parents.report_year >= coalesce(roll_ups.first_year, parents.report_year)
            and parents.report_year <= coalesce(roll_ups.last_year, parents.report_year)
),

-- Who declares to include what stands above him is left out for that already, and must not take it with him.
included_in_another as (
    select
        candidates.report_id,
        candidates.region_code
    from declared
    inner join candidates
        on
            declared.child_organ_id = candidates.organ_id
            and declared.region_code = candidates.region_code
            and declared.report_year = candidates.report_year
    left join above
        on
            declared.parent_organ_id = above.organ_id
            and declared.child_organ_id = above.above_organ_id
    where above.organ_id is null
),

-- The unit stands under a government whose report is in the sum, and which does not stand under who declares it.
overlapping as (
    select
        declared.parent_report_id as report_id,
        declared.region_code
    from declared
    inner join above as above_the_unit on declared.child_organ_id = above_the_unit.organ_id
    inner join candidates as other_candidates
        on
            above_the_unit.above_organ_id = other_candidates.organ_id
            and declared.region_code = other_candidates.region_code
            and declared.report_year = other_candidates.report_year
    left join above as above_the_other
        on
            other_candidates.organ_id = above_the_other.organ_id
            and declared.parent_organ_id = above_the_other.above_organ_id
    where other_candidates.organ_id <> declared.parent_organ_id and above_the_other.organ_id is null
),

left_out as (
    select * from under_another
    union
    select * from included_in_another
    union
    select * from overlapping
)

select
    candidates.report_id,
    candidates.region_code,
    candidates.report_year
from candidates
left join left_out
    on
        candidates.report_id = left_out.report_id
        and candidates.region_code = left_out.region_code
where left_out.report_id is null
