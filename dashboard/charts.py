"""The charts, declared once: the pages draw them in the browser, `chart_svg` draws the same as a picture.

A chart is a Vega-Lite specification whose rows come by the name "rows". The shape of the rows stands with each chart:
a missing year is there as a row whose value is null, so that it is a gap and not a zero. Shades differ in lightness
where they touch and legends follow the order of the stack, so that charts can be read in black and white; what is
uncertain is hollow, not only paler.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from dashboard.words import Language, words

Specification = dict[str, Any]
Drawing = alt.Chart | alt.LayerChart
Rows = Sequence[Mapping[str, Any]]

_INK = "#1c2a33"
_MUTED = "#5d6b75"
_GRID = "#e3e5e2"
_FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',sans-serif"

# Neighbours in a stack differ in lightness, by 50 of 255 at least.
OUTCOME_SHADES = {
    "granted": "#0d3b4f",
    "granted_in_part": "#6aa5b5",
    "denied": "#a8431f",
    "unavailable": "#e3ab62",
    "not_processed": "#756c60",
    "other": "#e9e4d8",
}
COVERAGE_SHADES = {"received": "#0d3b4f", "received_late": "#e3ab62", "missing": "#ffffff"}
FINDING_SHADES = {"fail": "#a8431f", "not_assessable": "#d9d4c9", "pass": "#6aa5b5"}


@dataclass(frozen=True)
class Column:
    """A column of the table that says the same as the chart. `format`: number, share, or None for text."""

    field: str
    title_key: str
    format: Literal["number", "share"] | None = None


@dataclass(frozen=True)
class DeclaredChart:
    """A chart: how it is drawn, and how its rows read as a table."""

    draw: Callable[[Language], Drawing]
    columns: tuple[Column, ...]


def _rows() -> alt.NamedData:
    return alt.NamedData("rows")


def _coded(language: Language, kind: str, shades: Mapping[str, str], title_key: str) -> alt.Color:
    """Colour by a field of codes, in the order of `shades`, with their words in the legend."""
    names = {code: words(language)[f"code.{kind}.{code}"] for code in shades}
    return alt.Color(
        "code:N",
        scale=alt.Scale(domain=list(shades), range=list(shades.values())),
        legend=alt.Legend(
            title=None,
            labelExpr=f"{json.dumps(names, ensure_ascii=False)}[datum.value]",
            orient="top",
            symbolStrokeColor=_MUTED,
            symbolStrokeWidth=0.8,
            columns=3,
        ),
    ).title(words(language)[title_key])


def _years(language: Language) -> alt.X:
    return alt.X("year:O", title=words(language)["chart.year"], axis=alt.Axis(labelAngle=0, grid=False, ticks=False))


def _amount(language: Language, field: str, title_key: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title=words(language)[title_key], axis=alt.Axis(format=",d", tickMinStep=1, tickCount=5))


def _stacked_by_year(
    language: Language, kind: str, shades: Mapping[str, str], title_key: str, code_key: str
) -> Drawing:
    """Rows: year, code, label (word of the code), order (of the stack), value (null where not known)."""
    word = words(language)
    return (
        alt.Chart(_rows())
        .mark_bar(stroke=_MUTED, strokeWidth=0.6)
        .encode(
            x=_years(language),
            y=_amount(language, "value", title_key),
            color=_coded(language, kind, shades, code_key),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("year:O", title=word["chart.year"]),
                alt.Tooltip("label:N", title=word[code_key]),
                alt.Tooltip("value:Q", title=word[title_key], format=","),
            ],
        )
        .properties(width="container", height=220)
    )


def _outcomes_by_year(language: Language) -> Drawing:
    return _stacked_by_year(language, "group", OUTCOME_SHADES, "chart.requests", "chart.outcome")


def _coverage_by_year(language: Language) -> Drawing:
    return _stacked_by_year(language, "coverage", COVERAGE_SHADES, "chart.reports", "chart.status")


def _findings_by_rule(language: Language) -> Drawing:
    """Rows: rule (id and title, in the order of the list), code (of the outcome), label, order, value."""
    word = words(language)
    return (
        alt.Chart(_rows())
        .mark_bar(stroke=_MUTED, strokeWidth=0.5)
        .encode(
            y=alt.Y("rule:N", title=None, sort=None, axis=alt.Axis(labelLimit=240, ticks=False, domain=False)),
            x=alt.X("value:Q", title=word["chart.findings"], axis=alt.Axis(format=",d", tickMinStep=1, tickCount=5)),
            color=_coded(language, "outcome", FINDING_SHADES, "chart.outcome"),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("rule:N", title=word["chart.rule"]),
                alt.Tooltip("label:N", title=word["chart.outcome"]),
                alt.Tooltip("value:Q", title=word["chart.findings"], format=","),
            ],
        )
        .properties(width="container", height=alt.Step(19))
    )


CHARTS: dict[str, DeclaredChart] = {
    "outcomes_by_year": DeclaredChart(
        _outcomes_by_year,
        (Column("year", "chart.year"), Column("label", "chart.outcome"), Column("value", "chart.requests", "number")),
    ),
    "coverage_by_year": DeclaredChart(
        _coverage_by_year,
        (Column("year", "chart.year"), Column("label", "chart.status"), Column("value", "chart.reports", "number")),
    ),
    "findings_by_rule": DeclaredChart(
        _findings_by_rule,
        (Column("rule", "chart.rule"), Column("label", "chart.outcome"), Column("value", "chart.findings", "number")),
    ),
}


def specification(name: str, language: Language) -> Specification:
    """The Vega-Lite specification of a chart without its rows. Raises KeyError for a name that is not declared."""
    chart = CHARTS[name].draw(language)
    configured = chart.to_dict()
    configured["config"] = {
        "background": "transparent",
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": _INK,
            "titleColor": _MUTED,
            "titleFontWeight": "normal",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "gridColor": _GRID,
            "domainColor": "#9aa4ab",
            "tickColor": "#9aa4ab",
        },
        "legend": {"labelColor": _INK, "labelFontSize": 12, "symbolType": "square", "labelLimit": 260},
        "title": {"color": _INK, "fontSize": 14, "anchor": "start"},
    }
    return configured


def declared_for_pages(language: Language) -> dict[str, Any]:
    """Every chart by name, as the pages need it: {spec, columns: [{field, title, format}]}."""
    return {
        name: {
            "spec": specification(name, language),
            "columns": [
                {"field": column.field, "title": words(language)[column.title_key], "format": column.format}
                for column in chart.columns
            ],
        }
        for name, chart in CHARTS.items()
    }


def chart_svg(name: str, rows: Rows, language: Language = "zh", *, title: str | None = None, width: int = 640) -> str:
    """The chart with `rows` as the source of an SVG picture on white, `width` pixels wide, made without a network.

    Raises KeyError for a name that is not declared.
    """
    drawn = specification(name, language) | {"width": width, "datasets": {"rows": [dict(row) for row in rows]}}
    drawn["config"]["background"] = "white"
    if title:
        drawn["title"] = title
    import vl_convert  # noqa: PLC0415 - starts a JavaScript engine

    return str(vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[]))
