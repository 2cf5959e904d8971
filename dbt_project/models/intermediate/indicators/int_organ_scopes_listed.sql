-- What an organ counts in: its own row, the sums of its region and of every region above that, and the sum of its kind.
-- A sum is over organs of one kind and one level. A government's report takes in what its departments, offices and
-- townships did, and a department's may take in what those below it did: kinds or levels added up would count the same
-- request twice. An organ whose kind or level is not known is in no sum, and neither is a zone, which stands beside the
-- levels.

with

organs as (
    select * from {{ ref('stg_reference__organs') }}
),

regions as (
    select
        region_code,
        parent_region_code
    from {{ ref('stg_reference__regions') }}
),

placed as (
    select * from organs
    where kind is not null and level is not null
),

-- Levels are five, so four steps lead from a township to the country.
first_parents as (
    select
        placed.organ_id,
        regions.parent_region_code as region_code
    from placed
    inner join regions on placed.region_code = regions.region_code
),

{% for step, below in [('second', 'first'), ('third', 'second'), ('fourth', 'third')] %}
    {{ step }}_parents as (
        select
            {{ below }}_parents.organ_id,
            regions.parent_region_code as region_code
        from {{ below }}_parents
        inner join regions on {{ below }}_parents.region_code = regions.region_code
    ),

{% endfor %}
organ_regions as (
    select
        organ_id,
        region_code
    from placed
    {% for step in ['first', 'second', 'third', 'fourth'] %}
        union all
        select
            organ_id,
            region_code
        from {{ step }}_parents
    {% endfor %}
)

select
    organ_id,
    'organ_year' as scope,
    organ_id as scope_id,
    region_code,
    kind as organ_kind,
    level as organ_level
from organs
union all
select
    placed.organ_id,
    'region_year' as scope,
    organ_regions.region_code as scope_id,
    organ_regions.region_code,
    placed.kind as organ_kind,
    placed.level as organ_level
from organ_regions
inner join placed on organ_regions.organ_id = placed.organ_id
where organ_regions.region_code is not null
union all
select
    organ_id,
    'kind_year' as scope,
    kind || ':' || level as scope_id,
    cast(null as string) as region_code,
    kind as organ_kind,
    level as organ_level
from placed
