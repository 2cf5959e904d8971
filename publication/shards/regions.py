"""Shards of regions that have organs, themselves or below."""

# ruff: noqa: S608 all SQL is put together from constants of this package

import json
from itertools import groupby
from operator import itemgetter

import duckdb

from publication.shards.contract import RegionValue
from publication.shards.pages import streamed
from publication.shards.rows import objects
from publication.shards.sources import ORGAN_LINE, REGION_LINE
from publication.shards.writer import ShardWriter, with_lists

_LISTED_ORGANS = 200
COUNTRY = "100000"

_LINE_COLUMNS = "region_code, region_name, level, organ_count, report_count, failed_count"

_YEAR_TOTAL = """struct_pack(
    report_year := total.report_year, report_count := total.report_count,
    counted_report_count := total.counted_report_count,
    requests_received := exact_number(total.requests_received_count),
    outcomes := case when total.counted_report_count > 0 then struct_pack(
        granted := exact_number(total.granted_count), granted_in_part := exact_number(total.granted_in_part_count),
        denied := exact_number(total.denied_count), unavailable := exact_number(total.unavailable_count),
        not_processed := exact_number(total.not_processed_count), other := exact_number(total.other_count)
    ) end,
    expected_count := total.expected_count, received_count := total.received_count, late_count := total.late_count,
    missing_count := total.missing_count
)"""

# Each list by itself, one row per region; the regions with organs are few thousand at most, fifty of a kind in one.
_REGIONS = f"""
with children as (
    select parent_region_code as region_code,
        string_agg({REGION_LINE.format("child")}, ',' order by child.region_code) as items
    from shard_region as child
    group by parent_region_code
),
paths as (
    select ancestor.region_code,
        string_agg({REGION_LINE.format("line")}, ',' order by ancestor.depth) as items
    from shard_region_ancestor as ancestor
    inner join shard_region as line on ancestor.ancestor_code = line.region_code
    where ancestor.region_code <> ancestor.ancestor_code
    group by ancestor.region_code
),
years as (
    select region_code, string_agg(to_json({_YEAR_TOTAL}), ',' order by report_year) as items
    from feeds.feed_year_total as total
    group by region_code
),
comparisons as (
    select region_code,
        string_agg(
            to_json(struct_pack(
                organ_kind := organ_kind, organ_level := organ_level, indicator_ids := indicator_ids
            )), ','
            order by organ_kind, organ_level
        ) as items
    from (
        select shown_in as region_code, organ_kind, organ_level,
            list_sort(list(distinct indicator_id)) as indicator_ids
        from feeds.feed_indicator as indicator
        inner join shard_region_shown as shown on indicator.scope_id = shown.region_code
        where indicator.scope = 'region_year'
        group by shown_in, organ_kind, organ_level
    )
    group by region_code
),
placed_organs as (
    select *,
        row_number() over (
            partition by region_code
            order by
                array_position(['national', 'province', 'prefecture', 'county', 'township'], organ_level) nulls last,
                organ_kind, organ_name, organ_id
        ) as place
    from shard_organ
),
organs as (
    select region_code, count(*) as organ_count
    from placed_organs as organ
    group by region_code
),
listed_organs as (
    select region_code, string_agg({ORGAN_LINE.format("organ")}, ',' order by place) as items
    from placed_organs as organ
    where place <= {_LISTED_ORGANS}
    group by region_code
)
select
    region.region_code,
    to_json(struct_pack(
        region_code := region.region_code, region_name := region.region_name, level := region.level,
        organ_count := coalesce(organs.organ_count, 0)
    )),
    paths.items, children.items, years.items, comparisons.items, listed_organs.items
from shard_region as region
left join children on region.region_code = children.region_code
left join paths on region.region_code = paths.region_code
left join years on region.region_code = years.region_code
left join comparisons on region.region_code = comparisons.region_code
left join organs on region.region_code = organs.region_code
left join listed_organs on region.region_code = listed_organs.region_code
order by region.region_code
"""

# The indicators of a region stand in its own comparison and in that of the region above it.
_SHOWN = """
create or replace temp table shard_region_shown as
select region_code as shown_in, region_code, region_name, false as is_child from shard_region
union all
select parent_region_code, region_code, region_name, true from shard_region where parent_region_code is not null
"""

_COMPARISONS = """
select shown_in, organ_kind, organ_level, indicator_id, cast(report_year as varchar), json_array(
    region_code, double_number(round(value, 6)), exact_number(numerator), exact_number(denominator),
    double_number(round(interval_low, 6)), double_number(round(interval_high, 6)), reason_code,
    covered_report_count, received_report_count, expected_report_count, is_ranked
)
from (
    select shown.*, indicator.* exclude (region_code, region_name)
    from feeds.feed_indicator as indicator
    inner join shard_region_shown as shown on indicator.scope_id = shown.region_code
    where indicator.scope = 'region_year'
    order by shown_in, organ_kind, organ_level, indicator_id, report_year, is_child, shown.region_code
)
"""


def provinces(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """The provinces that have organs, as `RegionLine`."""
    return objects(
        connection, f"select {_LINE_COLUMNS} from shard_region where level = 'province' order by region_code"
    )


def year_totals(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """The years of the whole country, as `YearTotal`."""
    return objects(
        connection,
        f"select unnest({_YEAR_TOTAL}) from feeds.feed_year_total as total"
        f" where region_code = '{COUNTRY}' order by report_year",
    )


def write_regions(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> None:
    """`regions/<region_code>.json`, once more as `regions/national.json`, and the comparisons below `regions/`."""
    connection.execute(_SHOWN)
    for code, head, path, children, years, comparisons, organs in streamed(connection, _REGIONS):
        lists = {
            "path": path,
            "children": children,
            "years": years,
            "comparisons": comparisons,
            "organs": organs,
        }
        content = with_lists(head, lists)
        writer.write(("regions", code), content)
        if code == COUNTRY:
            writer.write(("regions", "national"), content)
    columns = json.dumps(RegionValue._fields, separators=(",", ":"))
    for (code, kind, level, indicator), rows in groupby(streamed(connection, _COMPARISONS), key=itemgetter(0, 1, 2, 3)):
        values = ",".join(
            f'"{year}":[{",".join(row[5] for row in lines)}]' for year, lines in groupby(rows, itemgetter(4))
        )
        writer.write(
            ("regions", code, f"{kind}-{level}", indicator),
            f'{{"region_code":"{code}","organ_kind":"{kind}","organ_level":"{level}","indicator_id":"{indicator}",'
            f'"columns":{columns},"values":{{{values}}}}}',
        )
