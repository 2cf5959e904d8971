"""Ruled tables of a PDF page: lines that cross form a grid, and each run of characters stands in one of its cells.

Where no line parts two neighbouring places of the grid, one cell covers both. Nothing is invented: without rulings
there is no grid.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from ingest.errors import UnreadableDocumentError
from ingest.readers.pdf.rulings import Drawing, Line
from ingest.readers.pdf.runs import PageText, Run

MOST_PLACES_OF_A_TABLE = 50_000
_MOST_CROSSINGS = 500_000
# Shares of the size of the font of the page.
_SAME_EDGE = 0.3
_TOUCH = 0.3
_BEYOND = 0.6
# A wall stands along more than half of the side of a place.
_WALL = 0.5
_NUMERIC = frozenset("0123456789０１２３４５６７８９.,+-−–—%／/")


@dataclass(slots=True)
class RuledTable:
    """A table of one page: the x of its column edges from the left, the y of its row edges from the top (and `upwards`
    from the bottom), the cell of every place, and the runs of every cell.

    `torn` are cells that cannot be trusted: no rectangle, or a ruling goes through a number.
    """

    columns: list[float]
    rows: list[float]
    cells: list[list[int]]
    torn: set[int]
    upwards: list[float]
    runs: dict[int, list[Run]] = field(default_factory=dict)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]

    def cell_at(self, x: float, y: float) -> int:
        """The cell that a point inside stands in."""
        row = len(self.rows) - 1 - bisect_left(self.upwards, y)
        return self.cells[row][bisect_right(self.columns, x) - 1]

    def is_inside(self, other: "RuledTable") -> bool:
        """Whether this table lies within another one."""
        corners = ((self.columns[0], self.rows[0]), (self.columns[-1], self.rows[-1]))
        return self is not other and all(other.holds(x, y) for x, y in corners)


def find_tables(drawing: Drawing, size: float) -> list[RuledTable]:
    """The tables that the rulings of a page form; `size` is that of its font in PDF points.

    A frame around other tables is none. Raises UnreadableDocumentError: too_many_cells.
    """
    if not drawing.is_whole or len(drawing.horizontal) * len(drawing.vertical) > _MOST_CROSSINGS:
        return []
    tables = [
        table
        for horizontal, vertical in _crossing_lines(drawing.horizontal, drawing.vertical, _TOUCH * size)
        if (table := _table(horizontal, vertical, size))
    ]
    return [table for table in tables if not any(other.is_inside(table) for other in tables)]


def _crossing_lines(
    horizontal: Sequence[Line], vertical: Sequence[Line], touch: float
) -> Iterator[tuple[list[Line], list[Line]]]:
    """The lines of each drawing in which every line is reached from every other over crossings."""
    group = list(range(len(horizontal) + len(vertical)))

    def root(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    for index, (x, low, high) in enumerate(vertical, len(horizontal)):
        for other, (y, left, right) in enumerate(horizontal):
            if low - touch <= y <= high + touch and left - touch <= x <= right + touch:
                group[root(index)] = root(other)
    members: dict[int, tuple[list[Line], list[Line]]] = {}
    for index in range(len(group)):
        lines = members.setdefault(root(index), ([], []))
        if index < len(horizontal):
            lines[0].append(horizontal[index])
        else:
            lines[1].append(vertical[index - len(horizontal)])
    yield from (lines for lines in members.values() if lines[0] and lines[1])


def _edges(lines: Sequence[Line], across: Sequence[Line], size: float) -> list[float]:
    """The places of lines, those that nearly coincide as one; with the end of the lines `across` where it lies beyond:
    the side of a table may be open.
    """
    edges: list[float] = []
    start = 0.0
    for place, _, _ in sorted(lines):
        if not edges or place - start > _SAME_EDGE * size:
            edges.append(place)
            start = place
    low, high = min(line.low for line in across), max(line.high for line in across)
    before = [low] if low < edges[0] - _BEYOND * size else []
    behind = [high] if high > edges[-1] + _BEYOND * size else []
    return [*before, *edges, *behind]


def _walls(lines: Sequence[Line], edges: Sequence[float], across: Sequence[float]) -> set[tuple[int, int]]:
    """(edge, place along it) wherever a line parts the places on both sides of an edge."""
    walls = set()
    for place, low, high in lines:
        edge = max(0, bisect_right(edges, place) - 1)
        if edge + 1 < len(edges) and edges[edge + 1] - place < place - edges[edge]:
            edge += 1
        for index in range(max(0, bisect_right(across, low) - 1), len(across) - 1):
            start, end = across[index], across[index + 1]
            if start >= high:
                break
            if min(end, high) - max(start, low) > _WALL * (end - start):
                walls.add((edge, index))
    return walls


def _table(horizontal: Sequence[Line], vertical: Sequence[Line], size: float) -> RuledTable | None:
    columns, upwards = _edges(vertical, horizontal, size), _edges(horizontal, vertical, size)
    width, height = len(columns) - 1, len(upwards) - 1
    if width < 2 or height < 1:
        return None
    if width * height > MOST_PLACES_OF_A_TABLE:
        message = f"a table is ruled in {height} rows and {width} columns"
        raise UnreadableDocumentError("too_many_cells", message)
    beside, above = _walls(vertical, columns, upwards), _walls(horizontal, upwards, columns)
    cell_of = list(range(width * height))

    def root(place: int) -> int:
        while cell_of[place] != place:
            cell_of[place] = cell_of[cell_of[place]]
            place = cell_of[place]
        return place

    for row in range(height):
        # Walls count rows upwards from the bottom, the table downwards from the top.
        level = height - 1 - row
        for column in range(width):
            place = row * width + column
            if column and (column, level) not in beside:
                cell_of[root(place)] = root(place - 1)
            if row and (level + 1, column) not in above:
                cell_of[root(place)] = root(place - width)
    cells = [[root(row * width + column) for column in range(width)] for row in range(height)]
    if not any(len(set(row)) > 1 for row in cells):
        return None
    return RuledTable(columns, upwards[::-1], cells, _not_rectangular(cells), upwards)


def _not_rectangular(cells: Sequence[Sequence[int]]) -> set[int]:
    sizes = Counter(chain.from_iterable(cells))
    places: dict[int, list[tuple[int, int]]] = {cell: [] for cell, size in sizes.items() if size > 1}
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            if cell in places:
                places[cell].append((row, column))
    torn = set()
    for cell, covered in places.items():
        rows, columns = {row for row, _ in covered}, {column for _, column in covered}
        if (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) != len(covered):
            torn.add(cell)
    return torn


def put_runs(text: PageText, tables: Sequence[RuledTable]) -> list[Run]:
    """Put every run of a page in the cell it stands in. Returns those outside of all tables."""
    if not tables:
        return list(text.runs)
    outside: list[Run] = []
    for run in text.runs:
        for part, table, cell in _parts(run, text, tables):
            if table is None:
                outside.append(part)
            else:
                table.runs.setdefault(cell, []).append(part)
    return outside


Part = tuple[Run, RuledTable | None, int]


def _place(x: float, y: float, tables: Sequence[RuledTable]) -> tuple[RuledTable | None, int]:
    for table in tables:
        if table.holds(x, y):
            return table, table.cell_at(x, y)
    return None, -1


def _parts(run: Run, text: PageText, tables: Sequence[RuledTable]) -> list[Part]:
    """A run cut where it goes from one cell into the next. A cut beside a digit leaves both cells torn."""
    near, far, characters = text.near, text.far, text.characters

    def place_of(index: int) -> tuple[RuledTable | None, int]:
        return _place((near[index] + far[index]) / 2, run.middle, tables)

    place = place_of(run.start)
    if run.end - run.start == 1 or place == place_of(run.end - 1):
        return [(run, *place)]
    parts: list[Part] = []
    start = run.start
    for before, index in pairwise(range(run.start, run.end)):
        here, there = place_of(before), place_of(index)
        if here == there:
            continue
        if (characters[before] in _NUMERIC or characters[index] in _NUMERIC) and not (
            characters[before].isspace() or characters[index].isspace()
        ):
            for table, cell in (here, there):
                if table is not None:
                    table.torn.add(cell)
        parts.append((_cut(run, start, index, text), *here))
        start = index
    parts.append((_cut(run, start, run.end, text), *place_of(run.end - 1)))
    return parts


def _cut(run: Run, start: int, end: int, text: PageText) -> Run:
    return run._replace(start=start, end=end, left=text.near[start], right=max(text.far[start:end]))
