"""Numbers before the labels that they belong to, as text taken from a PDF in drawing order."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Row, Table


def _labels(row: Row) -> list[str]:
    return [label.text for label in row.labels if label.text]


@dataclass(frozen=True)
class NumbersFirst(Layout):
    """`by_column`: of every block of rows first all numbers column by column, then all labels, as hongze's PDF gives
    them; otherwise each row's numbers, then its label. `some` rows only keep their label in front.
    """

    gap: str = "\n\n"
    by_column: bool = False
    block: int = 9
    some: float = 0.0

    @property
    def has_boundaries(self) -> bool:
        return False

    def print_table(self, table: Table, rng: Random, /) -> Iterator[Run]:
        pending: list[Row] = []
        for row in table.rows:
            if row.slots and self.by_column:
                pending.append(row)
                if len(pending) == self.block:
                    yield from self._columns(pending)
                    pending = []
                continue
            yield from self._columns(pending)
            pending = []
            texts = [Run(text + self.gap) for text in [*_labels(row), row.furniture] if text]
            label_first = rng.random() < self.some
            if label_first:
                yield from texts
            for slot in row.slots:
                if slot.entry.text:
                    yield value_run(slot)
                    yield Run(self.gap)
            if not label_first:
                yield from texts
        yield from self._columns(pending)

    def _columns(self, rows: list[Row]) -> Iterator[Run]:
        for column in range(max((len(row.slots) for row in rows), default=0)):
            for row in rows:
                if column < len(row.slots) and row.slots[column].entry.text:
                    yield value_run(row.slots[column])
                    yield Run(self.gap)
        for row in rows:
            for text in _labels(row):
                yield Run(text + self.gap)
