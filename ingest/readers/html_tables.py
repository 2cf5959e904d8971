"""The cells of an HTML table put in their places, as the table algorithm of the HTML standard (4.9.12) puts them.

A column in which no cell begins has no width on the page, and a row in which none begins no height: neither makes a
place of its own. So a cell of colspan=100000 costs as much as any other.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.errors import UnreadableDocumentError
from ingest.readers.html_flow import Cell, Row

MOST_PLACES = 250_000
_MOST_COLUMNS_OF_A_CELL = 1000
_MOST_ROWS_OF_A_CELL = 65_534
_SPAN = re.compile(r'(?:^| )(col|row)span="[ \n\t\f\r]*\+?([0-9]+)')

PlacedRow = tuple[Row, list[Cell | None]]
"""A row in which cells begin, and what stands in each place of it: None where no cell reaches."""
# A cell in the columns from the first number to before the second, down to before the row of the third.
_Placed = tuple[int, int, int, Cell]


def _spans(attributes: str, rows_left: int) -> tuple[int, int]:
    """How many columns and rows a cell covers; what is no number counts as 1, rowspan=0 reaches to the group's end."""
    columns, rows = 1, 1
    for direction, digits in _SPAN.findall(attributes):
        number = int(digits[:9]) if len(digits) < 9 else _MOST_ROWS_OF_A_CELL
        if direction == "col":
            columns = min(number, _MOST_COLUMNS_OF_A_CELL) or 1
        else:
            rows = number or rows_left
    return columns, min(rows, rows_left)


def place_cells(groups: Sequence[Sequence[Row]]) -> list[PlacedRow]:
    """The rows of a table, all of one width. No cell grows out of its group of rows; hidden ones take no place.

    Where two cells claim a place, the one that began further up has it. Raises UnreadableDocumentError: too_many_cells.
    """
    lines: list[tuple[Row, list[_Placed]]] = []
    places = 0
    for rows in groups:
        growing: list[_Placed] = []
        for index, row in enumerate(rows):
            if growing:
                growing = [placed for placed in growing if placed[2] > index]
            own: list[_Placed] = []
            column = passed = 0
            for cell in row.cells:
                if cell.is_hidden:
                    continue
                while passed < len(growing) and growing[passed][0] <= column:
                    column = max(column, growing[passed][1])
                    passed += 1
                width, height = _spans(cell.attributes, len(rows) - index) if "span" in cell.attributes else (1, 1)
                own.append((column, column + width, index + height, cell))
                column += width
            places += len(growing) + len(own)
            _refuse_too_many(places)
            if own:
                lines.append((row, growing + own))
            if any(placed[2] > index + 1 for placed in own):
                growing = sorted([*growing, *own], key=lambda placed: placed[:2])
    return _in_columns(lines)


def _in_columns(lines: Sequence[tuple[Row, list[_Placed]]]) -> list[PlacedRow]:
    """The rows with a place for every column in which a cell begins."""
    columns = sorted({placed[0] for _, line in lines for placed in line})
    _refuse_too_many(len(columns) * len(lines))
    is_plain = columns == list(range(len(columns)))
    place_of = {column: place for place, column in enumerate(columns)}
    rows = []
    for row, line in lines:
        cells: list[Cell | None] = [None] * len(columns)
        for start, end, _, cell in line:
            first = start if is_plain else place_of[start]
            for place in range(
                first, min(first + end - start, len(columns)) if is_plain else bisect_left(columns, end)
            ):
                if cells[place] is None:
                    cells[place] = cell
        rows.append((row, cells))
    return rows


def _refuse_too_many(places: int) -> None:
    if places > MOST_PLACES:
        raise UnreadableDocumentError("too_many_cells", f"a table has more than {MOST_PLACES} places for cells")
