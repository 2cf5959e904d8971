"""One cell per line, each ending in " |"; empty and merged-away places leave runs of bare pipes."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Slot, Table


@dataclass(frozen=True)
class PipeCells(Layout):
    """An empty value cell prints a bare pipe before the next cell ("|0 |")."""

    @property
    def shows_empty_cells(self) -> bool:
        return True

    @property
    def shows_cell_ends(self) -> bool:
        return True

    def leaves_in_doubt(self, row: Row) -> bool:
        # Bare pipes stand for empty cells and for merged ones: which of them a row has is not always to be told.
        return any(not (slot.entry.text and slot.entry.is_number_or_mark) for slot in row.slots)

    def print_table(self, table: Table, _rng: Random) -> Iterator[Run]:
        for row in table.rows:
            if row.furniture:
                yield Run(row.furniture + "\n")
                continue
            at_line_start = True
            for cell in row.cells:
                text = cell.entry.text if isinstance(cell, Slot) else cell.text
                if text:
                    yield value_run(cell) if isinstance(cell, Slot) else Run(cell.text)
                    yield Run(" |\n")
                else:
                    if isinstance(cell, Slot):
                        yield value_run(cell)
                    yield Run("|")
                at_line_start = bool(text)
            missing = table.width - len(row.cells)
            if missing > 0:
                yield Run("|" * missing)
                at_line_start = False
            if not at_line_start:
                yield Run("\n")
