"""Rows of a grid: what stands in each column, under which labels. Here place alone decides; nothing is counted off."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.grid_layouts import Layout
from ingest.extract.labels import Kind, Match
from ingest.extract.tokens import SLOT_KINDS, Event
from ingest.forms import Table


class GridRow(NamedTuple):
    """One row: an event for each column, None where the cell is empty. A merged cell is one event in each place.

    `cells` are the numbers of the cells in the columns, by which a plan names them; `labels` has the columns that hold
    a label, from left to right, with what each is read as.
    """

    events: tuple[Event | None, ...]
    cells: tuple[int, ...]
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

    def filled_from(self, column: int) -> tuple[int, ...]:
        """The cells from a column on in which something stands; a merged one may be named more than once."""
        pairs = zip(self.events[column:], self.cells[column:], strict=True)
        return tuple([cell for event, cell in pairs if event is not None])


class ReadGrid(NamedTuple):
    """The rows of one grid of a layout."""

    rows: tuple[GridRow, ...]

    def has_label_of(self, table: Table) -> bool:
        """Whether some label in it may be one of a statutory table."""
        return any(match.is_of(table) for row in self.rows for _, match in row.labels)

    @property
    def width(self) -> int:
        """How many places each row has."""
        return len(self.rows[0].events)


def read_layout(layout: Layout) -> tuple[ReadGrid, ...]:
    """What stands in the places of the grids of a layout; the events are spans of `layout.text`."""
    known = layout.events()
    grids = []
    for grid in layout.grids:
        rows = []
        for cells in grid:
            events = tuple([known[cell] for cell in cells])
            labels = tuple([(c, event.match) for c, event in enumerate(events) if event and event.match])
            has_slots = any(event is not None and event.kind in SLOT_KINDS for event in events)
            rows.append(GridRow(events, cells, labels, has_slots))
        grids.append(ReadGrid(tuple(rows)))
    return tuple(grids)


def each_once(events: Sequence[Event | None]) -> list[Event]:
    """The events in some places of a row, that of a merged cell once."""
    return list({event.start: event for event in events if event is not None}.values())


def covers_several(events: Sequence[Event | None]) -> bool:
    """Whether one number stands in several of these places: whose it is, a merged cell does not tell."""
    values = [id(event) for event in events if event is not None and event.kind != "mark"]
    return len(values) > len(set(values))


def labels_in_columns(rows: Sequence[GridRow], table: Table) -> dict[int, str]:
    """The column label that stands lowest in each column of some header rows."""
    found: dict[int, str] = {}
    for row in rows:
        for column, match in row.labels:
            code = match.code(table, "column")
            if code is not None:
                found[column] = code
    return found
