"""Tables turned on their side: what the form prints as columns stands in rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Slot, Table
from ingest.forms import APPLICATION_COLUMNS, DISCLOSURE_CELLS, LEGAL_CELLS

COLUMN_LABELS = {c.column_code: c.label for c in APPLICATION_COLUMNS}
COLUMN_LABELS |= {c.column_code: c.column_label for c in DISCLOSURE_CELLS}
COLUMN_LABELS |= {c.column_code: c.column_label for c in LEGAL_CELLS}
LEGAL_ROWS = {c.row_code: (c.row_group, c.row_label) for c in LEGAL_CELLS}


@dataclass(frozen=True)
class Turned(Layout):
    """`separator` parts the cells of a line. The legal table becomes one line per label and number, `legal_groups` says
    whether the group (行政复议, 复议后起诉) stands on a line of its own or in each line.
    """

    separator: str = " "
    legal_groups_apart: bool = True

    @property
    def has_boundaries(self) -> bool:
        return False

    def print_table(self, table: Table, _rng: Random, /) -> Iterator[Run]:
        if table.name == "legal":
            yield from self._legal(table)
            return
        columns: dict[str, list[Slot]] = defaultdict(list)
        labels: list[str] = []
        for row in table.rows:
            if row.slots:
                labels.append(next((c.text for c in row.labels if c.kind == "row"), ""))
                for slot in row.slots:
                    columns[slot.key.column].append(slot)
        yield Run(self.separator.join(labels) + "\n")
        for column, slots in columns.items():
            yield Run(COLUMN_LABELS[column])
            for slot in slots:
                yield Run(self.separator)
                yield value_run(slot)
            yield Run("\n")

    def _legal(self, table: Table) -> Iterator[Run]:
        group = None
        for row in table.rows:
            for slot in row.slots:
                name = self.separator.join(part for part in LEGAL_ROWS[slot.key.row] if part)
                if self.legal_groups_apart and slot.key.row != group:
                    yield Run(name + "\n")
                group = slot.key.row
                start = "" if self.legal_groups_apart else name + self.separator
                yield Run(start + COLUMN_LABELS[slot.key.column] + self.separator)
                yield value_run(slot)
                yield Run("\n")
