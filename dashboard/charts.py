"""The charts, declared once: the pages draw them in the browser, `chart_svg` draws the same as a picture.

A chart is a Vega-Lite specification whose rows come by the name "rows". The shape of the rows stands with each chart:
a missing year is there as a row whose value is null, so that it is a gap and not a zero. Shades differ in lightness
where they touch and legends follow the order of the stack, so that charts can be read in black and white; what is
uncertain is hollow, not only paler.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import altair as alt

from dashboard.words import Language, words

Specification = dict[str, Any]
Layers = tuple[alt.Chart, ...]
Drawing = alt.Chart | alt.LayerChart | alt.FacetChart
Rows = Sequence[Mapping[str, Any]]

_INK = "#1c2a33"
_MUTED = "#5d6b75"
_GRID = "#e3e5e2"
_FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',sans-serif"

_SHADE_STRONG = "#0d3b4f"
_SHADE_OTHER = "#6a8fa0"
_SHADE_DENIED = "#a8431f"

# Neighbours in a stack differ in lightness, by 50 of 255 at least.
OUTCOME_SHADES = {
    "granted": _SHADE_STRONG,
    "granted_in_part": "#6aa5b5",
    "denied": _SHADE_DENIED,
    "unavailable": "#e3ab62",
    "not_processed": "#756c60",
    "other": "#e9e4d8",
}
COVERAGE_SHADES = {"received": _SHADE_STRONG, "received_late": "#e3ab62", "missing": "#ffffff"}
FINDING_SHADES = {"fail": _SHADE_DENIED, "not_assessable": "#d9d4c9", "pass": "#6aa5b5"}

# Charts of a row for each entry are as high as their rows are many.
_FIT_WIDTH = alt.AutoSizeParams(type="fit-x", contains="padding")
# The lines of the chart of requests, the first drawn solid.
REQUEST_LINES = ("received_new", "total_processed")


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


def _break_marks(language: Language) -> Drawing:
    """Dashed lines before the years (rows with `is_break`) whose numbers do not compare with those before."""
    base = alt.Chart(_rows()).transform_filter("datum.is_break").encode(x=alt.X("year:O", bandPosition=0))
    rule: alt.Chart = base.mark_rule(strokeDash=[2, 3], stroke=_INK)
    label: alt.Chart = base.transform_aggregate(groupby=["year"]).mark_text(
        align="left", baseline="top", dx=3, dy=-12, y=0, fontSize=11, color=_INK, text=words(language)["chart.break"]
    )
    return alt.layer(rule, label)


def _stacked_by_year(
    language: Language, kind: str, shades: Mapping[str, str], title_key: str, code_key: str
) -> Drawing:
    """Rows: year, code, label (word of the code), order (of the stack), value (null where not known), is_break."""
    word = words(language)
    bars: alt.Chart = (
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
    )
    return alt.layer(bars, _unknown_years(language), _break_marks(language)).properties(width="container", height=220)


def _unknown_years(language: Language) -> alt.Chart:
    """A word at the foot of the years of which nothing is known: they are gaps, not zeros."""
    marks: alt.Chart = (
        alt.Chart(_rows())
        .transform_aggregate(known="valid(value)", groupby=["year"])
        .transform_filter("datum.known == 0")
        .mark_text(baseline="bottom", dy=-4, fontSize=11, color=_MUTED, text=words(language)["chart.unknown"])
        .encode(x="year:O", y=alt.datum(0))
    )
    return marks


def _outcomes_by_year(language: Language) -> Drawing:
    return _stacked_by_year(language, "group", OUTCOME_SHADES, "chart.requests", "chart.outcome")


def _coverage_by_year(language: Language) -> Drawing:
    return _stacked_by_year(language, "coverage", COVERAGE_SHADES, "chart.reports", "chart.status")


def _requests_by_year(language: Language) -> Drawing:
    """Rows: year, code (of REQUEST_LINES), label, segment (of the line: another after each break), value, is_break."""
    word = words(language)
    names = {code: word[f"code.requests.{code}"] for code in REQUEST_LINES}
    scale = alt.Scale(domain=list(REQUEST_LINES))
    legend = alt.Legend(
        title=None, orient="top", columns=2, labelExpr=f"{json.dumps(names, ensure_ascii=False)}[datum.value]"
    )
    base = alt.Chart(_rows()).encode(
        x=_years(language),
        y=_amount(language, "value", "chart.requests"),
        color=alt.Color("code:N", scale=alt.Scale(range=[_SHADE_STRONG, _SHADE_OTHER]), legend=None),
        shape=alt.Shape(
            "code:N", scale=alt.Scale(domain=list(REQUEST_LINES), range=["circle", "square"]), legend=legend
        ),
        tooltip=[
            alt.Tooltip("year:O", title=word["chart.year"]),
            alt.Tooltip("label:N", title=word["chart.requests"]),
            alt.Tooltip("value:Q", title=word["chart.requests"], format=","),
        ],
    )
    base.encoding.color.scale.domain = scale.domain
    lines: alt.Chart = base.encode(
        detail="segment:N", strokeDash=alt.StrokeDash("code:N", legend=None), shape=alt.Undefined, tooltip=alt.Undefined
    ).mark_line(strokeWidth=2)
    points: alt.Chart = base.mark_point(filled=True, size=55, opacity=1)
    return alt.layer(lines, points, _unknown_years(language), _break_marks(language)).properties(
        width="container", height=220
    )


def _findings_by_rule(language: Language) -> Drawing:
    """Rows: rule (id and title, in the order of the list), code (of the outcome), label, order, value."""
    word = words(language)
    bars: alt.Chart = (
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
        .properties(width="container", height=alt.Step(19), autosize=_FIT_WIDTH)
    )
    return bars


def _regions_compared(language: Language, value_format: str, value_key: str) -> Drawing:
    """A dot with its interval for each region, in the order of the rows.

    Rows: region, value, low, high (null where there is none), is_ranked, shown (the value and what it rests on).
    """
    word = words(language)
    base = alt.Chart(_rows()).encode(
        y=alt.Y(
            "region:N",
            title=None,
            sort=None,
            axis=alt.Axis(labelLimit=180, labelPadding=10, ticks=False, domain=False, grid=True),
        )
    )
    amounts = alt.Axis(format=value_format, tickCount=6, orient="top")
    intervals: alt.Chart = base.mark_rule(strokeWidth=2, stroke=_SHADE_OTHER).encode(
        x=alt.X("low:Q", title=word[value_key], axis=amounts), x2="high:Q"
    )
    values: alt.Chart = (
        base.transform_filter("isValid(datum.value)")
        .mark_point(size=80, opacity=1, stroke=_SHADE_STRONG, strokeWidth=1.6)
        .encode(
            x=alt.X("value:Q", axis=amounts),
            fill=alt.condition("datum.is_ranked", alt.value(_SHADE_STRONG), alt.value("#ffffff")),
            tooltip=[
                alt.Tooltip("region:N", title=word["chart.region"]),
                alt.Tooltip("shown:N", title=word["chart.value"]),
            ],
        )
    )
    unknown: alt.Chart = base.transform_filter("!isValid(datum.value)").mark_text(
        align="left", dx=6, fontSize=11, color=_MUTED, text=word["chart.unknown"]
    )
    return alt.layer(intervals, values, unknown.encode(x=alt.value(0))).properties(
        width="container", height=alt.Step(22), autosize=_FIT_WIDTH
    )


def _bands_of_peers(language: Language, value_format: str, title: str) -> tuple[alt.Chart, list[alt.Tooltip], Layers]:
    """What the peers of an organ have, year by year: a band of 80 %, one of 50 % in it, and the median."""
    word = words(language)
    base = alt.Chart(_rows()).encode(x=_years(language))
    axis = alt.Axis(format=value_format, tickCount=5)
    tooltip = [alt.Tooltip("year:O", title=word["chart.year"]), alt.Tooltip("shown:N", title=word["chart.value"])]
    wide: alt.Chart = base.mark_bar(color="#e9e7df", size=34).encode(
        y=alt.Y("p10:Q", title=word[title], axis=axis), y2="p90:Q", tooltip=tooltip
    )
    narrow: alt.Chart = base.mark_bar(color="#c9cdc9", size=34).encode(y="p25:Q", y2="p75:Q", tooltip=tooltip)
    median: alt.Chart = base.mark_tick(color=_MUTED, thickness=2, size=34).encode(y="p50:Q", tooltip=tooltip)
    return base, tooltip, (wide, narrow, median)


def _peers(language: Language, value_format: str) -> Drawing:
    """How the values of all organs are spread, year by year. Rows: year, p10, p25, p50, p75, p90, shown."""
    _, _, bands = _bands_of_peers(language, value_format, "chart.spread")
    return alt.layer(*bands).properties(width="container", height=240)


def _organ_and_peers(language: Language, value_format: str) -> Drawing:
    """An organ's value with its interval, on the band of its peers, year by year.

    Rows: year, value, low, high, p10, p25, p50, p75, p90 (null where not known), is_ranked, shown.
    """
    base, tooltip, bands = _bands_of_peers(language, value_format, "chart.value_and_peers")
    interval: alt.Chart = base.mark_rule(stroke=_SHADE_DENIED, strokeWidth=1.6).encode(y="low:Q", y2="high:Q")
    value: alt.Chart = (
        base.transform_filter("isValid(datum.value)")
        .mark_point(size=85, opacity=1, stroke=_SHADE_DENIED, strokeWidth=1.8)
        .encode(
            y="value:Q",
            fill=alt.condition("datum.is_ranked", alt.value(_SHADE_DENIED), alt.value("#ffffff")),
            tooltip=tooltip,
        )
    )
    return alt.layer(*bands, interval, value, _unknown_years(language)).properties(width="container", height=240)


_COMPARED = (
    Column("region", "chart.region"),
    Column("value", "chart.value", "number"),
    Column("low", "chart.low", "number"),
    Column("high", "chart.high", "number"),
    Column("shown", "chart.rests_on"),
)
_AMONG_PEERS = (
    Column("year", "chart.year"),
    Column("shown", "chart.value"),
    Column("p10", "chart.p10", "number"),
    Column("p25", "chart.p25", "number"),
    Column("p50", "chart.p50", "number"),
    Column("p75", "chart.p75", "number"),
    Column("p90", "chart.p90", "number"),
)


def _as_shares(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(replace(column, format="share") if column.format else column for column in columns)


CHARTS: dict[str, DeclaredChart] = {
    "regions_compared": DeclaredChart(lambda language: _regions_compared(language, ",~f", "chart.value"), _COMPARED),
    "regions_compared_share": DeclaredChart(
        lambda language: _regions_compared(language, "~%", "chart.value_and_interval"), _as_shares(_COMPARED)
    ),
    "organ_and_peers": DeclaredChart(lambda language: _organ_and_peers(language, ",~f"), _AMONG_PEERS),
    "organ_and_peers_share": DeclaredChart(lambda language: _organ_and_peers(language, "~%"), _as_shares(_AMONG_PEERS)),
    "peers_share": DeclaredChart(lambda language: _peers(language, "~%"), _as_shares(_AMONG_PEERS)),
    "requests_by_year": DeclaredChart(
        _requests_by_year,
        (
            Column("year", "chart.year"),
            Column("label", "chart.requests_what"),
            Column("value", "chart.requests", "number"),
        ),
    ),
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


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as JSON has it: what DuckDB and Parquet give as decimals are numbers."""
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in row.items()}


def chart_svg(name: str, rows: Rows, language: Language = "zh", *, title: str | None = None, width: int = 640) -> str:
    """The chart with `rows` as the source of an SVG picture on white, `width` pixels wide, made without a network.

    Raises KeyError for a name that is not declared.
    """
    drawn = specification(name, language) | {"width": width, "datasets": {"rows": [_plain(row) for row in rows]}}
    drawn["config"]["background"] = "white"
    if title:
        drawn["title"] = title
    import vl_convert  # noqa: PLC0415 - starts a JavaScript engine

    return str(vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[]))
