"""No separator at all between the cells (行政规范性文件8855698): only the form's arithmetic may tell them apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Slot, Table


@dataclass(frozen=True)
class RunTogether(Layout):
    """`after_label` and `after_row` stand for the odd space that survives."""

    after_row: str = ""
    after_label: str = ""

    @property
    def has_boundaries(self) -> bool:
        return False

    def print_table(self, table: Table, _rng: Random) -> Iterator[Run]:
        for above, row, below in zip((Row(), *table.rows), table.rows, (*table.rows[1:], Row()), strict=False):
            if row.furniture:
                # A bare number where a blank cell vanished is that cell for all that anyone can see.
                if row.furniture.isdecimal() and any(not slot.entry.text for slot in (*above.slots, *below.slots)):
                    continue
                yield Run(row.furniture + "\n")
                continue
            for cell in row.cells:
                if isinstance(cell, Slot):
                    yield value_run(cell)
                else:
                    yield Run(cell.text + self.after_label)
            yield Run(self.after_row)
