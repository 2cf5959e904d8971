"""What all shards share: macros that print numbers, and who stands where, one row per organ, region and report.

Everything is temporary in the connection, so that it may be read-only. These tables grow with the organs and reports,
not with their cells or findings.
"""

import duckdb

# JSON numbers as they are meant: whole ones without a point, decimals exact. A double keeps the shortest form.
_MACROS = r"""
create or replace temp macro exact_number(x) as
    case when x = trunc(x) then cast(cast(x as hugeint) as varchar) else rtrim(cast(x as varchar), '0') end::json;
create or replace temp macro double_number(x) as
    case when x = trunc(x) and abs(x) < 1e15 then cast(cast(x as bigint) as varchar) else cast(x as varchar) end::json;
"""

_ORGANS = """
create or replace temp table shard_organ as
with failed as (
    select version.organ_id, sum(report.failed_finding_count) as failed_count
    from feeds.feed_report as report
    inner join feeds.feed_version as version on report.report_id = version.report_id
    group by version.organ_id
)
select
    organ.organ_id,
    organ.organ_name,
    organ.organ_kind,
    organ.organ_level,
    organ.region_code,
    organ.region_name,
    organ.province_code,
    organ.last_report_year,
    organ.report_count,
    cast(coalesce(failed.failed_count, 0) as bigint) as failed_count
from feeds.feed_organ as organ
left join failed on organ.organ_id = failed.organ_id
"""

# The country is above every region, and no step of a path.
_ANCESTORS = """
create or replace temp table shard_region_ancestor as
with codes as (
    select
        region_code,
        unnest(list_distinct([province_code, prefecture_code, county_code, region_code])) as ancestor_code
    from feeds.feed_region
)
select codes.region_code, codes.ancestor_code, region.region_name, region.region_level,
    array_position(['national', 'province', 'prefecture', 'county', 'township'], region.region_level) as depth
from codes
inner join feeds.feed_region as region on codes.ancestor_code = region.region_code
"""

# Regions that have organs, themselves or below.
_REGIONS = """
create or replace temp table shard_region as
with places as (
    select region_code, ancestor_code from shard_region_ancestor
    union
    select region_code, '100000' from feeds.feed_region
),
counted as (
    select
        places.ancestor_code as region_code,
        count(*) as organ_count,
        cast(sum(organ.report_count) as bigint) as report_count,
        cast(sum(organ.failed_count) as bigint) as failed_count
    from shard_organ as organ
    inner join places on organ.region_code = places.region_code
    group by places.ancestor_code
)
select region.region_code, region.region_name, region.region_level as level, region.parent_region_code,
    counted.organ_count, counted.report_count, counted.failed_count
from counted
inner join feeds.feed_region as region on counted.region_code = region.region_code
"""

_PATHS = """
create or replace temp table shard_region_path as
select
    region_code,
    string_agg(
        to_json(struct_pack(region_code := ancestor_code, region_name := region_name, level := region_level)), ','
        order by depth
    ) as steps
from shard_region_ancestor
group by region_code
"""

# Current reports, with the name of the organ; where the organ is not known, as printed.
_REPORTS = """
create or replace temp table shard_report as
select
    report.report_id,
    version.organ_id,
    coalesce(organ.organ_name, report.organ_name) as organ_name,
    organ.region_code,
    organ.region_name,
    organ.province_code,
    report.report_year
from feeds.feed_report as report
inner join feeds.feed_version as version on report.report_id = version.report_id
left join shard_organ as organ on version.organ_id = organ.organ_id
"""

REGION_LINE = """to_json(struct_pack(
    region_code := {0}.region_code, region_name := {0}.region_name, level := {0}.level,
    organ_count := {0}.organ_count, report_count := {0}.report_count, failed_count := {0}.failed_count
))"""

ORGAN_LINE = """to_json(struct_pack(
    organ_id := {0}.organ_id, organ_name := {0}.organ_name, organ_kind := {0}.organ_kind,
    organ_level := {0}.organ_level, region_code := {0}.region_code, region_name := {0}.region_name,
    last_report_year := {0}.last_report_year, report_count := {0}.report_count, failed_count := {0}.failed_count
))"""


def prepare_sources(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros and temporary tables that the shards are written from."""
    connection.execute(_MACROS)
    for statement in (_ORGANS, _ANCESTORS, _REGIONS, _PATHS, _REPORTS):
        connection.execute(statement)
