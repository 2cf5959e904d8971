"""One cell per line, empty cells gone: what is left when the text of a web page's table is copied."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.label_lines import broken
from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Slot, Table


@dataclass(frozen=True)
class CellPerLine(Layout):
    """`gap` stands between two cells; labels break over lines with `label_breaks` as the chance of each."""

    gap: str = "\n\n"
    label_breaks: float = 0.2
    label_joint: str = "\n\n"

    def print_table(self, table: Table, rng: Random) -> Iterator[Run]:
        for above, row, below in zip((Row(), *table.rows), table.rows, (*table.rows[1:], Row()), strict=False):
            if row.furniture:
                # A bare number where a blank cell vanished is that cell for all that anyone can see.
                if row.furniture.isdecimal() and any(not slot.entry.text for slot in (*above.slots, *below.slots)):
                    continue
                yield Run(row.furniture + self.gap)
                continue
            for cell in row.cells:
                if isinstance(cell, Slot):
                    if cell.entry.text:
                        yield value_run(cell)
                        yield Run(self.gap)
                elif cell.text:
                    breaks = rng.random() < self.label_breaks
                    yield Run((broken(cell.text, rng, self.label_joint) if breaks else cell.text) + self.gap)
