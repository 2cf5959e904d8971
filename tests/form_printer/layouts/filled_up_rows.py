"""One line per row, the empty cells dropped and the row filled up with bare pipes, as trafilatura writes tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Slot, Table

# How it writes the row "规章 | 0 | (empty) | 3": "规章 | 0 | 3 | |", "| 规章 | 0 | 3 | |", "|规章||0||3|".
Filling = Literal["behind", "opened", "doubled"]


@dataclass(frozen=True)
class FilledUpRows(Layout):
    """`filling`: as versions from 1.9, from 2.0 and before 1.0 do. The last row of a table is not filled up."""

    filling: Filling = "behind"

    @property
    def shows_cell_ends(self) -> bool:
        return True

    def leaves_in_doubt(self, row: Row) -> bool:
        blank = [not slot.entry.text for slot in row.slots]
        has_words = any(slot.entry.text and not slot.entry.is_number_or_mark for slot in row.slots)
        # Nothing is left of an empty row without a label.
        is_lost = all(blank) and any(isinstance(cell, Slot) for cell in row.cells[:1])
        return has_words or is_lost or (any(blank) and not all(blank))

    def print_table(self, table: Table, _rng: Random) -> Iterator[Run]:
        for index, row in enumerate(table.rows):
            if row.furniture:
                yield Run(row.furniture + "\n")
                continue
            before, between, after = ("|", "||", "|") if self.filling == "doubled" else ("", " | ", " | ")
            yield Run("| " if self.filling == "opened" and index else before)
            printed = 0
            for cell in row.cells:
                text = cell.entry.text if isinstance(cell, Slot) else cell.text
                if text and printed:
                    yield Run(between)
                yield value_run(cell) if isinstance(cell, Slot) else Run(text)
                printed += bool(text)
            is_filled_up = self.filling != "doubled" and index + 1 < len(table.rows)
            yield Run(after + "|" * (table.width - printed if is_filled_up else 0) + "\n")
