"""Whatever form is printed as an HTML page, the reader gives back what was printed, and never another value."""

from random import Random

import pytest
from form_printer.formats.html_page import HTML_STYLES, HtmlPrint, HtmlStyle, print_html
from form_printer.pages import draft_report
from form_printer.strategies import DRAFT_DAMAGE, INCOMPATIBLE, MISLEADING, filled_forms, randoms
from form_printer.verdict import value_complaints, wrong_values
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from ingest.parse import parse_bytes

ALL_DAMAGE = {**DRAFT_DAMAGE, **MISLEADING}
# Where every border stands a little aside, the columns of a table with few rows cannot be told with certainty.
UNEVEN = {"hand_drawn"}
EVEN = sorted(HTML_STYLES.keys() - UNEVEN)
even_style = st.sampled_from(EVEN).flatmap(HTML_STYLES.__getitem__)
any_style = st.one_of(*HTML_STYLES.values())


@st.composite
def pages(draw: st.DrawFn, styles: st.SearchStrategy[HtmlStyle], damage: st.SearchStrategy[set[str]]) -> HtmlPrint:
    names = draw(damage)
    assume(not any(names >= pair for pair in INCOMPATIBLE))
    draft = draft_report(draw(filled_forms()), draw(randoms))
    for name, damage_draft in ALL_DAMAGE.items():
        if name in names:
            draft = damage_draft(draft, draw(randoms))
    # Too many choices for Hypothesis to hold: every character may have a tag of its own.
    return print_html(draft, draw(styles), Random(draw(st.integers(0, 2**32))))


def assert_read_as_printed(page: HtmlPrint) -> None:
    found = value_complaints(page, parse_bytes(page.raw, "printed.html"))
    note(page.raw.decode("utf-8", "replace"))
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("style", EVEN)
@settings(max_examples=settings.default.max_examples // 3)  # of each style
@given(data=st.data())
def test_every_cell_of_an_undamaged_page_comes_back_exactly(style: str, data: st.DataObject) -> None:
    assert_read_as_printed(data.draw(pages(HTML_STYLES[style], st.just(set()))))


@given(page=pages(even_style, st.sets(st.sampled_from(sorted(ALL_DAMAGE)), min_size=1, max_size=1)))
def test_a_damage_takes_no_certain_cell_away_and_gives_no_wrong_value(page: HtmlPrint) -> None:
    assert_read_as_printed(page)


@given(page=pages(HTML_STYLES["hand_drawn"], st.just(set())))
def test_columns_drawn_by_hand_are_read_where_many_rows_show_them(page: HtmlPrint) -> None:
    found = value_complaints(page, parse_bytes(page.raw, "printed.html"))
    note(page.raw.decode("utf-8", "replace"))
    assert [line for line in found if not line.startswith("legal/") or "WRONG" in line] == []


@given(page=pages(any_style, st.sets(st.sampled_from(sorted(DRAFT_DAMAGE)), min_size=2, max_size=6)))
def test_damage_upon_damage_never_gives_a_wrong_value(page: HtmlPrint) -> None:
    wrong = wrong_values(page, parse_bytes(page.raw, "printed.html"))
    note(page.raw.decode("utf-8", "replace"))
    assert not wrong, "\n".join(wrong[:20])
