"""Shards of coverage: how many reports were received, late or missing, and which."""

# ruff: noqa: S608 all SQL is put together from constants of this package

import duckdb

from publication.shards.pages import write_pages
from publication.shards.writer import ShardWriter

_REPORTS_ON_PAGE = 300
_LISTED_STATUSES = ("received_late", "missing")

_COUNTS = """
select coverage.report_year, coverage.province_code, province.region_name, coverage.status, count(*)
from feeds.feed_coverage as coverage
left join feeds.feed_region as province on coverage.province_code = province.region_code
group by all
order by coverage.report_year, coverage.province_code nulls last, coverage.status
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
    counts = [
        {
            "report_year": year,
            "province_code": province_code,
            "province_name": province_name,
            "status": status,
            "count": count,
            "pages": -(-count // _REPORTS_ON_PAGE) if status in _LISTED_STATUSES else 0,
        }
        for year, province_code, province_name, status, count in connection.execute(_COUNTS).fetchall()
    ]
    writer.write_object(("coverage", "index"), {"counts": counts})
    write_pages(connection, writer, _PAGES, folder_length=1, list_name="rows", page_size=_REPORTS_ON_PAGE)
