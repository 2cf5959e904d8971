"""The pictures of a publication say what its first page says."""

import json
from pathlib import Path

import pytest

from dashboard.pictures import overview_pictures
from dashboard.words import LANGUAGES, Language, words

_OUTCOMES = {"granted": 5, "granted_in_part": 4, "denied": 3, "unavailable": 2, "not_processed": 1, "other": 0}
_OVERVIEW = {
    "years": [
        {"report_year": 2020, "received_count": 7, "late_count": 2, "missing_count": 1, "outcomes": _OUTCOMES},
        {"report_year": 2021, "received_count": 0, "late_count": 0, "missing_count": 8, "outcomes": None},
    ],
    "rules": [{"rule_id": "A1", "passed": 1000, "failed": 3, "not_assessable": 2, "open": 3}],
}


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    shards = {
        "overview": _OVERVIEW,
        "definitions": {"rules": [{"rule_id": "A1", "title_zh": "平衡", "title_en": "Balance"}]},
    }
    (tmp_path / "shards").mkdir()
    for key, content in shards.items():
        (tmp_path / "shards" / f"{key}.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_three_with_their_titles(feeds: Path, language: Language) -> None:
    pictures = overview_pictures(feeds, language)
    assert list(pictures) == ["coverage_by_year", "outcomes_by_year", "findings_by_rule"]
    for picture, title in zip(
        pictures.values(), ("overview.coverage_chart", "overview.requests_chart", "overview.rules"), strict=True
    ):
        assert words(language)[title] in picture


def test_a_year_without_sums_is_a_gap(feeds: Path) -> None:
    pictures = overview_pictures(feeds)
    assert words("zh")["chart.unknown"] in pictures["outcomes_by_year"]
    assert words("zh")["chart.unknown"] not in pictures["coverage_by_year"]


def test_rules_have_their_titles(feeds: Path) -> None:
    assert "A1 平衡" in overview_pictures(feeds)["findings_by_rule"]
    assert "A1 Balance" in overview_pictures(feeds, "en")["findings_by_rule"]
