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
    line_start = text.rfind("\n", 0, slots[0].start) + 1
    line_end = text.find("\n", slots[-1].end)
    line_end = line_end if line_end >= 0 else len(text)
    if "\n" in text[slots[0].start : slots[-1].end]:
        return None
    separator = "|" if "|" in text[line_start:line_end] else "\t"
    low, high = line_start, line_end
    if separator == "|":
        line = text[line_start:line_end]
        low += len(line) - len(line.lstrip(" |")) if line.lstrip().startswith("|") else 0
        # Only the frame of the row is taken off: "| 1 | | |" ends with an empty cell.
        low = line_start + line.index("|") + 1 if line.lstrip().startswith("|") else line_start
        high = line_start + line.rindex("|") if line.rstrip().endswith("|") else line_end
    fields: list[Event | None] = []
    position = low
    for part in text[low:high].split(separator):
        span = (position, position + len(part))
        position += len(part) + 1
        inside = [slot for slot in slots if span[0] <= slot.start and slot.end <= span[1]]
        if len(inside) > 1 or (part.strip() and not inside):
            return None
        fields.append(inside[0] if inside else None)
    return fields if len(fields) == width else None


def _set_row(
    reading: TableReading, keys: Sequence[CellKey], slots: Sequence[Event], labels_end: int, text: str
) -> None:
    """Put the slots behind some labels in their cells: as many as there are, or as the line shows its empty ones."""
    span = (labels_end, slots[-1].end if slots else labels_end)
    columns: Sequence[Event | None] | None = slots if len(slots) == len(keys) else None
    if not slots:
        columns = [None] * len(keys)
    elif columns is None:
        columns = _explicit_fields(slots, text, len(keys))
    if columns is None:
        reading.undecided([(k, "count") for k in keys], span, f"{len(slots)} of {len(keys)} numbers are printed")
        return
    for key, event in zip(keys, columns, strict=True):
        reading.place(key, event, labels_end, "count")


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
    groups_before: list[str] = []
    columns_before: list[str] = []
    for labels, slots in runs:
        groups = [code for event in labels if (code := _code(event, "row"))]
        printed = [code for event in labels if (code := _code(event, "column"))]
        groups_before += groups
        columns_before = printed or columns_before
        if not slots and not printed:
            continue
        start = labels[-1].end if labels else events[0].start
        if len(groups) == 1 and (len(slots) <= len(_COLUMNS) or not printed):
            keys = [key for key in _KEYS if key.row == groups[0]]
            whole = _COLUMNS
        else:
            keys, whole = _KEYS, _COLUMNS * len(_ROWS)
        in_order = _is_subsequence(columns_before, whole) or _is_subsequence(columns_before, _COLUMNS)
        if not in_order or not _is_subsequence(groups, _ROWS):
            span = (start, slots[-1].end if slots else start)
            reading.undecided(
                [(k, "count") for k in keys], span, "the labels are printed in another order than the form"
            )
            continue
        _set_row(reading, keys, slots, start, text)
    return reading


def _read_label_by_label(reading: TableReading, runs: Sequence[tuple[list[Event], list[Event]]]) -> None:
    """A table written down its labels: 行政复议 结果维持 1 结果纠正 0 …; a label without a number is left out."""
    group: str | None = None
    for labels, slots in runs:
        for event in labels:
            group = _code(event, "row") or group
        column = _code(labels[-1], "column") if labels else None
        if group is None or column is None or len(slots) != 1:
            continue
        reading.place(CellKey("legal", group, column), slots[0], labels[-1].end, "count")
