"""Whatever form is printed as a Word document, the reader gives back what was printed, and never another value."""

from random import Random

import pytest
from form_printer.formats.word_page import WORD_STYLES, WordPrint, WordStyle, print_word
from form_printer.pages import draft_report
from form_printer.strategies import DRAFT_DAMAGE, INCOMPATIBLE, MISLEADING, filled_forms, randoms
from form_printer.verdict import value_complaints, wrong_values
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.parse import parse_bytes

ALL_DAMAGE = {**DRAFT_DAMAGE, **MISLEADING}
any_style = st.one_of(*WORD_STYLES.values())


@st.composite
def documents(draw: st.DrawFn, styles: st.SearchStrategy[WordStyle], damage: st.SearchStrategy[set[str]]) -> WordPrint:
    names = draw(damage)
    assume(not any(names >= pair for pair in INCOMPATIBLE))
    draft = draft_report(draw(filled_forms()), draw(randoms))
    for name, damage_draft in ALL_DAMAGE.items():
        if name in names:
            draft = damage_draft(draft, draw(randoms))
    # Too many choices for Hypothesis to hold: every character may have a run of its own.
    return print_word(draft, draw(styles), Random(draw(st.integers(0, 2**32))))


@pytest.mark.parametrize("style", sorted(WORD_STYLES))
@settings(max_examples=settings.default.max_examples // 3)  # of each style; a document takes long to write
@given(data=st.data())
def test_every_cell_of_an_undamaged_document_comes_back_exactly(style: str, data: st.DataObject) -> None:
    page = data.draw(documents(WORD_STYLES[style], st.just(set())))
    found = value_complaints(page, parse_bytes(page.raw, "printed.docx"))
    assert not found, "\n".join(found[:20])


@given(page=documents(any_style, st.sets(st.sampled_from(sorted(ALL_DAMAGE)), min_size=1, max_size=1)))
def test_a_damage_takes_no_certain_cell_away_and_gives_no_wrong_value(page: WordPrint) -> None:
    found = value_complaints(page, parse_bytes(page.raw, "printed.docx"))
    assert not found, "\n".join(found[:20])


@given(page=documents(any_style, st.sets(st.sampled_from(sorted(DRAFT_DAMAGE)), min_size=2, max_size=6)))
def test_damage_upon_damage_never_gives_a_wrong_value(page: WordPrint) -> None:
    wrong = wrong_values(page, parse_bytes(page.raw, "printed.docx"))
    assert not wrong, "\n".join(wrong[:20])
