"""The shape of tables: which columns of its grid every cell covers, and which cells are merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from ingest.errors import UnreadableDocumentError
from ingest.readers.word.names import (
    ALTERNATIVES,
    CELL,
    CHOICE,
    FALLBACK,
    ROW,
    VALUE,
    Element,
    is_on,
    number_in,
    value_of,
    w,
)

_MOST_DEPTH = 32
_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))) | {CHOICE, FALLBACK}


_SPAN, _DOWN, _ACROSS = map(w, ("gridSpan", "vMerge", "hMerge"))


def children(parent: Element, *wanted: str, depth: int = 0) -> Iterator[Element]:
    """The children of the wanted kinds, also those inside content controls, insertions and the like.

    Raises UnreadableDocumentError: too_deep.
    """
    if depth > _MOST_DEPTH:
        raise UnreadableDocumentError("too_deep", f"content controls are nested more than {_MOST_DEPTH} times")
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag == ALTERNATIVES:
            best = child.find(CHOICE)
            best = child.find(FALLBACK) if best is None else best
            if best is not None:
                yield from children(best, *wanted, depth=depth + 1)
        elif child.tag in _WRAPPERS:
            yield from children(child, *wanted, depth=depth + 1)


@dataclass(slots=True)
class TableCell:
    """A cell that is shown: its element, its number in the row, and the columns [start, end) that it covers.

    `above` is the cell that it goes on with, where cells are merged downwards; then it shows nothing of its own.
    """

    element: Element
    number: int
    start: int
    end: int
    goes_on: bool
    may_go_on: bool
    above: "TableCell | None" = None

    @property
    def shown(self) -> "TableCell":
        """The cell whose content stands in this place."""
        return self if self.above is None else self.above


@dataclass(slots=True)
class TableRow:
    """A row that is shown: its number in the table (those not shown count too), its cells, and its last column."""

    number: int
    cells: list[TableCell]
    width: int


def table_rows(table: Element) -> list[TableRow]:
    """The rows of a w:tbl without those deleted or hidden, their cells in the columns of the table's own grid."""
    rows: list[TableRow] = []
    above: list[TableCell] = []
    for number, element in enumerate(children(table, ROW), 1):
        properties = element.find(w("trPr"))
        if properties is not None and (properties.find(w("del")) is not None or is_on(properties.find(w("hidden")))):
            continue
        row = _row(element, number, properties)
        same_place = {cell.start: cell for cell in above}
        for cell in row.cells:
            over = same_place.get(cell.start)
            if cell.goes_on and over is not None and over.may_go_on:
                cell.above = over.shown
        above = row.cells
        rows.append(row)
    return rows


def _row(element: Element, number: int, row_properties: Element | None) -> TableRow:
    column = max(0, number_in(value_of(row_properties, "gridBefore"), 0))
    cells: list[TableCell] = []
    for place, cell in enumerate(children(element, CELL), 1):
        properties = cell.find(w("tcPr"))
        own = {} if properties is None else {child.tag: child.get(VALUE) for child in properties}
        span = max(1, number_in(own.get(_SPAN), 1))
        is_down, is_across = _DOWN in own, _ACROSS in own
        if is_across and own[_ACROSS] != "restart" and cells:
            cells[-1].end = column + span
        else:
            goes_on = is_down and own[_DOWN] != "restart"
            cells.append(TableCell(cell, place, column, column + span, goes_on, is_down))
        column += span
    return TableRow(number, cells, column + max(0, number_in(value_of(row_properties, "gridAfter"), 0)))


def column_edges(table: Element) -> list[int] | None:
    """Where the columns of the table's own grid begin, and where the last one ends, in twentieths of a point from the
    first; None where not all of them have a width.
    """
    grid = table.find(w("tblGrid"))
    columns = [] if grid is None else grid.findall(w("gridCol"))
    widths = [number_in(column.get(w("w")), 0) for column in columns]
    return [0, *accumulate(widths)] if widths and min(widths) > 0 else None


def same_width(rows: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """Runs of rows that have as many columns: a row with fewer or more says nothing about its place under others."""
    for _, run in groupby(rows, key=lambda row: row.width):
        yield list(run)


def is_large(table: Element) -> bool:
    """Whether a table inside a cell can be one of a report: three rows at least, one of them of three cells."""
    rows = list(children(table, ROW))
    return len(rows) >= 3 and any(sum(1 for _ in children(row, CELL)) >= 3 for row in rows)
