-- The regions in which an organ stands: the country for every organ, also for one that could not be resolved, whose
-- region is not known; of provinces, prefectures and counties its own and those above it.

with

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

regions as (
    select * from {{ ref('stg_reference__regions') }}
),

-- Levels are five, so a region of an organ and three above it reach from a township to a province.
own_regions as (
    select
        organs.organ_id,
        regions.region_code,
        regions.level as region_level,
        regions.parent_region_code
    from organs
    inner join regions on organs.region_code = regions.region_code
),

{% for step, below in [('first', 'own_regions'), ('second', 'first_parents'), ('third', 'second_parents')] %}
    {{ step }}_parents as (
        select
            {{ below }}.organ_id,
            regions.region_code,
            regions.level as region_level,
            regions.parent_region_code
        from {{ below }}
        inner join regions on {{ below }}.parent_region_code = regions.region_code
    ),

{% endfor %}
below_the_country as (
    {% for regions_of in ['own_regions', 'first_parents', 'second_parents', 'third_parents'] %}
        select
            organ_id,
            region_code,
            region_level
        from {{ regions_of }}
        where region_level in ('province', 'prefecture', 'county')
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    organ_id,
    region_code,
    region_level
from below_the_country
union all
select
    organs.organ_id,
    regions.region_code,
    regions.level as region_level
from organs
cross join regions
where regions.level = 'national'
