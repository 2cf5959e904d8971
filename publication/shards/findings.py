"""Shards of the findings explorer: counts for every filter, and pages of what fails or cannot be assessed."""

import json
from collections import defaultdict

import duckdb

from publication.shards.contract import FindingsCount
from publication.shards.pages import write_pages
from publication.shards.regions import provinces
from publication.shards.writer import ShardWriter

# The list of a page of the site may reach over the end of one file and the start of another.
_FINDINGS_ON_PAGE = 50

FINDING_ROWS = """
select finding.finding_id, finding.report_id, place.organ_id, place.organ_name, place.region_code, place.region_name,
    place.province_code, place.report_year, finding.rule_id, finding.outcome, finding.severity, finding.subject_zh,
    finding.subject_en, finding.message_zh, finding.message_en, finding.is_open, finding.review_decision
from feeds.feed_finding as finding
inner join shard_report as place on finding.report_id = place.report_id
"""

_COLUMNS = (
    "finding_id",
    "report_id",
    "organ_id",
    "organ_name",
    "region_code",
    "region_name",
    "report_year",
    "rule_id",
    "outcome",
    "severity",
    "subject_zh",
    "subject_en",
    "message_zh",
    "message_en",
    "is_open",
    "review_decision",
)

FINDING_LINE = f"to_json(struct_pack({', '.join(f'{name} := {name}' for name in _COLUMNS)}))"

# Without the names of the columns in every row: these are two fifths of the bytes.
_FINDING_LIST = f"json_array({', '.join(_COLUMNS)})"

_COUNTS = """
select coalesce(cast(report_year as varchar), 'none'), coalesce(province_code, 'none'), rule_id,
    count(*) filter (outcome = 'fail'), count(*) filter (is_open), count(*) filter (outcome = 'not_assessable'),
    count(*) filter (outcome = 'pass')
from ({})
group by all
order by all
"""

# Open ones first: open and settled ones then follow from the counts, without a look into the files.
_PAGES = """
select 'findings', year, rule_id || '-' || outcome || '-' || province, {}
from (
    select *, coalesce(cast(report_year as varchar), 'none') as year, coalesce(province_code, 'none') as province
    from ({}) where outcome <> 'pass'
    order by year, rule_id, outcome, province, is_open desc, organ_name nulls last, finding_id
)
"""

_Counts = dict[str, dict[str, FindingsCount]]


def write_findings(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> None:
    """`findings/index.json`, the counts of every year and of every province, and the pages of the lists."""
    by_year: dict[str, _Counts] = defaultdict(lambda: defaultdict(dict))
    by_province: dict[str, _Counts] = defaultdict(lambda: defaultdict(dict))
    counted: list[tuple[str, str, str, int, int, int, int]] = connection.execute(
        _COUNTS.format(FINDING_ROWS)
    ).fetchall()
    for year, province, rule_id, failed, is_open, not_assessable, passed in counted:
        count = FindingsCount(failed, is_open, not_assessable, passed)
        for place in (province, "all"):
            by_year[place][rule_id][year] = _sum(by_year[place][rule_id].get(year), count)
        for time in (year, "all"):
            by_province[time][rule_id][province] = _sum(by_province[time][rule_id].get(province), count)
    whole = by_year.pop("all", {})
    years = sorted({year for years in whole.values() for year in years})
    columns = list(FindingsCount._fields)
    index = {
        "years": [None if year == "none" else int(year) for year in years],
        "provinces": provinces(connection),
        "has_unknown_province": "none" in by_year,
        "page_size": _FINDINGS_ON_PAGE,
        "columns": columns,
        "counts": whole,
    }
    writer.write_object(("findings", "index"), index)
    for province, counts in by_year.items():
        writer.write_object(("findings", "provinces", province), {"columns": columns, "counts": counts})
    for year in (*years, "all"):
        writer.write_object(("findings", year, "index"), {"columns": columns, "counts": by_province[year]})
    write_pages(
        connection,
        writer,
        _PAGES.format(_FINDING_LIST, FINDING_ROWS),
        folder_length=2,
        list_name="findings",
        page_size=_FINDINGS_ON_PAGE,
        head=f'"columns":{json.dumps(_COLUMNS, separators=(",", ":"))},',
    )


def _sum(one: FindingsCount | None, other: FindingsCount) -> FindingsCount:
    return other if one is None else FindingsCount(*(left + right for left, right in zip(one, other, strict=True)))
