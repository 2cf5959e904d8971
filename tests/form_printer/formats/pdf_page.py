"""A draft as a PDF: paragraphs set in lines, tables over pages with their rulings, page numbers below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from form_printer.draft import Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.formats.pdf_ink import Box, Ink, Pen, Sheet, width_of, write_sheets
from form_printer.layouts.pipe_rows import Place, grid
from form_printer.tables import Label, PrintedCell, Slot, Table
from ingest.forms import CellKey, Form

MARGIN = 56.0
PADDING = 2.5
LEADING = 1.25
TABLE_SIZE = 9.0


@dataclass(frozen=True)
class PdfStyle:
    """`page`: width and height in points. `footer` and `header` stand on every page. `breaks_rows`: a row goes on over
    a page break in the middle of its label. `breaks_numbers`: what is too long for its column goes on in the next line
    (else it is set smaller). `closes_pages`: the table has a line at the break. `repeats_headers`: of a table on its
    next page.
    """

    pen: Pen = field(default_factory=Pen)
    page: tuple[float, float] = (595.0, 842.0)
    text_size: float = 12.0
    footer: str = "- {n} -"
    header: str = ""
    breaks_rows: bool = False
    breaks_numbers: bool = False
    closes_pages: bool = True
    repeats_headers: bool = False


@dataclass(frozen=True, slots=True)
class PdfPrint:
    """The bytes of a PDF and what must be read from it."""

    filled: FilledForm
    raw: bytes
    expected: Mapping[CellKey, Expectation]
    expected_form: Form | None


def wrapped(text: str, width: float, size: float, indent: float = 0.0) -> list[str]:
    """The lines of a text in a column; a number is never broken."""
    lines, line, room = [], "", width - indent
    words: list[str] = []
    for character in text:
        joins = words and (character + words[-1][-1]).isascii() and not (character + words[-1][-1]).isspace()
        if joins and character != " " and words[-1] != " ":
            words[-1] += character
        else:
            words.append(character)
    for word in words:
        if line and width_of(line + word, size) > room:
            lines.append(line)
            line, room = "", width
        line += word
    return [*lines, line]


def broken(text: str, width: float, size: float) -> list[str]:
    """The lines of a text in a column that has room for none of its words."""
    lines = [""]
    for character in text:
        if lines[-1] and width_of(lines[-1] + character, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a grid with the rows and columns that it covers, the last ones excluded."""

    cell: PrintedCell | None
    top: int
    left: int
    bottom: int
    right: int


def _cells(table: Table) -> list[_Cell]:
    places = grid(table)
    found: list[_Cell] = []
    covered: set[tuple[int, int]] = set()
    for r, line in enumerate(places):
        for c, (cell, _) in enumerate(line):
            if (r, c) in covered:
                continue
            right = c + 1
            while right < len(line) and cell is not None and line[right][0] is cell:
                right += 1
            bottom = r + 1
            while bottom < len(places) and cell is not None and _is_same(places[bottom], c, right, cell):
                bottom += 1
            covered |= {(y, x) for y in range(r, bottom) for x in range(c, right)}
            found.append(_Cell(cell, r, c, bottom, right))
    return found


def _is_same(line: Sequence[Place], left: int, right: int, cell: PrintedCell) -> bool:
    return all(line[x][0] is cell for x in range(left, right))


class _Press:
    def __init__(self, style: PdfStyle) -> None:
        self.style = style
        self.sheets: list[Sheet] = []
        self.torn: set[CellKey] = set()
        self._width = style.page[0] - 2 * MARGIN
        self.turn_page()

    def turn_page(self) -> None:
        self.sheets.append(Sheet())
        self._y = self.style.page[1] - MARGIN
        number = len(self.sheets)
        for text, y in ((self.style.header, self.style.page[1] - 30), (self.style.footer.format(n=number), 28)):
            if text:
                x = (self.style.page[0] - width_of(text, 9)) / 2
                self.sheets[-1].texts.append(Ink(x, y, text, 9))

    @property
    def _room(self) -> float:
        return self._y - MARGIN

    def _put(self, x: float, y: float, text: str, size: float, *, is_number: bool = False) -> None:
        if text.strip():
            self.sheets[-1].texts.append(Ink(x, y, text, size, is_number))

    def set_paragraph(self, paragraph: Paragraph) -> None:
        size = self.style.text_size * (1.4 if paragraph.kind == "title" else 1)
        for part in paragraph.text.split("\n"):
            indent = 0.0 if paragraph.kind in ("title", "chrome") else 2 * size
            for index, line in enumerate(wrapped(part, self._width, size, indent)):
                if self._room < 1.6 * size:
                    self.turn_page()
                self._y -= 1.6 * size
                x = MARGIN + (indent if index == 0 else 0.0)
                if paragraph.kind == "title":
                    x = MARGIN + (self._width - width_of(line, size)) / 2
                self._put(x, self._y + 0.4 * size, line, size)
        self._y -= 4

    def set_table(self, table: Table) -> None:
        rows = [row for row in table.rows if not row.furniture]
        table = table.with_rows(tuple(rows))
        cells = _cells(table)
        edges = self._edges(table)
        lines = {cell: self._lines(cell, edges) for cell in cells}
        heights = [
            max([1, *(len(lines[c]) for c in cells if c.top == r and c.bottom == r + 1)]) * LEADING * TABLE_SIZE
            + 2 * PADDING
            for r in range(len(rows))
        ]
        # The first rows of the other tables are no header of all that follows.
        headers = next((i for i, row in enumerate(rows) if row.slots), 0) if table.name == "application" else 0
        start = 0
        while start < len(rows):
            end = start
            room = self._room
            while end < len(rows) and heights[end] <= room:
                room -= heights[end]
                end += 1
            broken = end < len(rows) and self._may_break(cells, lines, end, room)
            if end == start and not broken:
                if self._y > self.style.page[1] - MARGIN - 1:
                    raise ValueError("a row is higher than the page")
                self.turn_page()
                continue
            self._set_rows(cells, lines, edges, heights, start, end, broken=broken, closes=end < len(rows))
            start = end
            if start < len(rows):
                self.turn_page()
                if broken:
                    self._set_rest(cells, lines, edges, end)
                    start += 1
                elif self.style.repeats_headers and start > headers:
                    self._set_rows(cells, lines, edges, heights, 0, headers, broken=False, closes=False)
        self._y -= 8

    def _edges(self, table: Table) -> list[float]:
        places = grid(table)
        is_label = [not any(isinstance(line[c][0], Slot) for line in places) for c in range(len(places[0]))]
        weights = [1.0 if not label else 2.0 for label in is_label]
        if table.name == "application":
            weights = [w if w == 1 else 1.2 for w in weights]
            weights[max(i for i, label in enumerate(is_label) if label and i < 4)] = 5.0
        unit = self._width / sum(weights)
        edges = [MARGIN]
        for weight in weights:
            edges.append(edges[-1] + weight * unit)
        return edges

    def _lines(self, cell: _Cell, edges: Sequence[float]) -> list[str]:
        width = edges[cell.right] - edges[cell.left] - 2 * PADDING
        if isinstance(cell.cell, Slot) and self.style.breaks_numbers:
            return broken(cell.cell.entry.text, width, TABLE_SIZE)
        return wrapped(cell.cell.text, width, TABLE_SIZE) if isinstance(cell.cell, Label) else []

    def _set_rows(
        self,
        cells: Sequence[_Cell],
        lines: Mapping[_Cell, list[str]],
        edges: Sequence[float],
        heights: Sequence[float],
        start: int,
        end: int,
        *,
        broken: bool,
        closes: bool,
    ) -> None:
        """Rows of a table from where the page is; with `broken`, the first lines of one more."""
        y = [self._y]
        for height in heights[start:end]:
            y.append(y[-1] - height)
        if broken:
            y.append(y[-1] - LEADING * TABLE_SIZE - 2 * PADDING)
        last = end + broken
        for cell in cells:
            top, bottom = max(cell.top, start), min(cell.bottom, last)
            if top >= bottom:
                continue
            goes_on = closes and cell.bottom > end
            box = Box(
                edges[cell.left],
                y[bottom - start],
                edges[cell.right],
                y[top - start],
                has_bottom=not goes_on or self.style.closes_pages,
            )
            self.sheets[-1].boxes.append(box)
            if cell.top >= start:
                is_broken = broken and cell.top == end and (isinstance(cell.cell, Label) or self.style.breaks_numbers)
                self._fill(cell, lines[cell][:1] if is_broken else lines[cell], box)
            if isinstance(cell.cell, Slot) and ((broken and cell.top == end) or len(lines[cell]) > 1):
                self.torn.add(cell.cell.key)
        self._y = y[-1]

    def _may_break(self, cells: Sequence[_Cell], lines: Mapping[_Cell, list[str]], row: int, room: float) -> bool:
        in_row = [cell for cell in cells if cell.top == row]
        return (
            self.style.breaks_rows
            and room >= LEADING * TABLE_SIZE + 2 * PADDING
            and all(cell.bottom == row + 1 for cell in in_row)
            and any(isinstance(cell.cell, Slot) for cell in in_row)
            and sum(len(lines[cell]) > 1 for cell in in_row if isinstance(cell.cell, Label)) == 1
        )

    def _set_rest(
        self, cells: Sequence[_Cell], lines: Mapping[_Cell, list[str]], edges: Sequence[float], row: int
    ) -> None:
        """The rest of a broken row at the top of the next page."""
        rest = max(len(lines[cell]) for cell in cells if cell.top == row) - 1
        top, bottom = self._y, self._y - rest * LEADING * TABLE_SIZE - 2 * PADDING
        for cell in cells:
            if cell.top <= row < cell.bottom:
                box = Box(edges[cell.left], bottom, edges[cell.right], top, has_top=self.style.closes_pages)
                self.sheets[-1].boxes.append(box)
                if cell.top == row and lines[cell][1:]:
                    self._fill(cell, lines[cell][1:], box)
        self._y = bottom

    def _fill(self, cell: _Cell, lines: Sequence[str], box: Box) -> None:
        middle = (box.top + box.bottom) / 2
        if isinstance(cell.cell, Slot) and not lines:
            text, size = cell.cell.entry.text, TABLE_SIZE
            room = box.right - box.left - 2
            size = min(size, size * room / max(0.1, width_of(text, size)))
            x = (box.left + box.right - width_of(text, size)) / 2
            self._put(x, middle - 0.36 * size, text, size, is_number=True)
            return
        # A group label whose rows fill only a line or two of a page is set smaller.
        size = min(TABLE_SIZE, (box.top - box.bottom - 1) / LEADING / max(1, len(lines)))
        y = middle + (len(lines) / 2 - 1) * LEADING * size + 0.27 * size
        for line in lines:
            self._put(box.left + PADDING, y, line, size, is_number=isinstance(cell.cell, Slot))
            y -= LEADING * size


def print_pdf(draft: Draft, style: PdfStyle, rng: Random) -> PdfPrint:
    """The draft written down as a PDF. Rows that a page break goes through, and all that no line rules, are doubted."""
    press = _Press(style)
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            press.set_paragraph(block)
        else:
            press.set_table(block)
    doubted = draft.expected.keys() if style.pen.rulings == "none" else press.torn
    draft = draft.doubting(doubted)
    raw = write_sheets(press.sheets, style.page, style.pen, rng, f"{draft.filled.organ}年报")
    return PdfPrint(draft.filled, raw, draft.expected, draft.expected_form)


_PAGES = st.tuples(st.sampled_from((480.0, 595.0, 842.0)), st.integers(330, 900).map(float))
_FOOTERS = st.sampled_from(("- {n} -", "{n}", "第 {n} 页", "第{n}页 共9页", "—{n}—", ""))


def _styles(pens: st.SearchStrategy[Pen], **more: st.SearchStrategy[object]) -> st.SearchStrategy[PdfStyle]:
    return st.builds(
        PdfStyle,
        pen=pens,
        page=_PAGES,
        text_size=st.sampled_from((10.5, 12.0, 16.0)),
        footer=_FOOTERS,
        header=st.sampled_from(("", "", "政府信息公开工作年度报告汇编")),
        closes_pages=st.booleans(),
        **more,
    )


_RULED = st.sampled_from(("strokes", "pieces", "frames"))
_ORDERS = st.sampled_from(("reading", "numbers_first", "shuffled"))
PDF_STYLES: Mapping[str, st.SearchStrategy[PdfStyle]] = {
    "ruled": _styles(st.builds(Pen, rulings=_RULED)),
    "numbers_first": _styles(
        st.builds(Pen, rulings=_RULED, order=st.sampled_from(("numbers_first", "shuffled"))),
        repeats_headers=st.booleans(),
    ),
    "characters": _styles(
        st.builds(Pen, rulings=_RULED, order=_ORDERS, pieces=st.sampled_from(("characters", "doubled", "spaced")))
    ),
    "turned": _styles(
        st.builds(Pen, rulings=_RULED, order=_ORDERS, turned=st.integers(1, 3), is_turned_back=st.booleans())
    ),
    "broken_numbers": _styles(
        st.builds(Pen, rulings=_RULED, order=_ORDERS), breaks_rows=st.booleans(), breaks_numbers=st.just(True)
    ),
    "broken_rows": _styles(st.builds(Pen, rulings=_RULED, order=_ORDERS), breaks_rows=st.just(True)),
    "invisible": _styles(st.builds(Pen, rulings=_RULED, order=_ORDERS, is_invisible=st.just(True))),
}
UNRULED_PDF: st.SearchStrategy[PdfStyle] = _styles(
    st.builds(Pen, rulings=st.just("none"), order=_ORDERS, pieces=st.sampled_from(("whole", "characters"))),
    repeats_headers=st.booleans(),
)
