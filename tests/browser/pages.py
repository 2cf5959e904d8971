"""The pages of a site with addresses that show something, taken from the feeds that it was built of."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from playwright.sync_api import Page

READY = "main[data-state=ready]"


@dataclass(frozen=True)
class Feeds:
    """The published feeds of a data folder, as rows."""

    home: Path

    def rows(self, feed: str, **where: object) -> list[dict[str, Any]]:
        """The rows of a feed with these values, in the order of its key."""
        rows = pq.read_table(self.home / "feeds" / "v1" / f"{feed}.parquet").to_pylist()
        return [row for row in rows if all(row[name] == value for name, value in where.items())]

    def first(self, feed: str, **where: object) -> dict[str, Any]:
        """The first of them."""
        return self.rows(feed, **where)[0]


def failing_report(feeds: Feeds) -> str:
    """A report in which a sum of the application table is wrong, or else any in which something is."""
    failing = feeds.rows("feed_finding", outcome="fail")
    return next((row for row in failing if row["rule_id"] == "A1"), failing[0])["report_id"]  # type: ignore[no-any-return]


def _report_without_tables(feeds: Feeds) -> str:
    """The report of which most cannot be checked because a table is absent, if any: no page loads more than its."""
    findings = Counter(row["report_id"] for row in feeds.rows("feed_finding", reason_code="table_absent"))
    report_id = min(findings, key=lambda one: (-findings[one], one)) if findings else failing_report(feeds)
    return f"report.html?id={report_id}"


def _organ(feeds: Feeds) -> str:
    organ_id = feeds.first("feed_report", report_id=failing_report(feeds))["organ_id"]
    return f"organ.html?id={organ_id}"


def _organ_among_peers(feeds: Feeds) -> str:
    """The organ that is ranked among its peers in most years, where there is one."""
    shares = feeds.rows("feed_indicator", indicator_id="disclosure_rate.all_applicants", scope="organ_year")
    ranked = Counter(row["scope_id"] for row in shares if row["is_ranked"] and (row["ranked_peer_count"] or 0) >= 5)
    return f"organ.html?id={min(ranked, key=lambda one: (-ranked[one], one))}" if ranked else _organ(feeds)


def _cell(feeds: Feeds) -> str:
    """A cell of the application table that the failing finding looked at, or else any."""
    report_id = failing_report(feeds)
    evidence = feeds.rows("feed_evidence", report_id=report_id, evidence_report_id=report_id, table_code="application")
    failing = {row["finding_id"] for row in feeds.rows("feed_finding", report_id=report_id, outcome="fail")}
    looked_at = [f"{row['row_code']}/{row['column_code']}" for row in evidence if row["finding_id"] in failing]
    return f"report.html?id={report_id}#application/{[*looked_at, 'granted/total'][0]}"


def _region(feeds: Feeds) -> str:
    """A city, or another region that has organs below it; the region itself where there is only one."""
    organs = feeds.rows("feed_organ")
    cities = [organ["prefecture_code"] for organ in organs if organ["prefecture_code"] and organ["county_code"]]
    return f"region.html?code={(cities or [organ['region_code'] for organ in organs if organ['region_code']])[0]}"


def _pair(feeds: Feeds) -> str:
    pairs = sorted(feeds.rows("feed_similar_report"), key=lambda pair: (-pair["similarity"], pair["pair_id"]))
    return f"similar.html?pair={pairs[0]['report_id']}-{pairs[0]['other_report_id']}" if pairs else "similar.html"


# A name for every view of the site, and its address below the folder of a language.
VIEWS: dict[str, Callable[[Feeds], str]] = {
    "index": lambda _: "index.html",
    "country": lambda _: "region.html",
    "region": _region,
    "organ": _organ,
    "organ_among_peers": _organ_among_peers,
    "report": lambda feeds: f"report.html?id={failing_report(feeds)}",
    "report_without_tables": _report_without_tables,
    "cell": _cell,
    "findings": lambda _: "findings.html",
    "failing": lambda feeds: (
        f"findings.html?rule={feeds.first('feed_finding', outcome='fail')['rule_id']}&outcome=fail"
    ),
    "similar": lambda _: "similar.html",
    "pair": _pair,
    "late": lambda _: "late.html",
    "rules": lambda _: "rules.html#A1",
    "downloads": lambda _: "downloads.html",
    "changes": lambda _: "changes.html",
    "search": lambda feeds: f"search.html?q={feeds.first('feed_organ')['organ_name'][:3]}",
}

FOLDERS = {"zh": "", "en": "en/"}


def open_view(page: Page, address: str) -> None:
    """Open an address and wait until the page shows what it has."""
    page.goto(address)
    page.wait_for_selector(READY)


def wait_for_drawings(page: Page) -> None:
    """Wait until every chart that the page began is drawn."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('figure.chart .drawing')].every(drawing => drawing.childElementCount)"
    )
