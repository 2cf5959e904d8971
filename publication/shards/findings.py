"""Shards of the findings explorer: counts for every filter, and pages of what fails or cannot be assessed."""

import duckdb

from publication.shards.pages import write_pages
from publication.shards.regions import provinces
from publication.shards.writer import ShardWriter

_FINDINGS_ON_PAGE = 200

FINDING_ROWS = """
select finding.finding_id, finding.report_id, place.organ_id, place.organ_name, place.region_code, place.region_name,
    place.province_code, place.report_year, finding.rule_id, finding.outcome, finding.severity, finding.subject_zh,
    finding.subject_en, finding.message_zh, finding.message_en, finding.is_open, finding.review_decision
from feeds.feed_finding as finding
inner join shard_report as place on finding.report_id = place.report_id
"""

FINDING_LINE = """to_json(struct_pack(
    finding_id := finding_id, report_id := report_id, organ_id := organ_id, organ_name := organ_name,
    region_code := region_code, region_name := region_name, report_year := report_year, rule_id := rule_id,
    outcome := outcome, severity := severity, subject_zh := subject_zh, subject_en := subject_en,
    message_zh := message_zh, message_en := message_en, is_open := is_open, review_decision := review_decision
))"""

_COUNTS = """
select report_year, rule_id, outcome, province_code, count(*), count(*) filter (is_open)
from ({})
group by all
order by report_year nulls last, rule_id, outcome, province_code nulls last
"""

_PAGES = """
select 'findings', year, rule_id || '-' || outcome || '-' || province, {}
from (
    select *, coalesce(cast(report_year as varchar), 'none') as year, coalesce(province_code, 'none') as province
    from ({}) where outcome <> 'pass'
    order by year, rule_id, outcome, province, organ_name nulls last, finding_id
)
"""


def write_findings(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> None:
    """`findings/index.json`, `findings/<year>/index.json`, and the pages `findings/<year>/<rule>-…-<page>.json`."""
    years: dict[int | None, list[dict[str, object]]] = {}
    for year, rule_id, outcome, province, count, open_count in connection.execute(
        _COUNTS.format(FINDING_ROWS)
    ).fetchall():
        pages = 0 if outcome == "pass" else -(-count // _FINDINGS_ON_PAGE)
        years.setdefault(year, []).append(
            {
                "rule_id": rule_id,
                "outcome": outcome,
                "province_code": province,
                "count": count,
                "open": open_count,
                "pages": pages,
            }
        )
    writer.write_object(("findings", "index"), {"years": list(years), "provinces": provinces(connection)})
    for year, counts in years.items():
        writer.write_object(("findings", str(year or "none"), "index"), {"report_year": year, "counts": counts})
    write_pages(
        connection,
        writer,
        _PAGES.format(FINDING_LINE, FINDING_ROWS),
        folder_length=2,
        list_name="findings",
        page_size=_FINDINGS_ON_PAGE,
    )
