with

regions as (
    select * from {{ ref('stg_reference__regions') }}
),

region_names as (
    select * from {{ ref('stg_reference__region_names') }}
),

former_names as (
    select
        region_names.region_code,
        {{ listed_text('region_names.region_name', '; ', 'region_names.region_name') }} as former_names
    from region_names
    inner join regions on region_names.region_code = regions.region_code
    where region_names.region_name <> regions.region_name
    group by region_names.region_code
),

-- Five levels, so the path of names is at most four steps long.
paths as (
    select
        regions.region_code,
        case when regions.level = 'province' then regions.region_name else first_parents.region_name end as first_name,
        first_parents.level as first_level,
        second_parents.region_name as second_name,
        second_parents.level as second_level,
        third_parents.region_name as third_name,
        third_parents.level as third_level,
        case
            when regions.level = 'province' then regions.region_code
            when first_parents.level = 'province' then first_parents.region_code
            when second_parents.level = 'province' then second_parents.region_code
            when third_parents.level = 'province' then third_parents.region_code
        end as province_code,
        case
            when regions.level = 'prefecture' then regions.region_code
            when first_parents.level = 'prefecture' then first_parents.region_code
            when second_parents.level = 'prefecture' then second_parents.region_code
        end as prefecture_code,
        case
            when regions.level = 'county' then regions.region_code
            when first_parents.level = 'county' then first_parents.region_code
        end as county_code
    from regions
    left join regions as first_parents on regions.parent_region_code = first_parents.region_code
    left join regions as second_parents on first_parents.parent_region_code = second_parents.region_code
    left join regions as third_parents on second_parents.parent_region_code = third_parents.region_code
)

select
    regions.region_code,
    regions.region_name,
    former_names.former_names,
    regions.parent_region_code,
    regions.level,
    concat(
        case when paths.third_level <> 'national' then paths.third_name || ' > ' else '' end,
        case when paths.second_level <> 'national' then paths.second_name || ' > ' else '' end,
        case when paths.first_level <> 'national' then paths.first_name || ' > ' else '' end,
        regions.region_name
    ) as region_path,
    paths.province_code,
    paths.prefecture_code,
    paths.county_code,
    regions.valid_from,
    regions.valid_to,
    regions.successor_region_code,
    regions.lineage_code,
    regions.source
from regions
inner join paths on regions.region_code = paths.region_code
left join former_names on regions.region_code = former_names.region_code
