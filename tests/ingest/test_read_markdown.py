"""Reports as Markdown, as people and OCR tools write it, give back what was printed, and never another value."""

import time
from random import Random

import pytest
from form_printer import Print
from form_printer.formats.markdown_page import MARKDOWN_STYLES, MarkdownStyle, mutated, print_markdown
from form_printer.pages import draft_report
from form_printer.strategies import DRAFT_DAMAGE, INCOMPATIBLE, filled_forms, randoms
from form_printer.verdict import complaints, wrong_values
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.parse import parse_bytes
from ingest.readers import open_document
from ingest.readers.markdown import without_markup

EXACT = ("plain", "marked", "table_per_row")
NO_DAMAGE: st.SearchStrategy[set[str]] = st.just(set())
any_style = st.one_of(*MARKDOWN_STYLES.values())


@st.composite
def documents(
    draw: st.DrawFn, styles: st.SearchStrategy[MarkdownStyle], damage: st.SearchStrategy[set[str]] = NO_DAMAGE
) -> Print:
    names = draw(damage)
    assume(not any(names >= pair for pair in INCOMPATIBLE))
    draft = draft_report(draw(filled_forms()), draw(randoms))
    for name, damage_draft in DRAFT_DAMAGE.items():
        if name in names:
            draft = damage_draft(draft, draw(randoms))
    return print_markdown(draft, draw(styles), Random(draw(st.integers(0, 2**32))))


@pytest.mark.parametrize("style", EXACT)
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_every_cell_comes_back_exactly_from_its_place(style: str, data: st.DataObject) -> None:
    page = data.draw(documents(MARKDOWN_STYLES[style]))
    found = complaints(page, parse_bytes(page.raw, "printed.md"))
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("style", sorted(set(MARKDOWN_STYLES) - set(EXACT)))
@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
def test_torn_rows_and_invented_headers_give_no_wrong_value(style: str, data: st.DataObject) -> None:
    page = data.draw(documents(MARKDOWN_STYLES[style]))
    wrong = wrong_values(page, parse_bytes(page.raw, "printed.md"))
    assert not wrong, "\n".join(wrong[:20])


@given(page=documents(any_style), seed=st.integers(0, 2**32))
def test_a_pipe_lost_or_doubled_anywhere_gives_no_wrong_value(page: Print, seed: int) -> None:
    page = mutated(page, Random(seed))
    wrong = wrong_values(page, parse_bytes(page.raw, "printed.md"))
    assert not wrong, "\n".join(wrong[:20])


@given(page=documents(any_style, st.sets(st.sampled_from(sorted(DRAFT_DAMAGE)), min_size=1, max_size=1)))
def test_no_damage_of_the_report_gives_a_wrong_value(page: Print) -> None:
    wrong = wrong_values(page, parse_bytes(page.raw, "printed.md"))
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("| **5** |", "|   5   |"),
        ("| *5* | ***6*** |", "|  5  |    6    |"),
        ("__总计__", "  总计  "),
        ("本年新<br>制作数量", "本年新    制作数量"),
        ("5&nbsp;", "5      "),
        ("5[^1]", "5    "),
        ("$5$", " 5 "),
        ("**5**件", "  5  件"),
        ("1<br>2", "1<br>2"),
        ("1**2**", "1**2  "),
        ("-**5**", "-**5  "),
        ("**5**<br>**6**", "  5**<br>**6  "),
        ("5*", "5*"),
        ("~~5~~6", "~~5~~6"),
        ("[^1]: 含3件", "[^1]: 含3件"),
        ("| \\ | \\| |", "| \\ | \\| |"),
        ("|---|---|\n| a\\|b | \\-5 |", "|---|---|\n| a\ufffc\ufffcb |  -5 |"),
        ("![](images/3.jpg)", "![](images/3.jpg)"),
    ],
)
def test_marks_become_spaces_where_no_number_could_change(text: str, shown: str) -> None:
    assert without_markup(text) == shown
    assert len(shown) == len(text)


def grids(text: str) -> list[list[list[str]]]:
    document = open_document(text.encode(), "text.md").document
    return [[[document.text[a:b].strip() for a, b in row] for row in grid.rows] for grid in document.grids]


def test_tables_that_follow_one_another_with_as_many_columns_are_one() -> None:
    text = "| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n\n| 3 | 4 |\n|---|---|\n\n| 5 | 6 |\n| --- | --: |\n\n文字\n"
    assert grids(text) == [[["甲", "乙"], ["1", "2"], ["3", "4"], ["5", "6"]]]


def test_a_row_that_is_torn_stands_in_no_grid() -> None:
    text = "|甲|乙|丙|\n|---|---|---|\n|1|2|3|\n|4|5|\n6|\n|7|8|9|\n|a|b|c|\n"
    assert grids(text) == [[["甲", "乙", "丙"], ["1", "2", "3"]], [["7", "8", "9"], ["a", "b", "c"]]]


def test_a_row_of_single_dashes_is_a_row_and_no_alignment() -> None:
    assert grids("|甲|乙|\n|---|---|\n|-|-|\n|1|2|\n") == [[["甲", "乙"], ["-", "-"], ["1", "2"]]]


@pytest.mark.parametrize("piece", ["*", "**a", "|-", "[^", "$1", "\\|", "&nbsp;", "<br>", "_", "|*"])
def test_marks_without_end_take_no_more_than_their_length(piece: str) -> None:
    text = "|---|---|\n" + piece * (200_000 // len(piece))
    begin = time.process_time()
    open_document(text.encode(), "marks.md")
    assert time.process_time() - begin < 3


def test_the_prose_of_a_section_has_no_marks_of_markdown() -> None:
    headings = ("# 某县2021年政府信息公开工作年度报告", "**一、总体情况**", "### **二、主动公开政府信息情况**")
    lines = (*headings[:2], "全年公开**5**条。", headings[2], "无")
    text = "\n\n".join(lines)
    report = parse_bytes(text.encode(), "marked.md")
    assert [s.text.split() for s in report.sections if s.code == "overview"] == [["全年公开", "5", "条。"]]
