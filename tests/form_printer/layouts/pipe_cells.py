"""One cell per line, each ending in " |", rows filled up with bare pipes: cells with paragraphs, by trafilatura."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Slot, Table


@dataclass(frozen=True)
class PipeCells(Layout):
    """An empty value cell leaves a bare pipe on a line of its own (`keeps_empty`), or nothing at all."""

    keeps_empty: bool = True

    @property
    def shows_empty_cells(self) -> bool:
        return self.keeps_empty

    @property
    def shows_cell_ends(self) -> bool:
        return True

    def leaves_in_doubt(self, row: Row) -> bool:
        # Behind the last filled cell a pipe may be an empty one or fill the row up; before the first, where no label
        # stands there, it may open the row.
        blank = [not slot.entry.text for slot in row.slots]
        has_words = any(slot.entry.text and not slot.entry.is_number_or_mark for slot in row.slots)
        at_an_end = blank[-1:] == [True] or (blank[:1] == [True] and isinstance(row.cells[0], Slot))
        # Nothing is left of an empty row without a label.
        is_lost = all(blank) and any(isinstance(cell, Slot) for cell in row.cells[:1])
        return has_words or is_lost or (any(blank) and not all(blank) and (at_an_end or not self.keeps_empty))

    def print_table(self, table: Table, _rng: Random) -> Iterator[Run]:
        for row in table.rows:
            if row.furniture:
                yield Run(row.furniture + "\n")
                continue
            printed = 0
            for cell in row.cells:
                text = cell.entry.text if isinstance(cell, Slot) else cell.text
                if isinstance(cell, Slot):
                    yield value_run(cell)
                else:
                    yield Run(text)
                if text:
                    yield Run(" |\n")
                elif self.keeps_empty and isinstance(cell, Slot):
                    yield Run("|\n")
                else:
                    continue
                printed += 1
            if printed < table.width:
                yield Run("|" * (table.width - printed) + "\n")
