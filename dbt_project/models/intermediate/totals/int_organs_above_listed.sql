-- The chain of what stands above an organ. What stands above is a government, and regions have five levels: a
-- department of a township has five governments above it.

with

first_above as (
    select
        organ_id,
        parent_organ_id
    from {{ ref('stg_reference__organs') }}
    where parent_organ_id is not null
),

{% for step, below in [('second', 'first_above'), ('third', 'second_above'), ('fourth', 'third_above')] %}
    {{ step }}_above as (
        select
            {{ below }}.organ_id,
            next_above.parent_organ_id
        from {{ below }}
        inner join first_above as next_above on {{ below }}.parent_organ_id = next_above.organ_id
    ),

{% endfor %}
fifth_above as (
    select
        fourth_above.organ_id,
        next_above.parent_organ_id
    from fourth_above
    inner join first_above as next_above on fourth_above.parent_organ_id = next_above.organ_id
)

{% for step in ['first_above', 'second_above', 'third_above', 'fourth_above', 'fifth_above'] %}
    select
        organ_id,
        parent_organ_id as above_organ_id
    from {{ step }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
