"""From written tables to grids: which columns the cells of tables that belong together share.

A table is often cut in two, and Word then keeps for either part only the borders that it still has. So the columns are
found by where they stand on the page, for all tables at once that follow one another with no words between them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.document import Grid
from ingest.errors import UnreadableDocumentError

_MOST_PLACES = 500_000
_MOST_WIDTHS = 200
# A column narrower than the margins of a cell (108 twentieths of a point on either side, Word's default) holds no
# text: it is the difference of two borders that were meant to be one.
_NARROWEST_COLUMN = 216
_WORDS = re.compile(r"[\u4e00-\u9fff]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ShapeCell:
    """A cell from edge `left` to edge `right`, and the span of the text that stands in it."""

    left: int
    right: int
    span: Span


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """The cells of a row from left to right, and the span of its line of text."""

    cells: tuple[ShapeCell, ...]
    span: Span


@dataclass(slots=True)
class Shape:
    """Rows of one width. Edges are measured in twentieths of a point (`is_measured`) or counted in columns."""

    width: int
    is_measured: bool
    rows: list[ShapeRow] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The span of its text."""
        return self.rows[0].span[0], self.rows[-1].span[1]

    def shares_columns_with(self, other: "Shape") -> bool:
        """Whether both are equally wide, so that their columns stand one above the other."""
        tolerance = _NARROWEST_COLUMN if self.is_measured else 1
        return self.is_measured == other.is_measured and abs(self.width - other.width) < tolerance


def grids(shapes: Sequence[Shape], text: str) -> Iterator[Grid]:
    """The grid of each shape; shapes with no words between them in `text` share their columns where they can.

    Raises UnreadableDocumentError: too_many_cells.
    """
    for chain in _chains(shapes, text):
        columns: list[tuple[Shape, list[int]]] = []
        for shape in chain:
            known = next((found for first, found in columns if first.shares_columns_with(shape)), None)
            if known is None:
                known = _columns([other for other in chain if shape.shares_columns_with(other)])
                columns.append((shape, known))
            if len(columns) > _MOST_WIDTHS:
                message = f"more than {_MOST_WIDTHS} tables of different widths follow one another"
                raise UnreadableDocumentError("too_many_cells", message)
            yield Grid(tuple(_spans_at(row, known) for row in shape.rows))


def _chains(shapes: Sequence[Shape], text: str) -> Iterator[list[Shape]]:
    chain: list[Shape] = []
    for shape in shapes:
        if chain and _WORDS.search(text, chain[-1].span[1], shape.span[0]):
            yield chain
            chain = []
        chain.append(shape)
    if chain:
        yield chain


def _columns(shapes: Sequence[Shape]) -> list[int]:
    """Where the columns begin. Those between which no cell begins or ends are one, so that a span of 100,000 costs
    nothing; those too narrow for any text are left out, if every cell that covers one has a place beside it.
    """
    rows = [row for shape in shapes for row in shape.rows]
    edges = sorted({edge for row in rows for cell in row.cells for edge in (cell.left, cell.right)})
    if len(edges) * len(rows) > _MOST_PLACES:
        message = f"a table has {len(edges) - 1} columns and {len(rows)} rows"
        raise UnreadableDocumentError("too_many_cells", message)
    narrow: set[int] = set()
    if shapes[0].is_measured:
        narrow = {left for left, right in pairwise(edges) if right - left < _NARROWEST_COLUMN}
    for row in rows if narrow else ():
        for cell in row.cells:
            own = edges[bisect_left(edges, cell.left) : bisect_left(edges, cell.right)]
            if narrow.issuperset(own):
                narrow.difference_update(own)
    return [edge for edge in edges[:-1] if edge not in narrow]


def _spans_at(row: ShapeRow, columns: Sequence[int]) -> tuple[Span, ...]:
    """What stands in each column; where the row leaves its first or last columns out, nothing."""
    found: list[Span] = []
    before, behind = (row.span[0], row.span[0]), (row.span[1], row.span[1])
    cells = iter(row.cells)
    cell = next(cells, None)
    for column in columns:
        while cell is not None and cell.right <= column:
            cell = next(cells, None)
        if cell is None:
            found.append(behind)
        else:
            found.append(cell.span if cell.left <= column else before)
    return tuple(found)
