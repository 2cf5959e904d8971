"""二、主动公开政府信息情况: a few rows for each item of article 20; the columns differ between forms and items."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.extract.cells import TableReading, row_span
from ingest.extract.labels import Meaning
from ingest.extract.rows import Row, collect_rows, place_rows
from ingest.extract.tokens import Event, amount_unit
from ingest.forms import DISCLOSURE_CELLS, FORMS, CellKey, DisclosureCell, Form

_WIDEST = 3
_LAST_ROWS = ("government_procurement", "administrative_fees")
_FORMS_OF_COLUMN: dict[str, set[Form]] = {}
for _cell in DISCLOSURE_CELLS:
    _FORMS_OF_COLUMN.setdefault(_cell.column_code, set()).add(_cell.form)


def _form_cells(form: Form, row_code: str) -> list[DisclosureCell]:
    return [cell for cell in DISCLOSURE_CELLS if (cell.form, cell.row_code) == (form, row_code)]


def _meaning(event: Event, kind: str) -> Meaning | None:
    meanings = event.match.meanings if event.match else ()
    return next((m for m in meanings if m.table == "disclosure" and m.kind == kind), None)


@dataclass(frozen=True, slots=True)
class _Header:
    """The labels above a row: full column labels in printed order, the forms that torn pieces point to, the unit; and
    whether there is any label at all, without which a number behind 行政许可 could count anything.
    """

    is_printed: bool
    columns: tuple[str, ...]
    torn_forms: frozenset[str]
    unit: str | None


def _read_header(events: Sequence[Event], row: Row, text: str) -> _Header:
    columns, torn, unit = [], set(), None
    is_printed = any(_meaning(event, kind) for event in events for kind in ("column", "fragment", "clause", "note"))
    for event in events:
        if column := _meaning(event, "column"):
            columns.append(column.code)
        elif fragment := _meaning(event, "fragment"):
            torn.add(fragment.code)
        unit = amount_unit(event, text) or unit
    return _Header(is_printed, tuple(columns), frozenset(torn), amount_unit(row.label, text) or unit)


def _headers(rows: Sequence[Row], text: str) -> list[_Header]:
    """The header that each row stands under: its own, or that of the row before it in the same block."""
    headers: list[_Header] = []
    block: Sequence[Event] = ()
    for row in rows:
        if any(_meaning(e, k) for e in row.header for k in ("column", "fragment", "clause")):
            block = row.header
        headers.append(_read_header(block, row, text))
    return headers


def _printed_form(headers: Sequence[_Header], rows: Sequence[Row]) -> Form | None:
    """The form whose columns are printed; where all column labels are lost, the number of cells per row tells."""
    votes: dict[Form, int] = dict.fromkeys(FORMS, 0)
    for header in headers:
        for column in header.columns:
            forms = _FORMS_OF_COLUMN[column]
            if len(forms) == 1:
                votes[next(iter(forms))] += 2
        for form in FORMS:
            votes[form] += form in header.torn_forms
    if not any(votes.values()):
        for row in rows:
            fitting: list[Form] = [form for form in FORMS if len(_form_cells(form, row.code)) == row.numbers]
            if len(fitting) == 1:
                votes[fitting[0]] += 1
    best: list[Form] = [form for form in FORMS if votes[form] == max(votes.values())]
    return best[0] if len(best) == 1 else None


def _fits(cells: Sequence[DisclosureCell], header: _Header, form: Form) -> bool:
    """Whether the labels above a row can be those of this form's cells, in this order."""
    codes = [cell.column_code for cell in cells]
    if header.torn_forms and form not in header.torn_forms:
        return False
    if any(code not in codes for code in header.columns) or len(set(header.columns)) < len(header.columns):
        return False
    return list(header.columns) == sorted(header.columns, key=codes.index)


def _columns_of(row: Row, header: _Header, form: Form | None) -> list[DisclosureCell] | None:
    """The cells that a row of numbers fills, or None where the labels above it allow none or several readings."""
    readings = [
        (candidate, cells)
        for candidate in FORMS
        if header.is_printed and (cells := _form_cells(candidate, row.code)) and _fits(cells, header, candidate)
    ]
    if len(readings) > 1:
        # 行政许可 has 处理决定数量 in both forms; its other columns, or their number, tell which form it is.
        preferred = [r for r in readings if r[0] == form] or [r for r in readings if len(r[1]) == len(row.slots)]
        readings = preferred if len(preferred) == 1 else []
    return readings[0][1] if readings else None


def read_disclosure(
    document: Document, text: str, events: Sequence[Event], end: int
) -> tuple[TableReading, Form | None]:
    """The cells of the disclosure table among `events` of canonical `text`, and the form that its labels show."""
    reading = TableReading("disclosure", document)

    def row_code(index: int) -> str | None:
        meaning = _meaning(events[index], "row")
        return meaning.code if meaning else None

    rows, leading = collect_rows(events, end, _WIDEST, row_code)
    if len({row.code for row in rows}) < 2:
        return reading, None
    headers = _headers(rows, text)
    form = _printed_form(headers, rows)
    columns = [_columns_of(row, header, form) for row, header in zip(rows, headers, strict=True)]
    widths = [len(cells) if cells else max(1, row.numbers) for cells, row in zip(columns, rows, strict=True)]
    is_whole = rows[-1].code in _LAST_ROWS and rows[-1].numbers == widths[-1]
    placements = place_rows(rows, widths, leading, text, is_whole=is_whole)
    for row, header, cells, placement in zip(rows, headers, columns, placements, strict=True):
        if cells is None:
            known = _form_cells(form, row.code) if form else []
            keys = [(CellKey("disclosure", cell.row_code, cell.column_code), str(cell.unit)) for cell in known]
            reading.undecided(keys, row_span(row), "the column labels above it do not tell what its numbers are")
        elif placement.columns is None:
            keys = [(CellKey("disclosure", cell.row_code, cell.column_code), str(cell.unit)) for cell in cells]
            reading.undecided(keys, row_span(row), placement.reason)
        else:
            for cell, event in zip(cells, placement.columns, strict=True):
                key = CellKey("disclosure", cell.row_code, cell.column_code)
                reading.place(key, event, row.label.end, cell.unit, header.unit)
    reading.spans.append((events[0].start, max(row_span(row)[1] for row in rows)))
    return reading, form
