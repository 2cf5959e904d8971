"""Each table in a layout of its own, as pages pasted together from several sources have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run
from form_printer.tables import Row, Table


@dataclass(frozen=True)
class PerTable(Layout):
    """One layout for each of the three tables."""

    disclosure: Layout
    application: Layout
    legal: Layout

    def _layout(self, name: str) -> Layout:
        return {"disclosure": self.disclosure, "application": self.application, "legal": self.legal}[name]

    def print_table(self, table: Table, rng: Random, /) -> Iterator[Run]:
        yield from self._layout(table.name).print_table(table, rng)

    def leaves_in_doubt(self, row: Row) -> bool:
        return bool(row.slots) and self._layout(row.slots[0].key.table).leaves_in_doubt(row)
