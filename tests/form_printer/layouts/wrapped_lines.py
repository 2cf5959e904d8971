"""Narrow columns line by line, as programs print the text of a PDF: a label of several lines around one of numbers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Label, PrintedCell, Row, Slot, Table


class _Placed(NamedTuple):
    """A cell with the rows and the column where it begins, and how many rows it covers."""

    cell: PrintedCell
    row: int
    column: int
    rows: int


def _grid(table: Table) -> list[_Placed]:
    """The cells of the table in their rows and columns; those from above and from the left take their place first."""
    placed: list[_Placed] = []
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            columns, rows = (cell.columns, cell.rows) if isinstance(cell, Label) else (1, 1)
            if isinstance(cell, Label) and cell.kind == "group":
                path = row.groups[: cell.depth + 1]
                rows = sum(other.groups[: len(path)] == path for other in table.rows[index:])
            placed.append(_Placed(cell, index, column, rows))
            taken |= {(index + i, column + j) for i in range(rows) for j in range(columns)}
            column += columns
    return placed


@dataclass(frozen=True)
class WrappedLines(Layout):
    """`label`, `header` and `group`: how many characters a row label, a column label and a heading have in a line.

    Cells are centred upright, and what stands at the same height makes a line.
    """

    label: int = 20
    header: int = 3
    group: int = 4
    separator: str = " "

    def leaves_in_doubt(self, row: Row) -> bool:
        return bool(row.slots)

    def _lines(self, cell: PrintedCell) -> Sequence[Run]:
        if isinstance(cell, Slot):
            return [value_run(cell)]
        width = {"row": self.label, "note": self.label, "group": self.group}.get(cell.kind, self.header * cell.columns)
        return [Run(cell.text[at : at + width]) for at in range(0, len(cell.text), width)]

    def print_table(self, table: Table, _rng: Random, /) -> Iterator[Run]:
        cells = _grid(table)
        heights = [1 if row.furniture else 0 for row in table.rows]
        for placed in sorted(cells, key=lambda placed: placed.rows):
            rows = range(placed.row, min(placed.row + placed.rows, len(heights)))
            heights[rows[-1]] += max(0, len(self._lines(placed.cell)) - sum(heights[row] for row in rows))
        # By height in half lines, then from left to right.
        heightwise: dict[int, list[tuple[int, Run]]] = defaultdict(list)
        for placed in cells:
            lines = self._lines(placed.cell)
            height = sum(heights[placed.row : placed.row + placed.rows])
            top = 2 * sum(heights[: placed.row]) + height - len(lines)
            for index, run in enumerate(lines):
                heightwise[top + 2 * index].append((placed.column, run))
        for index, row in enumerate(table.rows):
            if row.furniture:
                heightwise[2 * sum(heights[:index])].append((0, Run(row.furniture)))
        for _, line in sorted(heightwise.items()):
            pieces = [run for _, run in sorted(line, key=lambda piece: piece[0]) if run.text]
            for index, run in enumerate(pieces):
                yield run
                yield Run(self.separator if index + 1 < len(pieces) else "\n")
