"""三、收到和处理政府信息公开申请情况: a row for each way a request can end, seven columns of applicants."""

from collections.abc import Sequence

from ingest.document import Document
from ingest.extract.cells import TableReading, row_span
from ingest.extract.labels import Meaning
from ingest.extract.rows import Row, collect_rows, place_rows, without_mentions
from ingest.extract.tokens import Event
from ingest.forms import APPLICATION_COLUMNS, APPLICATION_ROWS, CellKey, Form

_COLUMNS = [column.column_code for column in APPLICATION_COLUMNS]
_ROW_CODES = [row.row_code for row in APPLICATION_ROWS]
# The single row 其他处理 of the 2019 form is the heading of three rows in the 2021 form.
_OTHER_ROWS_2021 = [row.row_code for row in APPLICATION_ROWS if row.group_code == "other" and row.forms == ("2021",)]
_OTHER_ROW_2019 = "other"
# Dumps print 总计 before the columns under 法人或其他组织, because its cell spans both lines of the header.
_ORDERED_COLUMNS = [code for code in _COLUMNS if code != "total"]


def _meanings(event: Event) -> list[Meaning]:
    return [m for m in event.match.meanings if m.table == "application"] if event.match else []


def _code(events: Sequence[Event], index: int, kind: str) -> str | None:
    return next((m.code for m in _meanings(events[index]) if m.kind == kind), None)


def _is_header(events: Sequence[Event], index: int) -> bool:
    """Whether a word that may be a row or a column (其他, 总计) stands among column labels."""
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(events):
            meanings = _meanings(events[neighbour])
            if any(m.kind == "column" for m in meanings) and not any(m.kind == "row" for m in meanings):
                return True
            if any(m.code == "corporations" for m in meanings):
                return True
    return False


class _RowCodes:
    """Tells which row a label starts; remembers the rows before it, which 其他 and 总计 need to be told apart."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._last: str | None = None

    def __call__(self, index: int) -> str | None:
        row, column = _code(self._events, index, "row"), _code(self._events, index, "column")
        match = self._events[index].match
        if row is not None and column is not None and match is not None:
            numbered = match.ordinal.strip("(). 、,") in ("3", "七")
            follows_other = self._last in (_OTHER_ROW_2019, *_OTHER_ROWS_2021)
            among_columns = self._last is None or _is_header(self._events, index)
            if not numbered and (among_columns or (row == "other_remaining" and not follows_other)):
                row = None
        self._last = row or self._last
        return row


def _columns_in_order(events: Sequence[Event], rows: Sequence[Row]) -> bool:
    """Whether the column labels that are printed stand in the order of the form."""
    first_row = rows[0].label.start
    printed = [
        code
        for index, event in enumerate(events)
        if event.start < first_row and (code := _code(events, index, "column")) is not None
    ]
    ordered = [code for code in printed if code in _ORDERED_COLUMNS]
    if "total" in printed and "natural_person" in printed:
        in_place = printed.index("total") > printed.index("natural_person")
    else:
        in_place = True
    return in_place and ordered == sorted(ordered, key=_ORDERED_COLUMNS.index)


def read_application(document: Document, text: str, events: Sequence[Event], end: int) -> TableReading:
    """The cells of the application table among `events` of canonical `text`; no cells if it is not there."""
    reading = TableReading("application", document)
    rows, leading = collect_rows(events, end, len(_COLUMNS), _RowCodes(events))
    rows = without_mentions(rows, [len(_COLUMNS)] * len(rows))
    printed = {row.code for row in rows}
    if len(printed) < 3:
        return reading
    other_2019_has_numbers = any(row.code == _OTHER_ROW_2019 and (row.slots or row.unclaimed) for row in rows)
    is_2021 = any(code in printed for code in _OTHER_ROWS_2021)
    if is_2021 and not other_2019_has_numbers:
        rows = [row for row in rows if row.code != _OTHER_ROW_2019]
    is_whole = rows[-1].code == _ROW_CODES[-1] and rows[-1].numbers >= len(_COLUMNS)
    in_order = _columns_in_order(events, rows)
    placements = place_rows(rows, [len(_COLUMNS)] * len(rows), leading, text, is_whole=is_whole)
    for row, placement in zip(rows, placements, strict=True):
        keys = [CellKey("application", row.code, column) for column in _COLUMNS]
        span = row_span(row)
        reason = placement.reason
        if not in_order:
            reason = "the columns are printed in another order than the form has"
        elif row.code in (_OTHER_ROW_2019, *_OTHER_ROWS_2021) and is_2021 and other_2019_has_numbers:
            reason = "其他处理 has numbers as one row and as three"
        if reason or placement.columns is None:
            reading.undecided([(key, "count") for key in keys], span, reason)
            continue
        for key, event in zip(keys, placement.columns, strict=True):
            reading.place(key, event, row.label.end, "count")
    reading.spans.append((events[0].start, max(row_span(row)[1] for row in rows)))
    return reading


def application_form(reading: TableReading, fallback: Form | None) -> Form | None:
    """The form whose rows are printed: told by 其他处理, one row in 2019 and three in 2021; else `fallback`."""
    printed = {key.row for key in reading.cells}
    has_2021 = any(code in printed for code in _OTHER_ROWS_2021)
    if has_2021:
        return "2021"
    return "2019" if _OTHER_ROW_2019 in printed else fallback
