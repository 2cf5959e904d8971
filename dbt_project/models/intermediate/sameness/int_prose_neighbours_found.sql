-- Pairs of reports of two organs that agree in a whole band of their sketches, the later (or one of the same year)
-- first. Of up to 50 reports that agree in a band all are paired. Where more do (a template that a whole province
-- uses), pairing all would grow with the square of their number; there each is paired with the two on either side of
-- it in the order of the slots behind the band, where the most alike stand side by side, among all and among those of
-- its year, and the pair is marked as one of a crowd. The order is another one in each of the 42 bands, so each report
-- still meets some hundred others.
{{ config(materialized='table') }}

with

sketches as (
    select * from {{ ref('int_prose_sketched') }}
    where scope = 'report' and signature is not null
),

bands as (
    select * from {{ ref('stg_parsed__prose_bands') }}
),

members as (
    select
        bands.band,
        bands.band_hash,
        sketches.report_id,
        sketches.organ_id,
        sketches.report_year
    from bands
    inner join sketches
        on
            bands.report_id = sketches.report_id
            and bands.collection_id = sketches.collection_id
),

sizes as (
    select
        band,
        band_hash,
        count(*) as member_count
    from members
    group by band, band_hash
    having count(*) > 1
),

sized as (
    select
        members.*, -- noqa: AM04
        sizes.member_count
    from members
    inner join sizes
        on
            members.band = sizes.band
            and members.band_hash = sizes.band_hash
),

crowded as (
    select
        sized.*, -- noqa: AM04
        row_number() over (
            partition by sized.band, sized.band_hash
            order by substring(sketches.signature, 6 * (sized.band + 1) + 1), sized.report_id
        ) as place,
        row_number() over (
            partition by sized.band, sized.band_hash, sized.report_year
            order by substring(sketches.signature, 6 * (sized.band + 1) + 1), sized.report_id
        ) as place_in_year
    from sized
    inner join sketches on sized.report_id = sketches.report_id
    where sized.member_count > 50
),

-- The neighbours of a place are looked up one by one: by a range, each of a crowd would be tried with each.
steps as (
    {% for step in [-2, -1, 1, 2] %}
        select {{ step }} as step
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

beside as (
    select
        crowded.*, -- noqa: AM04
        crowded.place + steps.step as other_place,
        crowded.place_in_year + steps.step as other_place_in_year
    from crowded
    cross join steps
),

pairs as (
    select
        one.report_id,
        other.report_id as other_report_id,
        0 as is_of_a_crowd
    from sized as one
    inner join sized as other
        on
            one.band = other.band
            and one.band_hash = other.band_hash
            and one.organ_id <> other.organ_id
            and one.report_year >= other.report_year
    where one.member_count <= 50
    union all
    select
        one.report_id,
        other.report_id as other_report_id,
        1 as is_of_a_crowd
    from beside as one
    inner join crowded as other
        on
            one.band = other.band
            and one.band_hash = other.band_hash
            and one.organ_id <> other.organ_id
            and one.report_year >= other.report_year
            and one.other_place = other.place
    union all
    select
        one.report_id,
        other.report_id as other_report_id,
        1 as is_of_a_crowd
    from beside as one
    inner join crowded as other
        on
            one.band = other.band
            and one.band_hash = other.band_hash
            and one.report_year = other.report_year
            and one.organ_id <> other.organ_id
            and one.other_place_in_year = other.place_in_year
)

select
    report_id,
    other_report_id,
    max(is_of_a_crowd) = 1 as is_of_a_crowd
from pairs
group by report_id, other_report_id
