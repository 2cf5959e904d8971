"""The application table in grids: seven columns under their labels, a row for each label of a row."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Document
from ingest.extract.application import COLUMNS, CORPORATIONS, KEYS_OF_ROW, OTHER_ROW_2019, OTHER_ROWS_2021
from ingest.extract.cells import TableReading
from ingest.extract.grid_layouts import LaidOut, Layout, planned
from ingest.extract.grid_rows import GridRow, ReadGrid, covers_several, labels_in_columns, read_layout

# With fewer column labels over it a grid is read as running text, where the order of all labels is weighed.
_LABELS_OF_EVIDENCE = 4


class _PlannedRow(NamedTuple):
    """A row: the cell of its label, those of its seven columns or, undecided, the reason, and all right of its label in
    which something stands.
    """

    row_code: str
    label: int
    columns: tuple[int, ...]
    filled: tuple[int, ...]
    reason: str = ""


class _Plan(NamedTuple):
    """How a layout is read: the numbers of its grids that have rows of this table, these rows, and the rest as
    `TableReading` has it.
    """

    used: tuple[int, ...]
    rows: tuple[_PlannedRow, ...]
    unread_rows: int
    is_reordered: bool


class _PlannedGrid(NamedTuple):
    rows: list[_PlannedRow]
    unread_rows: int
    is_reordered: bool


def read_application_grids(document: Document, grids: Sequence[LaidOut]) -> tuple[TableReading, list[tuple[int, int]]]:
    """The cells of the application table that stand in grids, and where the grids stand that have some of them."""
    reading = TableReading("application", document)
    for laid_out in grids:
        plan = _plan(laid_out.layout)
        reading.unread_rows += plan.unread_rows
        reading.is_reordered |= plan.is_reordered
        reading.spans += [laid_out.spans[grid] for grid in plan.used]
        cells = laid_out.cells
        for row in plan.rows:
            label = cells[row.label]
            if label is None:
                continue
            keys = KEYS_OF_ROW[row.row_code]
            if row.reason:
                end = max((event.end for cell in row.filled if (event := cells[cell])), default=label.end)
                reading.undecided([(key, "count") for key in keys], (label.end, end), row.reason, label)
                continue
            how = reading.row("grid", label)
            for key, cell in zip(keys, row.columns, strict=True):
                reading.place(key, cells[cell], label.end, "count", how=how)
    return reading, list(reading.spans)


@planned
def _plan(layout: Layout) -> _Plan:
    header: dict[int, str] = {}
    used: list[int] = []
    rows: list[_PlannedRow] = []
    unread_rows = 0
    is_reordered = False
    before: ReadGrid | None = None
    for number, grid in enumerate(read_layout(layout)):
        header = header if before and before.width == grid.width else {}
        before = grid
        if not grid.has_label_of("application"):
            continue
        header, planned_grid = _plan_grid(grid.rows, header)
        if planned_grid is not None:
            used.append(number)
            rows += planned_grid.rows
            unread_rows += planned_grid.unread_rows
            is_reordered |= planned_grid.is_reordered
    return _Plan(tuple(used), tuple(rows), unread_rows, is_reordered)


def _plan_grid(rows: Sequence[GridRow], header: dict[int, str]) -> tuple[dict[int, str], _PlannedGrid | None]:
    """How the application rows among `rows` are read, None where there are none; `header` is that of the grid before.

    Returns the header as well.
    """
    labelled: list[tuple[int, str, GridRow]] = []
    header_rows: list[GridRow] = []
    for row in rows:
        if _is_header_row(row):
            header_rows.append(row)
        elif last := row.last_label("application"):
            is_plain_word = row.code(last[0], "application", "column") is not None  # 其他, 总计
            word = row.events[last[0]]
            is_numbered = word is not None and word.match is not None and word.match.ordinal != ""
            if not is_plain_word or is_numbered or any(event.is_slot for event in row.right_of(last[0])):
                labelled.append((*last, row))
    header = labels_in_columns(header_rows, "application") or header
    if not labelled or len(header) < _LABELS_OF_EVIDENCE:
        return header, None
    is_2021 = any(code in OTHER_ROWS_2021 for _, code, _ in labelled)
    # Beside 其他处理, a heading of this form, stands the label of the row: here one that cannot be read.
    labelled = [
        (label, code, row)
        for label, code, row in labelled
        if not (code == OTHER_ROW_2019 and is_2021 and _is_heading(row, label))
    ]
    unread_rows = _unread_rows(rows, [row for _, _, row in labelled], header_rows)
    places = _columns_of_grid(header, max(label for label, _, _ in labelled) + 1, len(rows[0].events))
    planned_rows = [
        _plan_row(row, label, code, places)
        for label, code, row in labelled
        if not (code == OTHER_ROW_2019 and is_2021 and not row.right_of(label))
    ]
    is_reordered = places is not None and sorted(places, key=places.__getitem__) != COLUMNS
    return header, _PlannedGrid(planned_rows, unread_rows, is_reordered)


def _plan_row(row: GridRow, label: int, code: str, places: dict[str, int] | None) -> _PlannedRow:
    """How a row with its label in the place `label` is read; `places` are those of the columns of the form."""
    filled = row.filled_from(label + 1)
    if places is None or label >= min(places.values()):
        return _PlannedRow(code, row.cells[label], (), filled, "the columns of the grid have no certain labels")
    of_form = [places[column] for column in COLUMNS]
    inside = [row.events[place] for place in of_form]
    columns = tuple([row.cells[place] for place in of_form])
    reason = ""
    if not set(filled) <= set(columns):
        reason = "something stands outside the seven columns"
    elif covers_several(inside):
        reason = "one cell covers several columns"
    return _PlannedRow(code, row.cells[label], columns, filled, reason)


def _is_header_row(row: GridRow) -> bool:
    if any(match.code("application", "group") == CORPORATIONS for _, match in row.labels):
        return True
    return len(row.labels) > 1 and len({match.code("application", "column") for _, match in row.labels} - {None}) > 1


def _columns_of_grid(header: dict[int, str], first: int, width: int) -> dict[str, int] | None:
    """Which place of the grid each of the seven columns has: as labelled, or, labels lost, as the form orders them.

    `first` is the place behind all labels of rows.
    """
    labelled = {code: place for place, code in header.items() if place >= first}
    if len(labelled) == len(COLUMNS) == sum(place >= first for place in header):
        return labelled
    if width - first != len(COLUMNS) or len(labelled) < _LABELS_OF_EVIDENCE:
        return None
    by_order = {code: first + index for index, code in enumerate(COLUMNS)}
    return by_order if all(by_order[code] == place for code, place in labelled.items()) else None


def _is_heading(row: GridRow, label: int) -> bool:
    """Whether words stand right of a label, as beside the heading of several rows."""
    behind = row.right_of(label)
    return bool(behind) and behind[0].kind == "text"


def _unread_rows(rows: Sequence[GridRow], labelled: Sequence[GridRow], headers: Sequence[GridRow]) -> int:
    """How many rows have as many numbers as the table, or some behind a row of it, and no label that can be read."""
    known = {id(row) for row in (*labelled, *headers)}
    first = next(index for index, row in enumerate(rows) if id(row) in known)
    return sum(
        id(row) not in known
        and (slots := sum(event is not None and event.is_slot for event in row.events)) > 0
        and (slots >= len(COLUMNS) - 1 or (index > first and all(m.is_of("application") for _, m in row.labels)))
        for index, row in enumerate(rows)
    )
