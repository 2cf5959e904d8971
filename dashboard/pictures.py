"""Pictures of a publication, drawn from its shards with the charts that the pages have."""

import json
from pathlib import Path
from typing import Any

from dashboard.charts import COVERAGE_SHADES, FINDING_SHADES, OUTCOME_SHADES, Rows, chart_svg
from dashboard.words import Language, words

_TITLES = {
    "coverage_by_year": "overview.coverage_chart",
    "outcomes_by_year": "overview.requests_chart",
    "findings_by_rule": "overview.rules",
}


def overview_pictures(feeds: Path, language: Language = "zh") -> dict[str, str]:
    """SVG pictures by the names of their charts, from the shards of a folder `feeds/v1`; OSError without shards."""
    overview = _shard(feeds, "overview")
    titles = {rule["rule_id"]: rule[f"title_{language}"] for rule in _shard(feeds, "definitions")["rules"]}
    rows: dict[str, Rows] = {
        "coverage_by_year": [row for year in overview["years"] for row in _coverage(year, language)],
        "outcomes_by_year": [row for year in overview["years"] for row in _outcomes(year, language)],
        "findings_by_rule": [row for rule in overview["rules"] for row in _findings(rule, titles, language)],
    }
    return {
        name: chart_svg(name, of_chart, language, title=words(language)[_TITLES[name]])
        for name, of_chart in rows.items()
    }


def _shard(feeds: Path, key: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((feeds / "shards" / f"{key}.json").read_text(encoding="utf-8"))
    return content


def _coverage(year: dict[str, Any], language: Language) -> Rows:
    in_time = year["received_count"] - year["late_count"]
    counts = {"received": in_time, "received_late": year["late_count"], "missing": year["missing_count"]}
    return [
        _row("coverage", code, order, counts[code], language) | {"year": year["report_year"], "is_break": False}
        for order, code in enumerate(COVERAGE_SHADES)
    ]


def _outcomes(year: dict[str, Any], language: Language) -> Rows:
    outcomes = year["outcomes"] or {}
    return [
        _row("group", code, order, outcomes.get(code), language) | {"year": year["report_year"], "is_break": False}
        for order, code in enumerate(OUTCOME_SHADES)
    ]


def _findings(rule: dict[str, Any], titles: dict[str, str], language: Language) -> Rows:
    counts = {"fail": rule["failed"], "not_assessable": rule["not_assessable"]}
    name = f"{rule['rule_id']} {titles.get(rule['rule_id'], '')}".strip()
    # Those that pass are a hundred times as many: beside them nothing else could be seen.
    return [
        _row("outcome", code, order, counts[code], language) | {"rule": name}
        for order, code in enumerate(FINDING_SHADES)
        if code in counts
    ]


def _row(kind: str, code: str, order: int, value: float | None, language: Language) -> dict[str, Any]:
    return {"code": code, "label": words(language)[f"code.{kind}.{code}"], "order": order, "value": value}
