"""三、收到和处理政府信息公开申请情况: a row for each way a request can end, seven columns of applicants."""

import re
from collections.abc import Mapping, Sequence

from ingest.extract.cells import TableReading, row_span
from ingest.extract.digit_tables import solve_table
from ingest.extract.digits import GluedRow, digit_pieces
from ingest.extract.labels import Kind, Meaning
from ingest.extract.placement import Placement, place_rows
from ingest.extract.rows import Row, collect_rows, without_mentions
from ingest.extract.tokens import Event
from ingest.extract.torn_labels import WrappedRow, application_rows_by_lines, columns_by_letters
from ingest.extract.values import read_value
from ingest.forms import APPLICATION_COLUMNS, APPLICATION_ROWS, CellKey, Form, application_rows, identities
from ingest.report import Rule

_ROW_OF_NUMBERS = re.compile(r"\d(?:\s+\d+){6}")
_NATURAL_PERSON = re.compile(r"自 ?然 ?人")
_TOTAL = re.compile(r"[总合] ?计")
_ORDINALS = {row.row_code: row.ordinal.strip("().、") for row in APPLICATION_ROWS}
COLUMNS = [column.column_code for column in APPLICATION_COLUMNS]
_TOTAL_COLUMN = COLUMNS.index("total")
_ROW_CODES = [row.row_code for row in APPLICATION_ROWS]
# The single row 其他处理 of the 2019 form is the heading of three rows in the 2021 form.
OTHER_ROWS_2021 = [row.row_code for row in APPLICATION_ROWS if row.group_code == "other" and row.forms == ("2021",)]
OTHER_ROW_2019 = "other"
# Dumps print 总计 before the columns under 法人或其他组织, because its cell spans both lines of the header.
_ORDERED_COLUMNS = [code for code in COLUMNS if code != "total"]
CORPORATIONS = "corporations"
KEYS_OF_ROW = {row: [CellKey("application", row, column) for column in COLUMNS] for row in _ROW_CODES}


def _meanings(event: Event) -> list[Meaning]:
    return [m for m in event.match.meanings if m.table == "application"] if event.match else []


def _code(events: Sequence[Event], index: int, kind: Kind) -> str | None:
    match = events[index].match
    return match.code("application", kind) if match else None


def _is_header(events: Sequence[Event], index: int) -> bool:
    """Whether a word that may be a row or a column (其他, 总计) stands among column labels."""
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(events):
            meanings = _meanings(events[neighbour])
            if any(m.kind == "column" for m in meanings) and not any(m.kind == "row" for m in meanings):
                return True
            if any(m.code == CORPORATIONS for m in meanings):
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
            follows_other = self._last in (OTHER_ROW_2019, *OTHER_ROWS_2021)
            among_columns = self._last is None or _is_header(self._events, index)
            if not numbered and (among_columns or (row == "other_remaining" and not follows_other)):
                row = None
        self._last = row or self._last
        return row


def _columns_in_order(text: str, events: Sequence[Event], rows: Sequence[Row]) -> bool:
    """Whether the column labels that are printed stand in the order of the form.

    Where 自然人 or 总计 is lost or torn, the letters that are left in each line tell whether 总计 is before the others.
    """
    first_row = next((row for row in rows if row.numbers == len(COLUMNS)), rows[0]).label.start
    # Column labels with numbers behind them, or above the title, stand in the text around the table.
    header_start = max((e.end for e in events if (e.is_slot or e.kind == "heading") and e.start < first_row), default=0)
    printed = [
        code
        for index, event in enumerate(events)
        if header_start <= event.start < first_row and (code := _code(events, index, "column")) is not None
    ]
    ordered = [code for code in printed if code in _ORDERED_COLUMNS]
    if "total" in printed and "natural_person" in printed:
        in_place = printed.index("total") > printed.index("natural_person")
    else:
        in_place = _is_in_order(text, events, rows[0].label.start)
    return in_place and ordered == sorted(ordered, key=_ORDERED_COLUMNS.index)


def _is_in_order(text: str, events: Sequence[Event], end: int) -> bool:
    """Whether the letters of column labels above the row that begins at `end` stand in the order of the form.

    总计 may stand in the line of any of them where 自然人 is printed before it: then cells follow each other.
    """
    start = max((e.end for e in events if (e.is_slot or e.kind == "heading") and e.start < end), default=0)
    lines = columns_by_letters(text[start:end])
    if len({column for columns in lines for column in columns}) < 2:
        start = events[0].start  # numbers of a row whose label is torn stand between
        lines = columns_by_letters(text[start:end])
    person = _NATURAL_PERSON.search(text, start, end)
    total = _TOTAL.search(text, start, end)
    if person and total and person.start() < total.start():
        lines = [[column for column in columns if column != _TOTAL_COLUMN] for columns in lines]
    return all(columns == sorted(columns) for columns in lines)


def _ordinal_may_be_glued(row: Row, labels: Mapping[int, Event], text: str) -> bool:
    """Whether the last digit of a row may be the ordinal of the label behind it: 0000000 5属于三类内部事务信息."""
    behind = labels.get(row.slots[-1].end)
    if behind is None or behind.match is None or behind.match.ordinal:
        return False
    return any(_ORDINALS.get(m.code) == text[behind.start - 1] for m in _meanings(behind) if m.kind == "row")


def _known(
    reading: TableReading, rows: Sequence[Row], placements: Sequence[Placement], text: str
) -> dict[CellKey, int]:
    """The counts of the cells that are decided already."""
    known = {key: int(cell.value) for key, cell in reading.cells.items() if cell.value is not None}
    for row, placement in zip(rows, placements, strict=True):
        for key, event in zip(KEYS_OF_ROW[row.code], placement.columns or (), strict=False):
            value = read_value(text[event.start : event.end]) if event else None
            if value is not None and value.number == int(value.number):
                known[key] = int(value.number)
    return known


def _cut_glued(
    reading: TableReading,
    rows: Sequence[Row],
    placements: list[Placement],
    events: Sequence[Event],
    text: str,
    form: Form,
) -> list[Placement]:
    """Place the rows whose numbers stand together without separators, by the sums of the form."""
    if any(row.before or row.behind or not row.slots for row in rows) or any(p.may_be_shifted for p in placements):
        return placements  # the digits may belong to the label behind them
    labels = {event.start: event for event in events if event.kind == "label"}
    glued: dict[int, GluedRow] = {}
    for index, (row, placement) in enumerate(zip(rows, placements, strict=True)):
        pieces = digit_pieces(row.slots, text) if placement.columns is None else ()
        if pieces and len(pieces) < len(COLUMNS):
            numbers = [int(text[start:end]) for start, end in pieces]
            if len(numbers) > 1 and numbers[-1] == sum(numbers[:-1]):
                return placements  # whole numbers, the blank cells between them lost
            glued[index] = GluedRow(tuple(KEYS_OF_ROW[row.code]), pieces, _ordinal_may_be_glued(row, labels, text))
    sums = [identity for identity in identities(form) if identity.rule_id != "L1"]
    solutions = solve_table(list(glued.values()), _known(reading, rows, placements, text), text, sums) if glued else ()
    for index, solution in zip(glued, solutions, strict=True):
        placements[index] = Placement(solution.cut.events if solution.cut else None, solution.reason, rule="sums")
    return placements


def _rows_by_lines(
    reading: TableReading,
    told: Mapping[str, Sequence[Event | None]],
    text: str,
    events: Sequence[Event],
    end: int,
) -> dict[str, WrappedRow]:
    """The rows by the order of their lines, where no grid has any of them and those `told` by their labels agree."""
    if reading.cells or reading.is_reordered:
        return {}
    lines = application_rows_by_lines(text, events, end)
    agree = all(
        code in lines and [event and event[1:3] for event in columns] == [event[1:3] for event in lines[code].numbers]
        for code, columns in told.items()
    )
    return lines if agree else {}


def _place_row(reading: TableReading, code: str, label: Event, columns: Sequence[Event | None], rule: Rule) -> None:
    how = reading.row(rule, label)
    for key, event in zip(KEYS_OF_ROW[code], columns, strict=True):
        reading.place(key, event, label.end, "count", how=how)


def read_application_text(reading: TableReading, text: str, events: Sequence[Event], end: int) -> None:
    """Add the cells of the application table among `events` of canonical `text`, if it is there.

    The next table or section begins at `end`.
    """
    rows, unread = collect_rows(events, end, len(COLUMNS), _RowCodes(events))
    reading.unread_rows += unread + sum(
        _ROW_OF_NUMBERS.search(text, event.start, event.end) is not None for event in events if event.kind == "text"
    )
    rows = without_mentions(rows, len(COLUMNS), {key.row for key in reading.cells})
    printed = {row.code for row in rows}
    if len(printed | {key.row for key in reading.cells}) < 3 or not rows:
        return
    other_2019_has_numbers = any(row.code == OTHER_ROW_2019 and (row.slots or row.behind) for row in rows)
    is_2021 = any(code in printed for code in OTHER_ROWS_2021)
    if is_2021 and not other_2019_has_numbers:
        rows = [row for row in rows if row.code != OTHER_ROW_2019]
    is_whole = rows[-1].code == _ROW_CODES[-1] and rows[-1].numbers >= len(COLUMNS)
    in_order = not reading.is_reordered and _columns_in_order(text, events, rows)
    placements = place_rows(rows, [len(COLUMNS)] * len(rows), text, is_whole=is_whole)
    form: Form = "2021" if is_2021 else "2019"
    placements = _cut_glued(reading, rows, placements, events, text, form)
    # Labels without numbers and numbers without a label of theirs: the rows may be printed as columns.
    bare = sum(not row.slots for row in rows)
    is_turned = bare * 2 > len(rows) and any(row.before or row.behind for row in rows)
    told = {row.code: p.columns for row, p in zip(rows, placements, strict=True) if row.slots and p.columns}
    if not (in_order and told.keys() >= {row.row_code for row in application_rows(form)}) and (
        by_lines := _rows_by_lines(reading, told, text, events, end)
    ):
        for code, line in by_lines.items():
            _place_row(reading, code, line.label, line.numbers, "table")
        reading.spans.append((events[0].start, max(line.numbers[-1].end for line in by_lines.values())))
        return
    for row, placement in zip(rows, placements, strict=True):
        reason = placement.reason
        if is_turned:
            reason = "most labels have no numbers behind them; the table may be turned"
        elif not in_order:
            reason = "the columns are printed in another order than the form has"
        elif row.code in (OTHER_ROW_2019, *OTHER_ROWS_2021) and is_2021 and other_2019_has_numbers:
            reason = "其他处理 has numbers as one row and as three"
        if reason or placement.columns is None:
            reading.undecided([(key, "count") for key in KEYS_OF_ROW[row.code]], row_span(row), reason, row.label)
            continue
        _place_row(reading, row.code, row.label, placement.columns, placement.rule)
    reading.spans.append((events[0].start, max(row_span(row)[1] for row in rows)))


def application_form(reading: TableReading) -> Form | None:
    """The form whose rows are printed: told by 其他处理, one row in 2019 and three in 2021; None where it is not."""
    printed = {key.row for key in reading.cells}
    has_2021 = any(code in printed for code in OTHER_ROWS_2021)
    if has_2021:
        return "2021"
    return "2019" if OTHER_ROW_2019 in printed else None
