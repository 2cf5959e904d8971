"""Rows of a grid: what stands in each column, under which labels. Here place alone decides; nothing is counted off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Grid
from ingest.extract.canonical import INVISIBLE
from ingest.extract.labels import Meaning, match_label
from ingest.extract.tokens import Event, unit_event
from ingest.extract.values import is_not_applicable, read_value
from ingest.forms import Table

_WORDS = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: an event for each column, None where the cell is empty. A merged cell is one event in each place."""

    events: tuple[Event | None, ...]

    def meanings(self, column: int, table: Table) -> list[Meaning]:
        """What the label in a column may stand for in one of the statutory tables."""
        event = self.events[column]
        return [m for m in event.match.meanings if m.table == table] if event and event.match else []

    def code(self, column: int, table: Table, kind: str) -> str | None:
        """The code of the row or column label in a column."""
        return next((m.code for m in self.meanings(column, table) if m.kind == kind), None)

    def last_label(self, table: Table) -> tuple[int, str] | None:
        """The rightmost row label and its code."""
        for column in reversed(range(len(self.events))):
            code = self.code(column, table, "row")
            if code is not None:
                return column, code
        return None

    def right_of(self, column: int) -> list[Event]:
        """What stands to the right of a column, each merged cell once."""
        return list(dict.fromkeys(event for event in self.events[column + 1 :] if event is not None))


def _event(text: str, low: int, high: int) -> Event | None:
    content = text[low:high]
    stripped = content.strip()
    plain = stripped.replace(INVISIBLE, "")
    if not plain:
        return None
    start = low + content.index(stripped)
    end = start + len(stripped)
    if is_not_applicable(plain):
        return Event("mark", start, end)
    if read_value(plain):
        return Event("value", start, end)
    match = match_label(plain)
    return Event("label", start, end, match) if match else unit_event(text, start, end) or Event("text", start, end)


def grid_rows(grid: Grid, text: str) -> list[GridRow]:
    """The rows of a grid over canonical `text`."""
    known: dict[tuple[int, int], Event | None] = {}
    rows = []
    for row in grid.rows:
        for span in row:
            if span not in known:
                known[span] = _event(text, *span)
        rows.append(GridRow(tuple(known[span] for span in row)))
    return rows


def continues(grid: Grid, before: Grid | None, text: str) -> bool:
    """Whether a grid goes on with the one before: no words stand between them, at most the number of a page."""
    return before is not None and not _WORDS.search(text, before.span[1], grid.span[0])


def labels_in_columns(rows: Sequence[GridRow], table: Table) -> dict[int, str]:
    """The column label that stands lowest in each column of some header rows."""
    found: dict[int, str] = {}
    for row in rows:
        for column in range(len(row.events)):
            code = row.code(column, table, "column")
            if code is not None:
                found[column] = code
    return found
