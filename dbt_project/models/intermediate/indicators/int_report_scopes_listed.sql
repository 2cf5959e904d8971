-- What a report counts in. Every version stands for itself; in sums only the current one counts, and not where another
-- report of the same sum is declared to include it.

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
),

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

organ_scopes as (
    select * from {{ ref('int_organ_scopes_listed') }}
),

roll_ups as (
    select * from {{ ref('stg_reference__roll_ups') }}
),

in_scopes as (
    select
        reports.report_id,
        reports.organ_id,
        reports.report_year,
        organ_scopes.scope,
        organ_scopes.scope_id,
        organ_scopes.region_code,
        organ_scopes.organ_kind,
        organ_scopes.organ_level
    from reports
    inner join organ_scopes on reports.organ_id = organ_scopes.organ_id
    where reports.is_current and reports.report_year is not null
),

rolled_up as (
    select distinct
        children.report_id,
        children.scope,
        children.scope_id
    from in_scopes as children
    inner join roll_ups
        on
            children.organ_id = roll_ups.child_organ_id
            and children.report_year >= coalesce(roll_ups.first_year, children.report_year)
            and children.report_year <= coalesce(roll_ups.last_year, children.report_year)
    inner join in_scopes as parents
        on
            roll_ups.parent_organ_id = parents.organ_id
            and children.scope = parents.scope
            and children.scope_id = parents.scope_id
            and children.organ_kind = parents.organ_kind
            and children.organ_level = parents.organ_level
            and children.report_year = parents.report_year
    where roll_ups.child_organ_id <> roll_ups.parent_organ_id
)

select
    reports.report_id,
    'report' as scope,
    reports.report_id as scope_id,
    reports.report_year,
    organs.region_code,
    organs.kind as organ_kind,
    organs.level as organ_level,
    false as is_rolled_up
from reports
left join organs on reports.organ_id = organs.organ_id
union all
select
    in_scopes.report_id,
    in_scopes.scope,
    in_scopes.scope_id,
    in_scopes.report_year,
    in_scopes.region_code,
    in_scopes.organ_kind,
    in_scopes.organ_level,
    rolled_up.report_id is not null as is_rolled_up
from in_scopes
left join rolled_up
    on
        in_scopes.report_id = rolled_up.report_id
        and in_scopes.scope = rolled_up.scope
        and in_scopes.scope_id = rolled_up.scope_id
