"""Every value and every number of an HTML page leads back to its place there, as an independent parser finds it."""

import re
from random import Random

import pytest
from bs4 import BeautifulSoup, Tag
from form_printer.formats.html_page import HTML_STYLES, HtmlPrint, print_html
from form_printer.pages import draft_report
from form_printer.strategies import filled_forms, randoms
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.parse import parse_bytes
from ingest.readers import open_document

CELL = re.compile(r"table:(\d+)/row:(\d+)/cell:(\d+)")
ELEMENT = re.compile(r"\(//(\w+)\)\[(\d+)\](/following::text\(\))?")


def rows_of(table: Tag) -> list[Tag]:
    """The rows of a table as the DOM's `table.rows` has them, whether the parser puts in a <tbody> or not."""
    own = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    order = {"thead": 0, "tfoot": 2}
    return sorted(own, key=lambda row: order.get(row.parent.name if row.parent else "", 1))


def element_at(locator: str, soup: BeautifulSoup) -> Tag:
    cell = CELL.fullmatch(locator)
    if cell:
        table, row, place = (int(number) for number in cell.groups())
        return rows_of(soup.find_all("table")[table - 1])[row - 1].find_all(["td", "th"], recursive=False)[place - 1]
    element = ELEMENT.fullmatch(locator)
    assert element is not None, locator
    return soup.find_all(element[1])[int(element[2]) - 1]


def text_at(locator: str, soup: BeautifulSoup) -> str:
    """The text at a locator, without the white space that says nothing."""
    first, _, last = locator.partition("..")
    start, end = element_at(first, soup), element_at(last or first, soup)
    texts = [start.get_text()]
    if first.endswith("text()") or end is not start:
        texts += [str(text) for text in start.find_all_next(string=True)]
    return without_space("".join(texts))


def without_space(text: str) -> str:
    return "".join(text.split())


@st.composite
def pages(draw: st.DrawFn, style: str) -> HtmlPrint:
    draft = draft_report(draw(filled_forms()), draw(randoms))
    return print_html(draft, draw(HTML_STYLES[style]), Random(draw(st.integers(0, 2**32))))


def shown(raw: bytes) -> BeautifulSoup:
    """The page without what it does not show, as far as the printer writes such."""
    soup = BeautifulSoup(raw, "lxml")
    for element in soup.select("script, style, noscript, template, iframe, textarea, select"):
        element.decompose()
    return soup


def is_hidden(element: Tag) -> bool:
    return element.has_attr("hidden") or "display:none" in str(element.get("style", "")).replace(" ", "").lower()


@pytest.mark.parametrize("style", sorted(HTML_STYLES))
@settings(max_examples=settings.default.max_examples // 6)
@given(data=st.data())
def test_every_value_and_figure_leads_back_to_its_element(style: str, data: st.DataObject) -> None:
    page = data.draw(pages(style))
    report, soup = parse_bytes(page.raw, "printed.html"), shown(page.raw)
    for hidden in filter(is_hidden, soup.find_all(["span", "b"])):
        hidden.clear()
    assert report.cells
    for cell in report.cells:
        if cell.value is None:
            continue
        assert cell.locator is not None
        element = element_at(cell.locator, soup)
        assert element["data-key"] == f"{cell.table}/{cell.row}/{cell.column}"
        assert without_space(cell.value_raw or "") in without_space(element.get_text())
    for figure in report.figures:
        assert figure.locator is not None
        assert without_space(figure.excerpt) in text_at(figure.locator, soup)


def expanded(table: Tag) -> list[list[str]]:
    """The texts in all places of a table, by the simplest expansion of its spans."""
    places: dict[tuple[int, int], str] = {}
    endless: list[tuple[int, int, str]] = []
    shown_rows = [row for row in rows_of(table) if not is_hidden(row)]
    for y, row in enumerate(shown_rows):
        group_end = max(i for i, other in enumerate(shown_rows) if other.parent is row.parent) + 1
        x = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            if is_hidden(cell):
                continue
            while (y, x) in places:
                x += 1
            columns, rows = (
                int(span) if (span := str(cell.get(name, ""))).isdecimal() else 1 for name in ("colspan", "rowspan")
            )
            if columns > 99:
                endless += [(y, x, without_space(cell.get_text()))]
                columns = 1
            for down in range(y, min(group_end, y + (rows or 1000))):
                for right in range(x, x + columns):
                    places.setdefault((down, right), without_space(cell.get_text()))
            x += columns
    width = max(x for _, x in places) + 1
    for y, left, text in endless:
        places.update({(y, x): text for x in range(left, width)})
    return [[places.get((y, x), "") for x in range(width)] for y in range(len(shown_rows))]


def texts(document: Document) -> list[list[list[str]]]:
    return [
        [[without_space(document.text[start:end]) for start, end in row] for row in grid.rows]
        for grid in document.grids
    ]


@pytest.mark.parametrize("style", sorted(HTML_STYLES.keys() - {"hand_drawn"}))
@settings(max_examples=settings.default.max_examples // 6)
@given(data=st.data())
def test_an_independent_reader_sees_the_same_grids(style: str, data: st.DataObject) -> None:
    page = data.draw(pages(style))
    soup = shown(page.raw)
    for hidden in [element for element in soup.find_all(["div", "span", "b"]) if is_hidden(element)]:
        hidden.decompose()
    # A table of one cell is a frame, and one that holds tables of several is a part of the page's layout.
    for table in soup.find_all("table"):
        if len(cells := table.find_all(["td", "th"])) == 1:
            table.replace_with(*list(cells[0].contents))
    tables = [table for table in soup.find_all("table") if not table.find("table")]
    expected = [expanded(table) for table in tables]
    read = texts(open_document(page.raw, "printed.html").document)
    assert len(read) == len(expected)
    for ours, theirs in zip(read, expected, strict=True):
        assert ours == theirs
