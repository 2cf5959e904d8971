"""四、行政复议、行政诉讼情况: fifteen numbers under three groups of five labels, in one row or in one row a group."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.cells import TableReading
from ingest.extract.digits import GluedRow, digit_pieces, solve_run
from ingest.extract.labels import Kind
from ingest.extract.shown_columns import columns_between_pipes, columns_of_fields, columns_of_line
from ingest.extract.tokens import Event
from ingest.extract.torn_labels import legal_numbers_by_letters
from ingest.forms import LEGAL_CELLS, CellKey, identities
from ingest.report import Rule  # noqa: TC001 - an annotation of a variable

KEYS = [CellKey("legal", cell.row_code, cell.column_code) for cell in LEGAL_CELLS]
_ROWS = list(dict.fromkeys(cell.row_code for cell in LEGAL_CELLS))
_FRAME = re.compile(r" *\|")
COLUMNS = list(dict.fromkeys(cell.column_code for cell in LEGAL_CELLS))


def _code(event: Event, kind: Kind) -> str | None:
    return event.match.code("legal", kind) if event.match else None


def _in_order(printed: Sequence[str]) -> bool:
    """Whether column labels, some of them lost or repeated, run through the five of the form again and again.

    The order is another one when 总计 is printed before its parts and not behind the last of them.
    """
    places = [COLUMNS.index(code) for code in printed]
    passes = 1 + sum(after < before for before, after in pairwise(places))
    total = len(COLUMNS) - 1
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
            between = len(slots) < len(KEYS) and index + 1 < len(events) and events[index + 1].is_slot
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
    in_line = _columns_of_row(text, len(keys), slots, label) or _columns_of_lines(text, len(keys), slots, label)
    lines = {"\n" in text[a.end : b.start] for a, b in pairwise(slots)}
    pipes = text.count("|", slots[0].start, slots[-1].end)
    is_plain = all(slot.is_slot for slot in slots) or pipes == len(keys) - 1
    is_plain = is_plain and len(slots) == len(keys) and len(lines) <= 1
    columns = in_line or (slots if is_plain else None)
    rule: Rule = "shown" if in_line else "counted"
    reason = f"{len(slots)} of {len(keys)} numbers are printed"
    is_cut_off = slots[-1].end == len(text)  # maybe within a number
    if (
        columns is None
        and (pieces := digit_pieces(slots, text))
        # Glued are all the numbers of a row, or all of a group; any fewer apart are whole, the blanks between lost.
        and len(pieces) in {1, len(keys) // len(COLUMNS)}
        and len(keys) in (len(COLUMNS), len(KEYS))
        and not is_cut_off
        and reading.may_search()
    ):
        sums = [s for s in identities("2021") if s.rule_id == "L1" and s.actual[0] in keys]
        solution = solve_run(GluedRow(tuple(keys), pieces), text, sums)
        columns, rule, reason = solution.cut.events if solution.cut else None, "sums", solution.reason
    if columns is None:
        set_undecided(reading, keys, label.end, slots, reason, label)
        return
    how = reading.row(rule, label)
    for key, event in zip(keys, columns, strict=True):
        reading.place(key, event, label.end, "count", how=how)


def _columns_of_row(text: str, width: int, slots: Sequence[Event], label: Event) -> tuple[Event | None, ...] | None:
    """The columns of a row by the fields of its line, whose first or last may be empty where the line of the labels
    shows whether the lines of the table begin and end with a pipe.
    """
    low, high = _line(text, slots[0].start)
    of_labels = text[slice(*_line(text, label.start))].strip(" \r")
    fields = text[low:high].strip(" \r")
    opening, closing = of_labels.startswith("|"), of_labels.endswith("|")
    if "|" in of_labels and (not opening or fields.startswith("|")) and (not closing or fields.endswith("|")):
        low = text.index("|", low) + 1 if opening else low
        high = text.rindex("|", low, high) if closing else high
        if columns := columns_of_fields(text, low, high, "|", width, slots):
            return columns
    frame = _FRAME.match(text, low)
    return columns_of_line(text, frame.end() if frame else low, width, slots)


def _columns_of_lines(text: str, width: int, slots: Sequence[Event], label: Event) -> tuple[Event | None, ...] | None:
    """The columns of a row of cells on lines of their own ("0 |"). A pipe before the first of them may open the row."""
    columns = columns_between_pipes(text, label.end, slots[-1].end, width, slots)
    return columns if columns and columns[0] else None


def _line(text: str, position: int) -> tuple[int, int]:
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def read_legal_text(reading: TableReading, text: str, events: Sequence[Event], end: int) -> None:
    """Add the cells of the table on reconsideration and litigation among `events`, if it is there.

    The next table or section begins at `end`.
    """
    if sum(_code(event, "column") is not None for event in events) >= len(KEYS) or not _read_under_torn_header(
        reading, text, events, end
    ):
        _read_text(reading, text, events)


def _read_under_torn_header(reading: TableReading, text: str, events: Sequence[Event], end: int) -> bool:
    numbers = legal_numbers_by_letters(text, events, end)
    if reading.cells or not numbers:
        return False
    label = next(event for event in events if event.match and event.match.is_of("legal"))
    for key, number in zip(KEYS, numbers, strict=True):
        reading.place(key, number, number.start, "count", how=reading.row("table", label))
    reading.spans.append((label.start, numbers[-1].end))
    return True


def _read_text(reading: TableReading, text: str, events: Sequence[Event]) -> None:
    columns = [code for event in events if (code := _code(event, "column"))]
    runs = _runs(events)
    if len(columns) < 3 or not any(slots for _, slots in runs):
        return
    reading.spans.append((events[0].start, max(e.end for _, slots in runs for e in slots)))
    if all(len(slots) <= 1 for _, slots in runs[:-1]) and len(runs) > len(COLUMNS):
        _read_label_by_label(reading, runs)
        return
    if any(len(slots) == len(KEYS) for _, slots in runs):
        # A number in a sentence before or behind the table is no row of it.
        runs = [(labels, slots) for labels, slots in runs if len(slots) >= len(COLUMNS) or _is_header(labels)]
    if not runs[0][0]:
        set_undecided(reading, KEYS, events[0].start, runs[0][1], "numbers stand before the labels")
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
        keys = [key for key in KEYS if not groups or key.row in groups]
        digits = sum(slot.end - slot.start for slot in slots)
        is_of_more = len(slots) > len(COLUMNS) or (len(slots) < len(COLUMNS) and digits >= len(KEYS))
        if is_of_more or len(printed) > len(COLUMNS) * max(1, len(groups)):
            keys = KEYS  # the numbers of more than one group, whichever of their labels are lost
        is_whole = len(printed) >= len(keys)
        in_order = not reading.is_reordered and _in_order(order)
        if in_order and groups == sorted(groups, key=_ROWS.index) and (is_whole or not unread_words):
            _set_row(reading, keys, slots, labels[-1], text)
        else:
            reason = "the labels are printed in another order than the form has"
            set_undecided(reading, keys, labels[-1].end, slots, reason, labels[-1])


def set_undecided(
    reading: TableReading,
    keys: Sequence[CellKey],
    start: int,
    slots: Sequence[Event],
    reason: str,
    label: Event | None = None,
) -> None:
    """Set cells as undecided for a reason; from `start` to the last of `slots` something is printed."""
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
        set_undecided(reading, KEYS, reading.spans[-1][0], last, "labels and numbers do not alternate one to one")
        return
    group: str | None = None
    for (labels, slots), codes in zip(runs, columns, strict=True):
        for event in labels:
            group = _code(event, "row") or group
        if group is not None:
            how = reading.row("one_by_one", labels[-1])
            reading.place(CellKey("legal", group, codes[0]), slots[0], labels[-1].end, "count", how=how)
