"""The legal table in grids: rows of numbers under the labels of columns and groups, or fifteen under both at once."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.document import Document
from ingest.extract.cells import TableReading
from ingest.extract.grid_layouts import LaidOut, Layout, planned
from ingest.extract.grid_rows import GridRow, covers_several, labels_in_columns, read_layout
from ingest.extract.labels import match_label
from ingest.extract.legal import COLUMNS, KEYS, set_undecided
from ingest.forms import CellKey

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_LONGEST_CAPTION = 60


class _PlannedRow(NamedTuple):
    """A row: the cell of its label, the cells of the form that it holds and those of the grid that they are or,
    undecided, the reason, and all of its cells in which something stands.
    """

    label: int
    keys: tuple[CellKey, ...]
    places: tuple[int, ...]
    filled: tuple[int, ...]
    reason: str


class _Plan(NamedTuple):
    """How a layout is read: the numbers of its grids that have rows of this table, these rows, the rows of as many
    numbers as the table has that stand under no labels, and whether the columns stand in another order than the form's.
    """

    used: tuple[int, ...]
    rows: tuple[_PlannedRow, ...]
    unlabelled: tuple[tuple[int, ...], ...]
    is_reordered: bool


def read_legal_grids(
    document: Document, text: str, grids: Sequence[LaidOut]
) -> tuple[TableReading, list[tuple[int, int]]]:
    """The cells of the legal table in grids over canonical `text`, and where the grids stand that have some of them."""
    reading = TableReading("legal", document)
    unlabelled = []
    for laid_out in grids:
        plan = _plan(laid_out.layout, tuple([_group_above(text, *above) for above in laid_out.above]))
        reading.is_reordered |= plan.is_reordered
        reading.spans += [laid_out.spans[grid] for grid in plan.used]
        cells = laid_out.cells
        unlabelled += [[event for cell in row if (event := cells[cell])] for row in plan.unlabelled]
        for row in plan.rows:
            label = cells[row.label]
            filled = [event for cell in row.filled if (event := cells[cell])]
            start = filled[0].start if filled else label.end if label else 0
            if row.reason:
                set_undecided(reading, row.keys, start, filled, row.reason, label)
                continue
            how = reading.row("grid", label) if label else None
            for key, cell in zip(row.keys, row.places, strict=True):
                reading.place(key, cells[cell], start, "count", how=how)
    for slots in unlabelled if reading.spans else ():
        # Another table of this kind, its labels lost: which of the two is meant, nobody can tell.
        set_undecided(reading, KEYS, slots[0].start, slots, "fifteen numbers stand under no labels")
    return reading, list(reading.spans)


def _group_above(text: str, start: int, end: int) -> str | None:
    """The group of columns that the line above a grid names, as where each group is a table of its own.

    "行政诉讼(未经复议直接起诉)" names two, one within the other: the inner one is meant.
    """
    lines = [line.strip(" #*|:") for line in text[max(start, end - _LONGEST_CAPTION) : end].split("\n")]
    line = next((line for line in reversed(lines) if line), "")
    inner = _PARENTHESES.search(line)
    for words in (inner[1] if inner else "", _PARENTHESES.sub("", line)):
        match = match_label(words) if words else None
        code = match.code("legal", "row") if match else None
        if code is not None:
            return code
    return None


@planned
def _plan(layout: Layout, captions: tuple[str | None, ...]) -> _Plan:
    """`captions` are the groups that the lines above the grids name."""
    used: list[int] = []
    rows: list[_PlannedRow] = []
    unlabelled: list[tuple[int, ...]] = []
    is_reordered = False
    torn: tuple[int, ...] = ()
    header: list[GridRow] = []
    empty: tuple[int, GridRow, _LabelsAbove] | None = None
    for number, (grid, caption) in enumerate(zip(read_layout(layout), captions, strict=True)):
        is_used = False
        above = _labels_above(header, grid.width)
        for row in grid.rows:
            if not any(row.events):
                empty = empty or ((number, row, above) if above else None)
                torn = ()
                continue
            may_be_broken = empty is not None and empty[0] < number
            empty = None
            if not row.has_slots and any(match.is_of("legal") for _, match in row.labels):
                # A header row behind numbers begins another table.
                header = [*header, row] if not is_used else [row]
                above = _labels_above(header, grid.width)
            elif above and row.has_slots:
                planned_row, in_order = _plan_row(above, row, caption)
                if may_be_broken:
                    # Its first cells, all of them empty, may stand at the end of the page before.
                    planned_row = planned_row._replace(reason="an empty row stands at the end of the page before")
                rows.append(planned_row)
                is_reordered |= not in_order
                is_used = True
            else:
                numbers = _numbers_alone(row)
                # The end of a page may have broken the row.
                whole = numbers if len(numbers) == len(KEYS) else torn + numbers
                if len(whole) == len(KEYS):
                    unlabelled.append(whole)
                torn = numbers
        if is_used:
            used.append(number)
    if empty and not rows and not unlabelled:
        # The last row under the labels, and the only one: nothing was written into this table.
        number, row, above = empty
        planned_row, _ = _plan_row(above, row, None)
        if not planned_row.reason:
            rows.append(planned_row)
            used.append(number)
    return _Plan(tuple(used), tuple(rows), tuple(unlabelled), is_reordered)


def _numbers_alone(row: GridRow) -> tuple[int, ...]:
    """The cells of a row in which numbers stand, if there is nothing else in it."""
    is_of_numbers = row.has_slots and all(event is None or event.is_slot for event in row.events)
    return tuple(dict.fromkeys(row.filled_from(0))) if is_of_numbers else ()


class _LabelsAbove(NamedTuple):
    """The header of a grid: its rows, and the labels of columns and of groups that stand lowest in each place."""

    rows: Sequence[GridRow]
    columns: Mapping[int, str]
    groups: Mapping[int, str]


def _labels_above(header: Sequence[GridRow], width: int) -> _LabelsAbove | None:
    """The header over rows of so many places; None where it has too few labels to be one of this table."""
    rows = [row for row in header if len(row.events) == width]
    columns = labels_in_columns(rows, "legal")
    if len(set(columns.values())) < 3:
        return None
    groups = {c: code for row in rows for c, match in row.labels if (code := match.code("legal", "row"))}
    return _LabelsAbove(rows, columns, groups)


def _plan_row(above: _LabelsAbove, row: GridRow, caption: str | None) -> tuple[_PlannedRow, bool]:
    """How a row of numbers under its header is read, and whether the columns stand in the order of the form.

    `caption` is the group that the line above the grid names; it counts where the grid itself names none.
    """
    columns, groups = above.columns, above.groups
    own = row.last_label("legal")
    only = own[1] if own else caption if not groups and len(columns) == len(COLUMNS) else None
    under: dict[CellKey, int] = {}
    doubled = False
    for place in sorted(columns):
        # The label of a group stands over its first column, or over all of them.
        group = only or next((groups[c] for c in range(place, -1, -1) if c in groups), None)
        if group is not None:
            key = CellKey("legal", group, columns[place])
            doubled = doubled or key in under
            under[key] = place
    expected = tuple([key for key in KEYS if only is None or key.row == only])
    start = own[0] + 1 if own else 0
    events = row.events[start:]
    places: Sequence[int] = ()
    reason = ""
    if covers_several(events):
        reason = "one cell covers several columns"
    elif (
        not doubled
        and set(under) == set(expected)
        and all(row.events.index(event) in under.values() for event in events if event is not None)
    ):
        places = [under[key] for key in expected]
    elif len(events) == len(expected) and all(
        columns.get(place, key.column) == key.column and groups.get(place, key.row) == key.row
        for place, key in enumerate(expected, start)
    ):
        places = range(start, len(row.events))
    else:
        reason = "the labels above do not tell its columns"
    label = row.cells[own[0]] if own else next(filled[0] for line in above.rows if (filled := line.filled_from(0)))
    in_grid = tuple([row.cells[place] for place in places])
    in_order = list(under) == [key for key in KEYS if key in under]
    return _PlannedRow(label, expected, in_grid, row.filled_from(start), reason), in_order
