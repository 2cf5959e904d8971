"""A row of a statistics sheet as it is printed, before anything is made of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.statistics.headers import StatisticsColumn

Span = tuple[int, int]
_BREAK = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class PrintedSlot:
    """What stands in a value column: the span of its text, empty where nothing is printed; `is_certain` says that the
    text belongs to this row and this column beyond doubt.
    """

    column: StatisticsColumn
    span: Span
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row with its label as printed, its unit ("" where none is), and what stands in the value columns.

    A heading has no slots. `groups` are the cells left of the label; `is_group_printed` is False where they stand
    beside a row above and nothing stands beside this one. `start` is where the row begins in the text.
    """

    start: int
    label: str
    unit: str
    slots: tuple[PrintedSlot, ...]
    groups: tuple[str, ...] = ()
    is_group_printed: bool = True

    @property
    def is_heading(self) -> bool:
        return not self.slots


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The rows under one header, and the span of header and rows."""

    rows: tuple[PrintedRow, ...]
    span: Span


def as_printed(text: str) -> str:
    """Label text in one line: a line break within it goes, other white space is one space."""
    return _SPACE.sub(" ", _BREAK.sub("", text.strip())).strip()


def doubted(rows: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """The same rows with no slot certain."""
    return tuple(
        PrintedRow(
            row.start,
            row.label,
            row.unit,
            tuple(PrintedSlot(slot.column, slot.span, is_certain=False) for slot in row.slots),
            row.groups,
            row.is_group_printed,
        )
        for row in rows
    )
