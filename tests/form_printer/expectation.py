"""What must come out for one printed cell: the printer's side of the law that no wrong value is ever given."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from ingest.report import Cell, CellStatus

EMPTY_STATUSES: frozenset[CellStatus] = frozenset({"blank", "not_applicable", "unreadable", "ambiguous", "absent"})


@dataclass(frozen=True, slots=True)
class Expectation:
    """One cell's answer: a value in the cell's unit (None: no value may come out) and the statuses that may go with it.

    `is_certain` says that the place and the meaning of the cell are plain from the print, so that it must be answered
    exactly. Otherwise no value, or the right one, will do; a wrong one never does.
    """

    value: Decimal | None
    statuses: frozenset[CellStatus]
    is_certain: bool = True

    @classmethod
    def exactly(cls, value: Decimal | None, status: CellStatus) -> "Expectation":
        """Nothing but this value with this status."""
        return cls(value, frozenset({status}))

    @classmethod
    def no_value(cls, statuses: Collection[CellStatus] = EMPTY_STATUSES) -> "Expectation":
        """Whatever is printed, no value can be known."""
        return cls(None, frozenset(statuses))

    def doubted(self) -> "Expectation":
        """The same cell in a place that cannot be decided with certainty."""
        return Expectation(self.value, self.statuses, is_certain=False)

    def complaint(self, cell: Cell) -> str | None:
        """What is wrong with the cell that was read, or None."""
        if cell.value is not None and cell.value != self.value:
            return f"WRONG VALUE {cell.value}, printed {self.value}"
        if not self.is_certain:
            return None
        if cell.value != self.value:
            return f"missing value {self.value} (status {cell.status})"
        if cell.status not in self.statuses:
            return f"status {cell.status}, must be {' or '.join(sorted(self.statuses))}"
        return None
