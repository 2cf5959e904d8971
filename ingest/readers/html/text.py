"""The items of a page written down as the text of a `Document`, with its grids and the places of its parts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Grid
from ingest.readers.html.flow import OBJECT, SEAM, Item, Row, Table
from ingest.readers.html.places import Place
from ingest.readers.html.tables import PlacedRow, place_cells

# No cell of a form holds so much text: it is a part of the page's layout.
_LONGEST_CELL = 1000
_SPACES = re.compile(r"[ \n\t\f\r]{2,}|[\n\t\f\r]")
_SEAM_IN_NUMBER = re.compile(rf"(?<=\d){SEAM}+(?=\d)")
_OBJECT_AWAY_FROM_NUMBERS = re.compile(rf"(?<![\d+-]){OBJECT}+(?![\d+-])")
_WORD = "\u2e80-\u2fdf\u3001\u3003-\u301f\u3400-\u9fff\uf900-\ufaff\uff08\uff09\uff0c“”‘’—…、,()《》"
# Words that a cell breaks over lines are one; numbers on two lines are two.
_BROKEN_WORD = re.compile(rf"(?<=[{_WORD}])\n(?=[{_WORD}])|(?<=\d)\n(?=[万亿]?元$)")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}")


@dataclass(slots=True)
class WrittenText:
    """A page's text; its grids; and the offsets at which its paragraphs and cells start, with their places."""

    text: str
    grids: tuple[Grid, ...]
    starts: list[int]
    places: list[Place]


def write_text(items: Iterable[Item]) -> WrittenText:
    """Write items one behind another. Raises UnreadableDocumentError: too_many_cells."""
    writer = _Writer()
    writer.write(items)
    return WrittenText("".join(writer.parts), tuple(writer.grids), writer.starts, writer.places)


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.grids: list[Grid] = []
        self.starts: list[int] = []
        self.places: list[Place] = []
        self._length = 0

    def write(self, items: Iterable[Item]) -> None:
        """Write paragraphs, each with a line feed behind it, and tables."""
        for item in items:
            if isinstance(item, Table):
                self._write_table(item)
            elif text := _paragraph(item[0]):
                self.starts.append(self._length)
                self.places.append(item[1])
                self.parts.append(text + "\n")
                self._length += len(text) + 1

    def _write_table(self, table: Table) -> None:
        """Rows of cells become grids; between them, rows that are parts of the page's layout become paragraphs."""
        self.write(table.caption)
        rows: list[PlacedRow] = []
        texts: list[list[str]] = []
        groups = table.ordered_groups()
        for place, row in enumerate((row for group in groups for row in group), 1):
            row.place = place
        for placed in place_cells(groups):
            cells = [_cell_text(cell.items) for cell in placed[0].cells if not cell.is_hidden]
            if None in cells:
                self._write_grid(table, rows, texts)
                rows, texts = [], []
                self._write_as_paragraphs(placed[0])
            else:
                rows.append(placed)
                texts.append([text for text in cells if text is not None])
        self._write_grid(table, rows, texts)

    def _write_as_paragraphs(self, row: Row) -> None:
        for cell in row.cells:
            if not cell.is_hidden:
                cell.span = (self._length, self._length)
                self.write(cell.items)

    def _write_grid(self, table: Table, rows: Sequence[PlacedRow], texts: Sequence[Sequence[str]]) -> None:
        """Rows of cells, each cell written where it begins."""
        if sum(map(len, texts)) < 2:
            # One cell is a frame around its content.
            for row, _ in rows:
                self._write_as_paragraphs(row)
            return
        lines = []
        position = beginning = self._length
        for (row, places), row_texts in zip(rows, texts, strict=True):
            for cell, text in zip([c for c in row.cells if not c.is_hidden], row_texts, strict=True):
                self.starts.append(position)
                self.places.append(cell.tag if table.is_put_in else (table.tag, row.place, cell.place))
                end = position + len(text)
                cell.span = (position, end)
                position = end + 1
            self.parts.append("\t".join(row_texts) + "\n")
            # What reaches down from rows that are no part of this grid leaves an empty place, like a row too short.
            empty = (position - 1, position - 1)
            lines.append(tuple([empty if cell is None or cell.span[0] < beginning else cell.span for cell in places]))
        self._length = position
        self.grids.append(Grid(tuple(lines)))


def _is_in_line(table: Table) -> bool:
    """Whether a table in a cell is no more than a frame around that cell's content."""
    cells = (cell for _, rows in table.groups for row in rows for cell in row.cells if not cell.is_hidden)
    return sum(bool(cell.items) for cell in cells) < 2 and not table.caption


def _lines_of_cell(items: Sequence[Item]) -> list[str] | None:
    lines = []
    for item in items:
        if not isinstance(item, Table):
            lines.append(_plain(item[0]))
        elif _is_in_line(item):
            for cell in (cell for _, rows in item.groups for row in rows for cell in row.cells if not cell.is_hidden):
                inner = _lines_of_cell(cell.items)
                if inner is None:
                    return None
                lines += inner
        else:
            return None
    return lines


def _cell_text(items: Sequence[Item]) -> str | None:
    """What a cell says, its lines parted by line feeds; None if it is a part of the layout rather than a cell."""
    if not items:
        return ""
    if len(items) == 1 and not isinstance(items[0], Table):
        text = _plain(items[0][0])
    else:
        lines = _lines_of_cell(items)
        if lines is None:
            return None
        text = _BROKEN_WORD.sub("", "\n".join(filter(None, lines)))
    if len(text) > _LONGEST_CELL:
        return None
    # A picture in a label is an ornament; beside a number, or alone, it may be anything.
    if OBJECT in text and _WORDS.search(text) and not any(character.isdigit() for character in text):
        text = text.replace(OBJECT, "")
    return text


def _plain(text: str) -> str:
    """The text of a paragraph as a browser shows it: white space collapsed, character references resolved."""
    if "\n" in text or "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    text = text.strip(" \f\r")
    if "&" in text:
        text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if SEAM in text:
        text = _SEAM_IN_NUMBER.sub(OBJECT, text).replace(SEAM, "")
    return text


def _paragraph(text: str) -> str:
    text = _plain(text)
    if OBJECT in text:
        text = _OBJECT_AWAY_FROM_NUMBERS.sub("", text)
    return "" if not text or text.isspace() else text
