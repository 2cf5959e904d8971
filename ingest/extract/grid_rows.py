"""Rows of a grid: what stands in each column, under which labels. Here place alone decides; nothing is counted off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ingest.document import Grid
from ingest.extract.canonical import INVISIBLE
from ingest.extract.labels import Match, Meaning, match_label
from ingest.extract.remembered import remembered
from ingest.extract.tokens import Event, EventKind, is_unit
from ingest.extract.values import is_not_applicable, read_value
from ingest.forms import Table

_LONGEST_COMMON_CELL = 80
_WORDS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class GridRow:
    """One row: an event for each column, None where the cell is empty. A merged cell is one event in each place."""

    events: tuple[Event | None, ...]

    @cached_property
    def labels(self) -> tuple[int, ...]:
        """The columns that hold a label."""
        return tuple(
            [column for column, event in enumerate(self.events) if event is not None and event.match is not None]
        )

    def meanings(self, column: int, table: Table) -> list[Meaning]:
        """What the label in a column may stand for in one of the statutory tables."""
        match = self._match(column)
        return [m for m in match.meanings if m.table == table] if match else []

    def code(self, column: int, table: Table, kind: str) -> str | None:
        """The code of the row or column label in a column."""
        match = self._match(column)
        if match is not None:
            for meaning in match.meanings:
                if meaning.table == table and meaning.kind == kind:
                    return meaning.code
        return None

    def _match(self, column: int) -> Match | None:
        event = self.events[column]
        return None if event is None else event.match

    def last_label(self, table: Table) -> tuple[int, str] | None:
        """The rightmost row label and its code."""
        for column in reversed(self.labels):
            code = self.code(column, table, "row")
            if code is not None:
                return column, code
        return None

    def right_of(self, column: int) -> list[Event]:
        """What stands to the right of a column, each merged cell once."""
        return list(dict.fromkeys(event for event in self.events[column + 1 :] if event is not None))


class ReadGrid(NamedTuple):
    """A grid with what stands in its places; text[span[0]:span[1]] is all of it."""

    span: tuple[int, int]
    rows: tuple[GridRow, ...]

    @property
    def width(self) -> int:
        """How many places each row has."""
        return len(self.rows[0].events)


@remembered(longest=_LONGEST_COMMON_CELL)
def _kind_of_cell(content: str) -> tuple[EventKind, Match | None] | None:
    """What stands in a cell with this text, None for an empty one."""
    plain = content.strip().replace(INVISIBLE, "")
    if not plain:
        return None
    if is_not_applicable(plain):
        return "mark", None
    if read_value(plain):
        return "value", None
    match = match_label(plain)
    return ("label" if match else "unit" if is_unit(content) else "text"), match


def _event(text: str, low: int, high: int) -> Event | None:
    content = text[low:high]
    kind = _kind_of_cell(content)
    if kind is None:
        return None
    stripped = content.strip()
    start = low + content.index(stripped)
    return Event(kind[0], start, start + len(stripped), kind[1])


def read_grids(grids: Sequence[Grid], text: str) -> tuple[ReadGrid, ...]:
    """What stands in the places of some grids over canonical `text`."""
    return tuple(ReadGrid(grid.span, _rows(grid, text)) for grid in grids)


def _rows(grid: Grid, text: str) -> tuple[GridRow, ...]:
    known: dict[tuple[int, int], Event | None] = {}
    rows = []
    for row in grid.rows:
        for span in row:
            if span not in known:
                known[span] = _event(text, *span)
        rows.append(GridRow(tuple([known[span] for span in row])))
    return tuple(rows)


def covers_several(events: Sequence[Event | None]) -> bool:
    """Whether one number stands in several of these places: whose it is, a merged cell does not tell."""
    values = [id(event) for event in events if event is not None and event.kind != "mark"]
    return len(values) > len(set(values))


def continues(grid: Grid | ReadGrid, before: Grid | ReadGrid | None, text: str) -> bool:
    """Whether a grid goes on with the one before: no words stand between them, at most the number of a page."""
    return before is not None and not _WORDS.search(text, before.span[1], grid.span[0])


def labels_in_columns(rows: Sequence[GridRow], table: Table) -> dict[int, str]:
    """The column label that stands lowest in each column of some header rows."""
    found: dict[int, str] = {}
    for row in rows:
        for column in row.labels:
            code = row.code(column, table, "column")
            if code is not None:
                found[column] = code
    return found
