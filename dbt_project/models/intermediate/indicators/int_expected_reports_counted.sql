with

ledger as (
    select * from {{ ref('int_reports_expected') }}
),

scopes as (
    select * from {{ ref('int_organ_scopes_listed') }}
)

select
    scopes.scope,
    scopes.scope_id,
    ledger.report_year,
    scopes.region_code,
    scopes.organ_kind,
    scopes.organ_level,
    count(case when ledger.is_expected then 1 end) as expected_report_count,
    count(case when ledger.is_expected then ledger.report_id end) as received_expected_report_count
from ledger
inner join scopes on ledger.organ_id = scopes.organ_id
group by
    scopes.scope,
    scopes.scope_id,
    ledger.report_year,
    scopes.region_code,
    scopes.organ_kind,
    scopes.organ_level
