"""What is read from a document stands in the text that is kept of it, at the places that are told."""

import re
from random import Random

import pytest
from form_printer import Print
from form_printer.formats.html_page import HTML_STYLES, print_html
from form_printer.formats.markdown_page import MARKDOWN_STYLES, print_markdown
from form_printer.formats.pdf_page import PDF_STYLES, print_pdf
from form_printer.formats.word_page import WORD_STYLES, print_word
from form_printer.pages import draft_report
from form_printer.statistics import GRIDS, LINES, LOOSE, MISLEADING, print_statistics
from form_printer.strategies import DRAFT_DAMAGE, LAYOUTS, filled_forms, prints, randoms
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse import parse_bytes
from ingest.parsed_rows import report_rows
from ingest.printed_text import LONGEST_TEXT, PrintedText
from ingest.report import Report

FORMATS = {
    "docx": (WORD_STYLES, print_word),
    "html": (HTML_STYLES, print_html),
    "md": (MARKDOWN_STYLES, print_markdown),
    "pdf": (PDF_STYLES, print_pdf),
}


def assert_spans_are_true(report: Report) -> None:
    if not report.is_report:
        assert report.printed is None
        return
    assert report.printed is not None
    text = report.printed.text
    for cell in report.cells:
        assert (cell.span is None) == (cell.locator is None)
        if cell.value_raw is not None:
            assert cell.span
            assert text[slice(*cell.span)] == cell.value_raw
    for figure in report.figures:
        assert figure.span
        assert re.sub(r"\s+", " ", text[slice(*figure.span)]) in figure.excerpt
    end_of_the_one_before = 0
    for section in report.sections:
        assert section.span
        start, end = section.span
        assert text[start - len(section.title) : start] == section.title
        assert end_of_the_one_before <= start <= end <= len(text)
        end_of_the_one_before = end
    for row in report_rows(report, "c")["cells"]:
        assert row["value_raw"] is None or text[row["text_start"] : row["text_end"]] == row["value_raw"]


@given(page=prints(st.sampled_from(sorted(LAYOUTS)).flatmap(LAYOUTS.__getitem__)))
def test_what_is_read_from_a_text_stands_at_its_place(page: Print) -> None:
    assert_spans_are_true(parse_bytes(page.raw, "printed.txt"))


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@settings(max_examples=settings.default.max_examples // 3)  # of each format; some take long to write
@given(data=st.data())
def test_what_is_read_from_a_format_stands_at_its_place(suffix: str, data: st.DataObject) -> None:
    styles, print_page = FORMATS[suffix]
    draft = draft_report(data.draw(filled_forms()), data.draw(randoms))
    damage = data.draw(st.sampled_from([None, *DRAFT_DAMAGE.values()]))
    draft = damage(draft, data.draw(randoms)) if damage else draft
    page = print_page(draft, data.draw(st.one_of(*styles.values())), Random(data.draw(st.integers(0, 2**32))))
    assert_spans_are_true(parse_bytes(page.raw, f"printed.{suffix}"))


@given(
    seed=st.integers(0, 2**32 - 1),
    layout=st.sampled_from([*GRIDS, *LINES, *LOOSE, *MISLEADING]),
    oddity=st.sampled_from((0.0, 0.1, 0.4)),
)
def test_what_is_read_from_a_statistics_sheet_stands_at_its_place(seed: int, layout: str, oddity: float) -> None:
    assert_spans_are_true(parse_bytes(print_statistics(Random(seed), layout, oddity).text.encode(), "printed.txt"))


def test_no_character_moves_where_one_cannot_be_kept() -> None:
    assert PrintedText.of("一\ud842二\udfb7三") == PrintedText("一\ufffd二\ufffd三", is_cut=False)
    assert PrintedText.of("𠮷1") == PrintedText("𠮷1", is_cut=False)


def test_a_text_is_cut_where_it_is_longer_than_any_report_and_its_spans_stay() -> None:
    assert PrintedText.of("x" * LONGEST_TEXT) == PrintedText("x" * LONGEST_TEXT, is_cut=False)
    assert PrintedText.of("x" * LONGEST_TEXT + "y") == PrintedText("x" * LONGEST_TEXT, is_cut=True)
