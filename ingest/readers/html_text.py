"""The items of a page written down as the text of a `Document`, with its grids and the places of its parts."""

import re
from collections.abc import Iterable, Sequence

from ingest.document import Grid
from ingest.readers.html_flow import OBJECT, SEAM, Item, Table
from ingest.readers.html_places import HtmlPlaces, Place
from ingest.readers.html_tables import PlacedRow, place_cells

# No cell of a form holds so much text: it is a part of the page's layout.
_LONGEST_CELL = 1000
_SPACES = re.compile(r"[ \n\t\f\r]{2,}|[\n\t\f\r]")
_SEAM_IN_NUMBER = re.compile(rf"(?<=\d){SEAM}+(?=\d)")
_OBJECT_AWAY_FROM_NUMBERS = re.compile(rf"(?<![\d+-]){OBJECT}+(?![\d+-])")
_WORD = "\u2e80-\u2fdf\u3001\u3003-\u301f\u3400-\u9fff\uf900-\ufaff\uff08\uff09\uff0c“”‘’—…、,()《》"
# Words that a cell breaks over lines are one; numbers on two lines are two.
_BROKEN_WORD = re.compile(rf"(?<=[{_WORD}])\n(?=[{_WORD}])|(?<=\d)\n(?=[万亿]?元$)")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}")


class TextWriter:
    """Writes items one behind another. `grids` are those of the tables written so far."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._places: list[Place] = []

    def text(self) -> str:
        """All that has been written."""
        return "".join(self._parts)

    def places(self) -> HtmlPlaces:
        """The places of all that has been written."""
        return HtmlPlaces(self._starts, self._places)

    def write(self, items: Iterable[Item]) -> None:
        """Write paragraphs, each with a line feed behind it, and tables."""
        for item in items:
            if isinstance(item, Table):
                self._write_table(item)
            elif text := _paragraph(item[0]):
                self._note(item[1])
                self._add(text + "\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _note(self, place: Place) -> None:
        self._starts.append(self._length)
        self._places.append(place)

    def _write_table(self, table: Table) -> None:
        self.write(table.caption)
        groups = table.ordered_groups()
        for place, row in enumerate((row for rows in groups for row in rows), 1):
            row.place = place
        cells = [cell for rows in groups for row in rows for cell in row.cells if not cell.is_hidden]
        if len(cells) < 2:
            for cell in cells:
                self.write(cell.items)
            return
        texts = {id(cell): _cell_text(cell.items) for cell in cells}
        piece: list[PlacedRow] = []
        for placed in place_cells(groups):
            flowing = any(texts[id(cell)] is None for cell in placed[0].cells if not cell.is_hidden)
            if not flowing:
                piece.append(placed)
                continue
            self._write_grid(table.number, piece, texts)
            piece = []
            for cell in placed[0].cells:
                if not cell.is_hidden:
                    self.write(cell.items)
        self._write_grid(table.number, piece, texts)

    def _write_grid(self, number: int, rows: Sequence[PlacedRow], texts: dict[int, str | None]) -> None:
        """Rows of cells, each cell written where it begins."""
        if not rows:
            return
        spans: dict[int, tuple[int, int]] = {}
        lines = []
        for row, places in rows:
            separator = ""
            beginning = self._length
            for cell in row.cells:
                if cell.is_hidden:
                    continue
                text = texts[id(cell)] or ""
                self._add(separator)
                self._note((number, row.place, cell.place))
                spans[id(cell)] = (self._length, self._length + len(text))
                self._add(text)
                separator = "\t"
            end = (self._length, self._length)
            self._add("\n")
            # What reaches down from rows that are no part of this grid leaves an empty place.
            above = (beginning, beginning)
            lines.append(tuple(end if cell is None else spans.get(id(cell), above) for cell in places))
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
