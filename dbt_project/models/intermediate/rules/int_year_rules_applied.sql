-- Which of the rules between two years can be asked of which report, and if not, why not.

with

links as (
    select * from {{ ref('int_report_years_linked') }}
),

rules as (
    select distinct
        rule_id,
        table_code
    from {{ ref('year_identities') }}
),

compared as (
    select
        links.report_id,
        links.report_year,
        links.previous_report_id,
        links.link,
        rules.rule_id,
        rules.table_code,
        case when rules.table_code = 'application' then links.application_form else links.form end as form,
        case
            when rules.table_code = 'application' then links.previous_application_form
            else links.previous_form
        end as previous_form
    from links
    cross join rules
)

select
    report_id,
    rule_id,
    table_code,
    previous_report_id,
    case
        when link <> 'linked' then link
        -- The sheets of 2019 count the items of that year and of the year before; nothing follows them after 2020.
        when rule_id = 'Y3' and report_year <> 2020 then 'other_year'
        when form is null or previous_form is null then 'form_unknown'
        when rule_id = 'Y1' and form in ('2019', '2021') and previous_form in ('2019', '2021') then 'assessable'
        when rule_id = 'Y2' and form = '2021' and previous_form = '2021' then 'assessable'
        when rule_id = 'Y3' and form = '2019' and previous_form = '2019' then 'assessable'
        else 'other_form'
    end as applied
from compared
