"""Shards of coverage: how many reports were received, late or missing, and which."""

# ruff: noqa: S608 all SQL is put together from constants of this package

import duckdb

from publication.shards.contract import CoverageCount
from publication.shards.pages import write_pages
from publication.shards.writer import ShardWriter

# The list of a page of the site may reach over the end of one file and the start of another.
_REPORTS_ON_PAGE = 100
_LISTED_STATUSES = ("received_late", "missing")

_PROVINCES = """
select distinct province.region_code, province.region_name
from feeds.feed_coverage as coverage
inner join feeds.feed_region as province on coverage.province_code = province.region_code
order by province.region_code
"""

_COUNTS = f"""
select cast(report_year as varchar), coalesce(province_code, 'none'),
    {", ".join(f"count(*) filter (status = '{status}')" for status in CoverageCount._fields)}
from feeds.feed_coverage
group by report_year, province_code
order by report_year, province_code nulls last
"""

_PAGES = f"""
select 'coverage', list_name, to_json(struct_pack(
    organ_id := organ_id, organ_name := organ_name, region_name := region_name, report_year := report_year,
    status := status, expected_because := expected_because, listed_reason := listed_reason, deadline := deadline,
    days_late := days_late, report_id := report_id
))
from (
    select *, report_year || '-' || coalesce(province_code, 'none') || '-' || status as list_name
    from feeds.feed_coverage
    where status in {_LISTED_STATUSES}
    order by list_name, organ_name, organ_id
)
"""


def write_coverage(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> None:
    """`coverage/index.json` and `coverage/<year>-<province_code>-<status>-<page>.json`."""
    counts: dict[str, dict[str, list[int]]] = {}
    for year, province, *numbers in connection.execute(_COUNTS).fetchall():
        counts.setdefault(year, {})[province] = numbers
    index = {
        "provinces": dict(connection.execute(_PROVINCES).fetchall()),
        "page_size": _REPORTS_ON_PAGE,
        "columns": CoverageCount._fields,
        "counts": counts,
    }
    writer.write_object(("coverage", "index"), index)
    write_pages(connection, writer, _PAGES, folder_length=1, list_name="rows", page_size=_REPORTS_ON_PAGE)
