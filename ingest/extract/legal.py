"""四、行政复议、行政诉讼情况: fifteen numbers under three groups of five labels, in one row or in one row a group."""

from collections.abc import Sequence

from ingest.document import Document
from ingest.extract.cells import TableReading
from ingest.extract.tokens import Event
from ingest.forms import LEGAL_CELLS, CellKey

_KEYS = [CellKey("legal", cell.row_code, cell.column_code) for cell in LEGAL_CELLS]
_ROWS = list(dict.fromkeys(cell.row_code for cell in LEGAL_CELLS))
_COLUMNS = list(dict.fromkeys(cell.column_code for cell in LEGAL_CELLS))


def _code(event: Event, kind: str) -> str | None:
    meanings = event.match.meanings if event.match else ()
    return next((m.code for m in meanings if m.table == "legal" and m.kind == kind), None)


def _is_subsequence(printed: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(item in rest for item in printed)


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
            if not between:
                break
            slots.append(event)
    if labels or slots:
        runs.append((labels, slots))
    return runs


def _explicit_fields(slots: Sequence[Event], text: str, width: int) -> list[Event | None] | None:
    """The fields of the line that holds all slots, if it is cut by pipes or tabs into `width` of them."""
    if "\n" in text[slots[0].start : slots[-1].end]:
        return None
    start = text.rfind("\n", 0, slots[0].start) + 1
    end = text.find("\n", slots[-1].end)
    line = text[start : end if end >= 0 else len(text)]
    separator = "|" if "|" in line else "\t"
    fields: list[Event | None] = []
    position = start
    for part in line.split(separator):
        inside = [s for s in slots if position <= s.start and s.end <= position + len(part)]
        if len(inside) > 1 or (part.strip() and not inside):
            return None
        fields.append(inside[0] if inside else None)
        position += len(part) + 1
    if separator == "|":
        # Only the frame of the row is taken off: "| 1 | | |" ends with an empty cell.
        fields = fields[1:] if line.lstrip().startswith("|") else fields
        fields = fields[:-1] if line.rstrip().endswith("|") else fields
    return fields if len(fields) == width else None


def _set_row(reading: TableReading, keys: Sequence[CellKey], slots: Sequence[Event], start: int, text: str) -> None:
    """Put the slots behind some labels in their cells: as many as there are, or as the line shows its empty ones."""
    columns: Sequence[Event | None] | None = None
    if not slots:
        columns = [None] * len(keys)
    elif len(slots) == len(keys) and all(slot.is_slot for slot in slots):
        columns = slots
    else:
        columns = _explicit_fields(slots, text, len(keys))
    if columns is None:
        _undecided(reading, keys, start, slots, f"{len(slots)} of {len(keys)} numbers are printed")
        return
    for key, event in zip(keys, columns, strict=True):
        reading.place(key, event, start, "count")


def read_legal(document: Document, text: str, events: Sequence[Event]) -> TableReading:
    """The cells of the table on reconsideration and litigation among `events`; no cells if it is not there."""
    reading = TableReading("legal", document)
    columns = [code for event in events if (code := _code(event, "column"))]
    if len(columns) < 3:
        return reading
    runs = _runs(events)
    reading.spans.append((events[0].start, max((e.end for _, slots in runs for e in slots), default=events[-1].end)))
    if all(len(slots) <= 1 for _, slots in runs[:-1]) and len(runs) > len(_COLUMNS):
        _read_label_by_label(reading, runs)
        return reading
    if not runs[0][0]:
        _undecided(reading, _KEYS, events[0].start, runs[0][1], "numbers stand before the labels")
        return reading
    order: list[str] = []
    for labels, slots in runs:
        groups = [code for event in labels if (code := _code(event, "row"))]
        printed = [code for event in labels if (code := _code(event, "column"))]
        # One row of labels may stand above three rows of numbers.
        order = printed or order
        if not slots and not printed:
            continue
        start = labels[-1].end
        keys = [key for key in _KEYS if not groups or key.row in groups]
        in_order = _is_subsequence(order, _COLUMNS) or _is_subsequence(order, [key.column for key in keys])
        if in_order and _is_subsequence(groups, _ROWS):
            _set_row(reading, keys, slots, start, text)
        else:
            _undecided(reading, keys, start, slots, "the labels are printed in another order than the form has")
    return reading


def _undecided(reading: TableReading, keys: Sequence[CellKey], start: int, slots: Sequence[Event], reason: str) -> None:
    span = (start, slots[-1].end if slots else start)
    reading.undecided([(key, "count") for key in keys], span, reason)


def _read_label_by_label(reading: TableReading, runs: Sequence[tuple[list[Event], list[Event]]]) -> None:
    """A table written down its labels: 行政复议 结果维持 1 结果纠正 0 …

    It is read only where one number stands behind each label from the first to the last: in text taken from a PDF the
    numbers may stand before their labels, and a number more or less shows it.
    """
    columns = [[code for event in labels if (code := _code(event, "column"))] for labels, _ in runs]
    if any(len(codes) != 1 for codes in columns) or any(len(slots) != 1 for _, slots in runs):
        _undecided(reading, _KEYS, runs[0][0][-1].end, runs[-1][1], "labels and numbers do not alternate one to one")
        return
    group: str | None = None
    for (labels, slots), codes in zip(runs, columns, strict=True):
        for event in labels:
            group = _code(event, "row") or group
        if group is not None:
            reading.place(CellKey("legal", group, codes[0]), slots[0], labels[-1].end, "count")
