"""四、行政复议、行政诉讼情况: fifteen numbers under three groups of five labels, in one row or in one row a group."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Document
from ingest.extract.cells import TableReading
from ingest.extract.digits import GluedRow, digit_pieces, solve_run
from ingest.extract.grid_rows import GridRow, ReadGrid, continues, covers_several, labels_in_columns
from ingest.extract.labels import Kind, match_label
from ingest.extract.shown_columns import columns_of_line
from ingest.extract.tokens import Event
from ingest.forms import LEGAL_CELLS, CellKey, identities
from ingest.report import Rule  # noqa: TC001 - an annotation of a variable

_KEYS = [CellKey("legal", cell.row_code, cell.column_code) for cell in LEGAL_CELLS]
_ROWS = list(dict.fromkeys(cell.row_code for cell in LEGAL_CELLS))
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_LONGEST_CAPTION = 60
_FRAME = re.compile(r" *\|")
_COLUMNS = list(dict.fromkeys(cell.column_code for cell in LEGAL_CELLS))


def _code(event: Event, kind: Kind) -> str | None:
    return event.match.code("legal", kind) if event.match else None


def _in_order(printed: Sequence[str]) -> bool:
    """Whether column labels, some of them lost or repeated, run through the five of the form again and again.

    The order is another one when 总计 is printed before its parts and not behind the last of them.
    """
    places = [_COLUMNS.index(code) for code in printed]
    passes = 1 + sum(after < before for before, after in pairwise(places))
    total = len(_COLUMNS) - 1
    starts_with_total = len(places) > 1 and places[0] == total and places[-1] != total
    # Three groups, and once more where a merged cell repeats its label in the line below.
    return passes <= len(_ROWS) + 1 and not starts_with_total


def _runs(events: Sequence[Event]) -> list[tuple[list[Event], list[Event]]]:
    """Alternate labels and slots: [(labels, the slots behind them), …]; a text between two slots is one of them."""
    runs: list[tuple[list[Event], list[Event]]] = []
    labels: list[Event] = []
    slots: list[Event] = []
    for index, event in enumerate(events):
        if event.kind == "label":
            if slots:
                runs.append((labels, slots))
                labels, slots = [], []
            labels.append(event)
        elif event.is_slot:
            slots.append(event)
        elif event.kind == "text" and slots:
            between = len(slots) < len(_KEYS) and index + 1 < len(events) and events[index + 1].is_slot
            if between:
                slots.append(event)
            else:
                # Words end the table; another may follow them (本级, 汇总).
                runs.append((labels, slots))
                labels, slots = [], []
    if labels or slots:
        runs.append((labels, slots))
    return runs


def _is_header(labels: Sequence[Event]) -> bool:
    return sum(_code(event, "column") is not None for event in labels) >= 3


def _set_row(reading: TableReading, keys: Sequence[CellKey], slots: Sequence[Event], label: Event, text: str) -> None:
    """Put the slots behind some labels, the last of them `label`, in their cells, if they are as many."""
    line_start = text.rfind("\n", 0, slots[0].start) + 1
    frame = _FRAME.match(text, line_start)
    in_line = columns_of_line(text, frame.end() if frame else line_start, len(keys), slots)
    lines = {"\n" in text[a.end : b.start] for a, b in pairwise(slots)}
    pipes = text.count("|", slots[0].start, slots[-1].end)
    is_plain = all(slot.is_slot for slot in slots) or pipes == len(keys) - 1
    is_plain = is_plain and len(slots) == len(keys) and len(lines) <= 1
    columns = in_line or (slots if is_plain else None)
    rule: Rule = "shown" if in_line else "counted"
    reason = f"{len(slots)} of {len(keys)} numbers are printed"
    pieces = digit_pieces(slots, text)
    is_cut_off = slots[-1].end == len(text)  # maybe within a number
    if (
        columns is None
        and pieces
        and len(pieces) < len(keys) in (len(_COLUMNS), len(_KEYS))
        and not is_cut_off
        and reading.may_search()
    ):
        sums = [s for s in identities("2021") if s.rule_id == "L1" and s.actual[0] in keys]
        solution = solve_run(GluedRow(tuple(keys), pieces), text, sums)
        columns, rule, reason = solution.cut.events if solution.cut else None, "sums", solution.reason
    if columns is None:
        _undecided(reading, keys, label.end, slots, reason, label)
        return
    how = reading.row(rule, label)
    for key, event in zip(keys, columns, strict=True):
        reading.place(key, event, label.end, "count", how=how)


def read_legal_grids(document: Document, text: str, grids: Sequence[ReadGrid]) -> tuple[TableReading, list[ReadGrid]]:
    """The cells of the legal table that stand in grids, and the grids that have some of them."""
    reading = TableReading("legal", document)
    used: list[ReadGrid] = []
    header: list[GridRow] = []
    unlabelled: list[list[Event]] = []
    before: ReadGrid | None = None
    for grid in grids:
        if header and not continues(grid, before, text):
            header = []
        caption = _group_above(text, before.span[1] if before else 0, grid.span[0])
        before = grid
        is_used = False
        above = _labels_above(header, grid.width)
        for row in grid.rows:
            if not row.has_slots and any(match.is_of("legal") for _, match in row.labels):
                # A header row behind numbers begins another table.
                header = [*header, row] if not is_used else [row]
                above = _labels_above(header, grid.width)
            elif above and row.has_slots:
                _place_grid_row(reading, above, row, caption)
                is_used = True
            elif _is_unlabelled_row(row):
                unlabelled.append([event for event in row.events if event is not None])
        if is_used:
            used.append(grid)
            reading.spans.append(grid.span)
    for slots in unlabelled if used else ():
        # Another table of this kind, its labels lost: which of the two is meant, nobody can tell.
        _undecided(reading, _KEYS, slots[0].start, slots, "fifteen numbers stand under no labels")
    return reading, used


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


def _is_unlabelled_row(row: GridRow) -> bool:
    """Whether a row is nothing but as many numbers as this table has cells."""
    filled = [event for event in row.events if event is not None] if row.has_slots else ()
    return len(filled) == len(_KEYS) == len(set(filled)) and all(event.is_slot for event in filled)


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


def _place_grid_row(reading: TableReading, above: _LabelsAbove, row: GridRow, caption: str | None) -> None:
    """Set the cells of a row of numbers under its header.

    `caption` is the group that the line above the grid names; it counts where the grid itself names none.
    """
    width = len(row.events)
    columns, groups = above.columns, above.groups
    own = row.last_label("legal")
    only = own[1] if own else caption if not groups and len(columns) == len(_COLUMNS) else None
    under: dict[CellKey, int] = {}
    doubled = False
    for place in sorted(columns):
        # The label of a group stands over its first column, or over all of them.
        group = only or next((groups[c] for c in range(place, -1, -1) if c in groups), None)
        if group is not None:
            key = CellKey("legal", group, columns[place])
            doubled = doubled or key in under
            under[key] = place
    expected = [key for key in _KEYS if only is None or key.row == only]
    start = own[0] + 1 if own else 0
    reading.is_reordered |= list(under) != [key for key in _KEYS if key in under]
    cells = [event for event in row.events[start:] if event is not None]
    span = (cells[0].start, cells[-1].end) if cells else (0, 0)
    label = row.events[own[0]] if own else next(event for line in above.rows for event in line.events if event)
    how = reading.row("grid", label) if label else None
    if covers_several(row.events[start:]):
        reading.undecided([(key, "count") for key in expected], span, "one cell covers several columns", label)
    elif not doubled and set(under) == set(expected) and all(row.events.index(e) in under.values() for e in cells):
        for key in expected:
            reading.place(key, row.events[under[key]], span[0], "count", how=how)
    elif width - start == len(expected) and all(
        columns.get(place, key.column) == key.column and groups.get(place, key.row) == key.row
        for place, key in enumerate(expected, start)
    ):
        for place, key in enumerate(expected, start):
            reading.place(key, row.events[place], span[0], "count", how=how)
    else:
        reading.undecided([(key, "count") for key in expected], span, "the labels above do not tell its columns", label)


def read_legal_text(reading: TableReading, text: str, events: Sequence[Event]) -> None:
    """Add the cells of the table on reconsideration and litigation among `events`, if it is there."""
    _read_text(reading, text, events)
    reading.finish()


def _read_text(reading: TableReading, text: str, events: Sequence[Event]) -> None:
    columns = [code for event in events if (code := _code(event, "column"))]
    runs = _runs(events)
    if len(columns) < 3 or not any(slots for _, slots in runs):
        return
    reading.spans.append((events[0].start, max(e.end for _, slots in runs for e in slots)))
    if all(len(slots) <= 1 for _, slots in runs[:-1]) and len(runs) > len(_COLUMNS):
        _read_label_by_label(reading, runs)
        return
    if any(len(slots) == len(_KEYS) for _, slots in runs):
        # A number in a sentence before or behind the table is no row of it.
        runs = [(labels, slots) for labels, slots in runs if len(slots) >= len(_COLUMNS) or _is_header(labels)]
    if not runs[0][0]:
        _undecided(reading, _KEYS, events[0].start, runs[0][1], "numbers stand before the labels")
        return
    first = next(slots[0].start for _, slots in runs if slots)
    opening = next(event.start for event in events if _code(event, "column"))
    unread_words = any(event.kind == "text" and opening < event.start < first for event in events)
    order: list[str] = []
    for labels, slots in runs:
        groups = list(dict.fromkeys(code for event in labels if (code := _code(event, "row"))))
        printed = [code for event in labels if (code := _code(event, "column"))]
        # One row of labels may stand above three rows of numbers.
        order = printed or order
        if not slots or not labels:
            continue
        keys = [key for key in _KEYS if not groups or key.row in groups]
        digits = sum(slot.end - slot.start for slot in slots)
        if len(slots) > len(_COLUMNS) or (len(slots) < len(_COLUMNS) and digits >= len(_KEYS)):
            keys = _KEYS  # the numbers of more than one group, whichever of their labels are lost
        is_whole = len(printed) >= len(keys)
        in_order = not reading.is_reordered and _in_order(order)
        if in_order and groups == sorted(groups, key=_ROWS.index) and (is_whole or not unread_words):
            _set_row(reading, keys, slots, labels[-1], text)
        else:
            reason = "the labels are printed in another order than the form has"
            _undecided(reading, keys, labels[-1].end, slots, reason, labels[-1])


def _undecided(
    reading: TableReading,
    keys: Sequence[CellKey],
    start: int,
    slots: Sequence[Event],
    reason: str,
    label: Event | None = None,
) -> None:
    span = (start, slots[-1].end if slots else start)
    reading.undecided([(key, "count") for key in keys], span, reason, label)


def _read_label_by_label(reading: TableReading, runs: Sequence[tuple[list[Event], list[Event]]]) -> None:
    """A table written down its labels: 行政复议 结果维持 1 结果纠正 0 …

    It is read only where one number stands behind each label from the first to the last: in text taken from a PDF the
    numbers may stand before their labels, and a number more or less shows it.
    """
    columns = [[code for event in labels if (code := _code(event, "column"))] for labels, _ in runs]
    if any(len(codes) != 1 for codes in columns) or any(len(slots) != 1 for _, slots in runs):
        last = [slot for _, slots in runs for slot in slots]
        _undecided(reading, _KEYS, reading.spans[-1][0], last, "labels and numbers do not alternate one to one")
        return
    group: str | None = None
    for (labels, slots), codes in zip(runs, columns, strict=True):
        for event in labels:
            group = _code(event, "row") or group
        if group is not None:
            how = reading.row("one_by_one", labels[-1])
            reading.place(CellKey("legal", group, codes[0]), slots[0], labels[-1].end, "count", how=how)
