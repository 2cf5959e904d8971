"""The charts: each can be drawn in both languages, gaps stay gaps, and what a row says stays text."""

import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from dashboard.charts import CHARTS, OUTCOME_SHADES, chart_svg, declared_for_pages, specification
from dashboard.words import LANGUAGES, Language, words


def _stacked(year: int, value: float | None, code: str = "granted") -> dict[str, Any]:
    return {"year": year, "code": code, "label": code, "order": 0, "value": value, "is_break": year == 2021}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_without_rows_and_fits_the_page(name: str, language: Language) -> None:
    drawn = specification(name, language)
    assert drawn["width"] == "container"
    assert "datasets" not in drawn
    assert chart_svg(name, [], language).startswith("<svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_know_each_chart_and_the_columns_of_its_table(language: Language) -> None:
    declared = declared_for_pages(language)
    assert set(declared) == set(CHARTS)
    for name, chart in declared.items():
        fields = {column["field"] for column in chart["columns"]}
        drawn = json.dumps(chart["spec"])
        assert {field for field in fields if f'"{field}:' not in drawn and f'"{field}"' not in drawn} == set(), name


def test_a_year_without_numbers_is_a_gap_that_says_so() -> None:
    picture = chart_svg("outcomes_by_year", [_stacked(2019, 3), _stacked(2020, None), _stacked(2021, 5)], "zh")
    for expected in ("2019", "2020", "2021", words("zh")["chart.unknown"], words("zh")["chart.break"]):
        assert expected in picture
    complete = chart_svg("outcomes_by_year", [_stacked(2019, 3), _stacked(2020, 0)], "zh")
    assert words("zh")["chart.unknown"] not in complete


def test_a_line_does_not_cross_a_break() -> None:
    def points(segments: list[str]) -> list[dict[str, Any]]:
        return [
            {"year": 2019 + i, "code": "received_new", "label": "", "segment": s, "value": i, "is_break": False}
            for i, s in enumerate(segments)
        ]

    def lines(picture: str) -> int:
        return picture.count('aria-roledescription="line mark"')

    assert lines(chart_svg("requests_by_year", points(["a", "a", "b", "b"]))) == 2
    assert lines(chart_svg("requests_by_year", points(["a", "a", "a", "a"]))) == 1


def test_a_share_of_few_cases_is_hollow_and_one_without_value_is_named() -> None:
    def row(region: str, value: float | None, is_ranked: bool) -> dict[str, Any]:
        return {"region": region, "value": value, "low": value, "high": value, "is_ranked": is_ranked, "shown": ""}

    picture = chart_svg("regions_compared_share", [row("a", 0.5, True), row("b", 0.4, False), row("c", None, False)])
    assert 'fill="#ffffff" stroke="#0d3b4f"' in picture
    assert 'fill="#0d3b4f" stroke="#0d3b4f"' in picture
    assert ">c</text>" in picture
    assert words("zh")["chart.unknown"] in picture


def test_what_a_row_says_stays_text() -> None:
    hostile = "</text><script>alert(1)</script>"
    row = {"rule": hostile, "code": "fail", "label": hostile, "order": 0, "value": 1}
    assert "<script" not in chart_svg("findings_by_rule", [row])


def test_rows_may_have_decimals() -> None:
    assert chart_svg("outcomes_by_year", [_stacked(2019, 3)]) == chart_svg(
        "outcomes_by_year", [_stacked(2019, 3) | {"value": Decimal(3)}]
    )


def test_shades_that_touch_differ_in_lightness() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    values = [lightness(colour) for colour in OUTCOME_SHADES.values()]
    assert min(abs(a - b) for a, b in pairwise(values)) > 40


def test_a_name_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        chart_svg("pie", [])
