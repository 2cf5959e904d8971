-- How the number of a series in one form compares with that in another, for every pair of forms that have it. Back from
-- a later form to an earlier one, what was split is merged. Over the 2019 form the weaker of two steps counts.
{{ config(materialized='table') }}

with

forms as (
    select distinct
        series_code,
        form,
        case form when 'pre-2019' then 1 when '2019' then 2 else 3 end as form_order,
        comparability
    from {{ ref('int_crosswalk_expanded') }}
),

pairs as (
    select
        former.series_code,
        former.form as from_form,
        latter.form as to_form,
        former.form_order as from_order,
        latter.form_order as to_order,
        case
            when latter.form_order - former.form_order = 2 and latter.comparability = 'comparable'
                then coalesce(midst.comparability, 'not_comparable')
            else latter.comparability
        end as comparability
    from forms as former
    inner join forms as latter
        on
            former.series_code = latter.series_code
            and former.form_order < latter.form_order
    left join forms as midst
        on
            former.series_code = midst.series_code
            and midst.form_order = 2
)

select
    series_code,
    from_form,
    to_form,
    comparability
from pairs
union all
select
    series_code,
    to_form as from_form,
    from_form as to_form,
    case comparability when 'split' then 'merged' when 'merged' then 'split' else comparability end as comparability
from pairs
union all
select
    series_code,
    form as from_form,
    form as to_form,
    'comparable' as comparability
from forms
