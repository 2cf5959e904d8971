with

indicators as (
    select * from {{ ref('fct_indicator') }}
    where scope = 'organ_year' and is_ranked
),

ranked as (
    select
        report_year,
        organ_kind,
        organ_level,
        indicator_id,
        value,
        row_number() over (
            partition by report_year, organ_kind, organ_level, indicator_id
            order by value
        ) as place,
        count(*) over (partition by report_year, organ_kind, organ_level, indicator_id) as peer_count
    from indicators
),

-- The smallest value that so many percent of the peers do not exceed: a value that some organ has, not one in between.
placed as (
    select
        report_year,
        organ_kind,
        organ_level,
        indicator_id,
        value,
        place,
        peer_count,
        {% for percent in [10, 25, 50, 75, 90] %}
            ceil({{ percent }} * peer_count / 100.0) as place_of_p{{ percent }}
            {% if not loop.last %},{% endif %}
        {% endfor %}
    from ranked
)

select
    report_year,
    organ_kind,
    organ_level,
    indicator_id,
    peer_count,
    {% for percent in [10, 25, 50, 75, 90] %}
        max(case when place = place_of_p{{ percent }} then value end) as p{{ percent }}
        {% if not loop.last %},{% endif %}
    {% endfor %}
from placed
where peer_count >= 5
group by report_year, organ_kind, organ_level, indicator_id, peer_count
