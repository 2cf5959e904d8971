-- The middle of the same amount among organs of one kind, level and province in one year, and how far it spreads. Peers
-- are told apart from the report by their middle only, so the report itself may be among them.

with

amounts as (
    select * from {{ ref('int_amounts_joined') }}
    where
        compared_with = 'amount'
        and value > 0
),

reports as (
    select * from {{ ref('int_reports_versioned') }}
    where is_current
),

organs as (
    select
        organ_id,
        kind,
        level,
        substring(region_code, 1, 2) as province_code
    from {{ ref('stg_reference__organs') }}
    where region_code is not null
),

ranked as (
    select
        amounts.subject,
        organs.kind,
        organs.level,
        organs.province_code,
        reports.report_year,
        amounts.value,
        count(*) over (
            partition by amounts.subject, organs.kind, organs.level, organs.province_code, reports.report_year
        ) as peer_count,
        row_number() over (
            partition by amounts.subject, organs.kind, organs.level, organs.province_code, reports.report_year
            order by amounts.value, amounts.report_id
        ) as rank_of_amount
    from amounts
    inner join reports on amounts.report_id = reports.report_id
    inner join organs on reports.organ_id = organs.organ_id
),

groups as (
    select
        subject,
        kind,
        level,
        province_code,
        report_year,
        max(peer_count) as peer_count,
        max(case when rank_of_amount = floor((peer_count + 1) / 2) then value end) as middle,
        max(case when rank_of_amount = ceil(peer_count * 0.1) then value end) as low,
        max(case when rank_of_amount = ceil(peer_count * 0.9) then value end) as high
    from ranked
    group by subject, kind, level, province_code, report_year
)

select
    reports.report_id,
    groups.subject,
    groups.peer_count,
    groups.middle,
    groups.low,
    groups.high
from groups
inner join organs
    on
        groups.kind = organs.kind
        and groups.level = organs.level
        and groups.province_code = organs.province_code
inner join {{ ref('int_reports_versioned') }} as reports
    on
        organs.organ_id = reports.organ_id
        and groups.report_year = reports.report_year
