"""The chart of a run: findings by rule and outcome, drawn offline as SVG."""

import base64
from collections.abc import Sequence

# Outcomes in the order in which they are stacked; colours that the colour-blind tell apart (Okabe and Ito).
_COLOURS = {"fail": "#D55E00", "not_assessable": "#BBBBBB", "pass": "#009E73"}


def findings_chart(findings_by_rule: Sequence[tuple[str, str, int]]) -> str:
    """A bar per rule, split by outcome, as the source of an SVG image. Each entry is (rule, outcome, count)."""
    # Altair takes half a second to import; only this function needs it.
    import altair as alt  # noqa: PLC0415

    values = [{"rule": rule, "outcome": outcome, "findings": count} for rule, outcome, count in findings_by_rule]
    chart = (
        alt.Chart(alt.InlineData(values=values), title="Findings by rule and outcome")
        .mark_bar()
        .encode(
            y=alt.Y("rule:N", title="Rule"),
            x=alt.X("findings:Q", title="Findings"),
            color=alt.Color(
                "outcome:N",
                title="Outcome",
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            ),
            order=alt.Order("outcome:N"),
        )
        .properties(width=460, background="white")
    )
    import vl_convert  # noqa: PLC0415

    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def as_markdown_image(svg: str, description: str) -> str:
    """The image inside the Markdown itself, so that the UI loads nothing from elsewhere."""
    return f"![{description}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
