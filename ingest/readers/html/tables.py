"""The cells of an HTML table put in their places, as the table algorithm of the HTML standard (4.9.12) puts them.

Spans that reach beyond the table end with it, so a cell of colspan=100000 costs as much as any other, and a row in
which no cell begins, which has no height on the page, is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ingest.errors import UnreadableDocumentError
from ingest.readers.html.flow import Cell, Row

MOST_PLACES = 250_000
_WIDEST = 64
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
    """The rows of a table, all of one width. No cell grows out of its group of rows; what is hidden takes no place.

    Where two cells claim a place, the one that began further up has it. Raises UnreadableDocumentError: too_many_cells.
    """
    lines: list[tuple[Row, list[_Placed]]] = []
    places = 0
    for rows in groups:
        growing: list[_Placed] = []
        shown = [row for row in rows if not row.is_hidden]
        for index, row in enumerate(shown):
            growing = [placed for placed in growing if placed[2] > index] if growing else []
            taken = sorted([placed[:2] for placed in growing])
            own: list[_Placed] = []
            column = passed = 0
            for cell in row.cells:
                if cell.is_hidden:
                    continue
                while passed < len(taken) and taken[passed][0] <= column:
                    column = max(column, taken[passed][1])
                    passed += 1
                width, height = _spans(cell.attributes, len(shown) - index) if "span" in cell.attributes else (1, 1)
                own.append((column, column + width, index + height, cell))
                column += width
            places += len(growing) + len(own)
            _refuse_too_many(places)
            if own:
                lines.append((row, growing + own))
            if any(placed[2] > index + 1 for placed in own):
                growing += [placed for placed in own if placed[2] > index + 1]
    return _with_even_edges(_in_columns(lines))


def _in_columns(lines: Sequence[tuple[Row, list[_Placed]]]) -> list[PlacedRow]:
    """The rows with a place for every column of the table."""
    columns = _columns(lines)
    _refuse_too_many(len(columns) * len(lines))
    is_whole = columns == list(range(len(columns)))
    place_of = {column: place for place, column in enumerate(columns)}
    rows = []
    for row, line in lines:
        cells: list[Cell | None] = [None] * len(columns)
        for start, end, _, cell in line:
            behind = min(end, len(columns)) if is_whole else bisect_left(columns, end)
            for place in range(start if is_whole else place_of[start], behind):
                if cells[place] is None:
                    cells[place] = cell
        rows.append((row, cells))
    return rows


def _columns(lines: Sequence[tuple[Row, list[_Placed]]]) -> list[int]:
    """The columns of a table. A span that no table of a report has does not widen it, and where even so it is wider
    than any of these, only the columns count in which a cell begins.
    """
    width = max((end for _, line in lines for _, end, _, _ in line), default=0)
    if width > _WIDEST:
        width = max(end if end - start <= _WIDEST else start + 1 for _, line in lines for start, end, _, _ in line)
    if width > _WIDEST:
        return sorted({start for _, line in lines for start, _, _, _ in line})
    return list(range(width))


def _with_even_edges(rows: list[PlacedRow]) -> list[PlacedRow]:
    """The rows of a table drawn by hand with its columns made even: edges of cells that stand in one line for the eye.

    Where borders were drawn row by row, each column of the form has several of the table, and the cells of a row end at
    one or another of them. Edges of which no row has two are one, if there is but one way to join them: joined from the
    left and from the right they must come out the same.
    """
    width = len(rows[0][1]) if rows else 0
    edges = []
    for _, cells in rows:
        own = [place for place in range(1, width) if cells[place - 1] is not cells[place]]
        if len(own) == width - 1:
            return rows
        edges.append(own)
    rows_with = [0] * width
    for number, own in enumerate(edges):
        for place in own:
            rows_with[place] |= 1 << number
    joined = _joined((place for place in range(1, width) if rows_with[place]), rows_with)
    from_right = _joined((place for place in range(width - 1, 0, -1) if rows_with[place]), rows_with)
    if all(len(group) == 1 for group in joined) or joined != [group[::-1] for group in reversed(from_right)]:
        return rows
    line_of = {place: line for line, group in enumerate(joined, 1) for place in group}
    even = []
    for (row, cells), own in zip(rows, edges, strict=True):
        begins = {line_of[place]: cells[place] for place in own}
        current = cells[0]
        places = [current]
        for line in range(1, len(joined) + 1):
            current = begins.get(line, current)
            places.append(current)
        even.append((row, places))
    return even


def _joined(places: Iterable[int], rows_with: Sequence[int]) -> list[list[int]]:
    """Neighbouring edges joined as far as no row has two of a group; `rows_with` are bit sets."""
    groups: list[list[int]] = []
    taken = 0
    for place in places:
        if not groups or taken & rows_with[place]:
            groups.append([])
            taken = 0
        groups[-1].append(place)
        taken |= rows_with[place]
    return groups


def _refuse_too_many(places: int) -> None:
    if places > MOST_PLACES:
        raise UnreadableDocumentError("too_many_cells", f"a table has more than {MOST_PLACES} places for cells")
