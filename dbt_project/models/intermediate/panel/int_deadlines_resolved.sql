-- The day by which each organ's report for a year was due. A deadline for the organ itself goes before one for its
-- region, the nearer region before the wider, one for a kind and level of organs before one for all; then the law.

with

organ_years as (
    select distinct
        organ_id,
        report_year
    from {{ ref('int_reports_versioned') }}
    where organ_id is not null and report_year is not null
    union
    select
        organ_id,
        report_year
    from {{ ref('stg_reference__expected_reports') }}
),

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

regions as (
    select * from {{ ref('stg_reference__regions') }}
),

set_by_hand as (
    select * from {{ ref('stg_reference__deadlines') }}
),

statutory as (
    select * from {{ ref('statutory_deadlines') }}
),

-- Four steps lead from a township to the country.
region_paths as (
    select
        organs.organ_id,
        organs.region_code as region_0,
        own.parent_region_code as region_1,
        parents.parent_region_code as region_2,
        grandparents.parent_region_code as region_3,
        ancestors.parent_region_code as region_4
    from organs
    inner join regions as own on organs.region_code = own.region_code
    left join regions as parents on own.parent_region_code = parents.region_code
    left join regions as grandparents on parents.parent_region_code = grandparents.region_code
    left join regions as ancestors on grandparents.parent_region_code = ancestors.region_code
),

organ_regions as (
    {% for distance in range(5) %}
        select
            organ_id,
            region_{{ distance }} as region_code,
            {{ distance }} as distance
        from region_paths
        where region_{{ distance }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

candidates as (
    select
        organ_years.organ_id,
        organ_years.report_year,
        set_by_hand.deadline,
        -1 as distance,
        0 as generality,
        set_by_hand.reason as basis_zh,
        set_by_hand.reason as basis_en,
        true as is_set_by_hand
    from organ_years
    inner join set_by_hand
        on
            organ_years.organ_id = set_by_hand.organ_id
            and organ_years.report_year = set_by_hand.report_year
    union all
    select
        organ_years.organ_id,
        organ_years.report_year,
        set_by_hand.deadline,
        organ_regions.distance,
        case when set_by_hand.kind is null then 1 else 0 end
        + case when set_by_hand.level is null then 1 else 0 end as generality,
        set_by_hand.reason as basis_zh,
        set_by_hand.reason as basis_en,
        true as is_set_by_hand
    from set_by_hand
    inner join organ_regions on set_by_hand.region_code = organ_regions.region_code
    inner join organs on organ_regions.organ_id = organs.organ_id
    inner join organ_years
        on
            organ_regions.organ_id = organ_years.organ_id
            and set_by_hand.report_year = organ_years.report_year
    where
        set_by_hand.organ_id is null
        and (set_by_hand.kind is null or set_by_hand.kind = organs.kind)
        and (set_by_hand.level is null or set_by_hand.level = organs.level)
    union all
    select
        organ_years.organ_id,
        organ_years.report_year,
        cast(
            cast(organ_years.report_year + 1 as string) || '-' || statutory.month_and_day as date
        ) as deadline,
        9 as distance,
        0 as generality,
        statutory.basis_zh,
        statutory.basis_en,
        false as is_set_by_hand
    from organ_years
    inner join organs on organ_years.organ_id = organs.organ_id
    inner join statutory
        on
            organs.kind = statutory.kind
            and organs.level = statutory.level
            and organ_years.report_year >= statutory.first_report_year
            and organ_years.report_year <= coalesce(statutory.last_report_year, 9999)
)

select
    organ_id,
    report_year,
    deadline,
    basis_zh,
    basis_en,
    is_set_by_hand
from candidates
qualify row_number() over (
    partition by organ_id, report_year
    order by distance asc, generality asc, deadline desc
) = 1
