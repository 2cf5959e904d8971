"""Rows of a grid: what stands in each column, under which labels. Here place alone decides; nothing is counted off."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Grid
from ingest.extract.canonical import INVISIBLE
from ingest.extract.labels import Kind, Match, match_label
from ingest.extract.remembered import remembered
from ingest.extract.tokens import SLOT_KINDS, Event, is_unit
from ingest.extract.values import is_not_applicable, read_value
from ingest.forms import Table

_LONGEST_COMMON_CELL = 80
_WORDS = re.compile(r"[\u4e00-\u9fff]")


class GridRow(NamedTuple):
    """One row: an event for each column, None where the cell is empty. A merged cell is one event in each place.

    `labels` has the columns that hold a label, from left to right, with what each is read as.
    """

    events: tuple[Event | None, ...]
    labels: tuple[tuple[int, Match], ...]
    has_slots: bool

    def code(self, column: int, table: Table, kind: Kind) -> str | None:
        """The code of the row or column label in a column."""
        event = self.events[column]
        return event.match.code(table, kind) if event is not None and event.match is not None else None

    def last_label(self, table: Table) -> tuple[int, str] | None:
        """The rightmost row label and its code."""
        for column, match in reversed(self.labels):
            code = match.code(table, "row")
            if code is not None:
                return column, code
        return None

    def right_of(self, column: int) -> list[Event]:
        """What stands to the right of a column, each merged cell once."""
        return each_once(self.events[column + 1 :])


class ReadGrid(NamedTuple):
    """A grid with what stands in its places; text[span[0]:span[1]] is all of it."""

    span: tuple[int, int]
    rows: tuple[GridRow, ...]

    def has_label_of(self, table: Table) -> bool:
        """Whether some label in it may be one of a statutory table."""
        return any(match.is_of(table) for row in self.rows for _, match in row.labels)

    @property
    def width(self) -> int:
        """How many places each row has."""
        return len(self.rows[0].events)


@remembered(longest=_LONGEST_COMMON_CELL)
def _event_in(content: str) -> Event | None:
    """What stands in a cell with this text, as if the cell began at 0; None for an empty one."""
    stripped = content.strip()
    plain = stripped.replace(INVISIBLE, "")
    if not plain:
        return None
    start = content.index(stripped)
    end = start + len(stripped)
    if is_not_applicable(plain):
        return Event("mark", start, end)
    if read_value(plain):
        return Event("value", start, end)
    match = match_label(plain)
    return Event("label" if match else "unit" if is_unit(content) else "text", start, end, match)


def _event(text: str, low: int, high: int) -> Event | None:
    event = _event_in(text[low:high])
    return None if event is None else Event(event.kind, low + event.start, low + event.end, event.match)


def read_grids(grids: Sequence[Grid], text: str) -> tuple[ReadGrid, ...]:
    """What stands in the places of some grids over canonical `text`."""
    return tuple(ReadGrid(grid.span, _rows(grid, text)) for grid in grids)


def _rows(grid: Grid, text: str) -> tuple[GridRow, ...]:
    known = {span: _event(text, *span) for span in {span for row in grid.rows for span in row}}
    rows = []
    for row in grid.rows:
        events = tuple([known[span] for span in row])
        labels = tuple([(c, event.match) for c, event in enumerate(events) if event and event.match])
        has_slots = any(event is not None and event.kind in SLOT_KINDS for event in events)
        rows.append(GridRow(events, labels, has_slots))
    return tuple(rows)


def each_once(events: Sequence[Event | None]) -> list[Event]:
    """The events in some places of a row, that of a merged cell once."""
    return list({event.start: event for event in events if event is not None}.values())


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
        for column, match in row.labels:
            code = match.code(table, "column")
            if code is not None:
                found[column] = code
    return found
