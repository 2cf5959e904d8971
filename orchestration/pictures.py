"""Pictures of a build for the Dagster UI, with the charts that the pages have."""

import base64
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dashboard.charts import COVERAGE_SHADES, FINDING_SHADES, OUTCOME_SHADES, Rows, chart_svg
from dashboard.words import words
from publication.build_preview import BuildPreview

_COUNTRY = "100000"
# The share that is asked for first, of all applicants.
_INDICATOR = ("disclosure_rate", "all_applicants")


@lru_cache(maxsize=1)
def findings_by_rule(counts: tuple[tuple[str, str, int], ...]) -> str:
    """SVG of the findings that fail or cannot be assessed. Each entry is (rule, outcome, count).

    Kept, because the warehouse that is published shows the same. Those that pass are a hundred times as many: beside
    them nothing else could be seen.
    """
    rows = [
        _row("outcome", outcome, list(FINDING_SHADES).index(outcome), count) | {"rule": rule}
        for rule, outcome, count in counts
        if outcome != "pass"
    ]
    return chart_svg("findings_by_rule", rows, "en", title="Findings by rule")


def _of_findings(build: BuildPreview) -> dict[str, str]:
    counts = build.findings_by_rule()
    return {"findings_by_rule": findings_by_rule(tuple(counts))} if counts else {}


def _of_year_totals(build: BuildPreview) -> dict[str, str]:
    years = build.year_totals(_COUNTRY)
    if not years:
        return {}
    coverage: list[dict[str, Any]] = []
    outcomes: list[dict[str, Any]] = []
    for year in years:
        at = {"year": year["report_year"], "is_break": False}
        counts = {
            "received": year["received_count"] - year["late_count"],
            "received_late": year["late_count"],
            "missing": year["missing_count"],
        }
        coverage += [_row("coverage", code, order, counts[code]) | at for order, code in enumerate(COVERAGE_SHADES)]
        outcomes += [
            _row("group", code, order, year[f"{code}_count"]) | at for order, code in enumerate(OUTCOME_SHADES)
        ]
    return {
        "reports_by_year": chart_svg("coverage_by_year", coverage, "en", title="Expected reports by year"),
        "outcomes_by_year": chart_svg("outcomes_by_year", outcomes, "en", title="Requests by outcome and year"),
    }


def _of_indicators(build: BuildPreview) -> dict[str, str]:
    found = build.indicator_by_year(*_INDICATOR)
    if not found:
        return {}
    rows: Rows = [
        dict(zip(("year", "count", "p10", "p25", "p50", "p75", "p90"), row, strict=True))
        | {"shown": f"{row[1]} organs"}
        for row in found
    ]
    return {"disclosure_rate": chart_svg("peers_share", rows, "en", title="Disclosure rate of all ranked organs")}


_PICTURES: dict[str, Callable[[BuildPreview], dict[str, str]]] = {
    "quality.fct_finding": _of_findings,
    "feeds.feed_year_total": _of_year_totals,
    "marts.fct_indicator": _of_indicators,
}


def pictures_of(relation: str, build: BuildPreview) -> dict[str, str]:
    """SVG pictures of a table `schema.name` by what they show; none for most tables, and none of an empty one."""
    return _PICTURES[relation](build) if relation in _PICTURES else {}


def as_markdown_image(svg: str, description: str) -> str:
    """The image inside the Markdown itself, so that the UI loads nothing from elsewhere."""
    return f"![{description}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"


def _row(kind: str, code: str, order: int, value: int | Decimal | None) -> dict[str, Any]:
    return {
        "code": code,
        "label": words("en")[f"code.{kind}.{code}"],
        "order": order,
        "value": None if value is None else int(value),
    }
