"""One line per row, cells parted by pipes, as Markdown or as plain converters print tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Label, PrintedCell, Row, Table

Place = tuple[PrintedCell | None, bool]


def _extent(row: Row) -> int:
    """How many columns a row fills; local columns make it wider than the form."""
    own = [c for c in row.cells if not (isinstance(c, Label) and c.kind == "group")]
    return len(row.groups) + sum(c.columns if isinstance(c, Label) else 1 for c in own)


def grid(table: Table) -> list[list[Place]]:
    """Every place of the table's grid: (cell, is its top left corner), or (None, False) beside the last cell."""
    width = max(table.width, *(_extent(row) for row in table.rows))
    places: list[list[Place]] = [[(None, False)] * width for _ in table.rows]
    group_labels: dict[int, Label] = {}
    for r, row in enumerate(table.rows):
        c = 0
        for label in row.labels:
            if label.kind == "group":
                group_labels[label.depth] = label
        for depth in range(len(row.groups)):
            if depth in group_labels:
                label = group_labels[depth]
                places[r][depth] = (label, any(label is own for own in row.labels))
            c = depth + 1
        for cell in row.cells:
            if isinstance(cell, Label) and cell.kind == "group":
                continue
            while c < width and places[r][c][0] is not None:
                c += 1
            down, right = (cell.rows, cell.columns) if isinstance(cell, Label) else (1, 1)
            for y in range(r, min(len(table.rows), r + down)):
                for x in range(c, min(width, c + right)):
                    places[y][x] = (cell, (y, x) == (r, c))
            c += right
    return places


@dataclass(frozen=True)
class PipeRows(Layout):
    """`outer`: pipes also at both ends of a line. `alignment`: a row of --- under the first row, as Markdown asks for.

    `merged`: what stands in the places that a merged cell covers: nothing ("empty") or its text again ("repeated").
    """

    outer: bool = True
    alignment: bool = True
    padded: bool = True
    merged: str = "empty"

    @property
    def shows_empty_cells(self) -> bool:
        return True

    @property
    def shows_cell_ends(self) -> bool:
        return True

    def print_table(self, table: Table, _rng: Random) -> Iterator[Run]:
        pad = " " if self.padded else ""
        for index, (row, line) in enumerate(zip(table.rows, grid(table), strict=True)):
            if row.furniture:
                yield Run(row.furniture + "\n")
                continue
            if self.outer:
                yield Run("|")
            for position, (cell, is_corner) in enumerate(line):
                yield Run(pad if position == 0 else f"|{pad}")
                if isinstance(cell, Label):
                    yield Run(cell.text if is_corner or self.merged == "repeated" else "")
                elif cell is not None:
                    yield value_run(cell)
                yield Run(pad)
            yield Run("|\n" if self.outer else "\n")
            if index == 0 and self.alignment:
                yield Run("|" * self.outer + "|".join(["---"] * len(line)) + "|" * self.outer + "\n")
