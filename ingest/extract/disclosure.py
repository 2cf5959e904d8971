"""二、主动公开政府信息情况: a few rows for each item of article 20; the columns differ between forms and items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.document import Document
from ingest.extract.canonical import skeleton
from ingest.extract.cells import TableReading, row_span
from ingest.extract.digits import GluedRow, digit_pieces, solve_run, zeros
from ingest.extract.grid_rows import GridRow, ReadGrid, continues, each_once
from ingest.extract.labels import Kind, match_label
from ingest.extract.placement import place_rows
from ingest.extract.rows import MOST_LABELS_OF_A_HEADER, Row, collect_rows, without_mentions
from ingest.extract.tokens import Event, amount_unit, is_unit
from ingest.forms import DISCLOSURE_CELLS, FORMS, CellKey, DisclosureCell, Form, disclosure_cells

_WIDEST = 3
_LONGEST_CAPTION = 40
# The last is 信息内容, the first label of every block.
_HEADER_KINDS: tuple[Kind, ...] = ("column", "clause", "note")
_LAST_ROWS = ("government_procurement", "administrative_fees")
_FORMS_OF_COLUMN: dict[str, set[Form]] = {}
for _cell in DISCLOSURE_CELLS:
    _FORMS_OF_COLUMN.setdefault(_cell.column_code, set()).add(_cell.form)


@cache
def _form_cells(form: Form, row_code: str) -> tuple[DisclosureCell, ...]:
    return tuple(cell for cell in disclosure_cells(form) if cell.row_code == row_code)


def _code(event: Event, kind: Kind) -> str | None:
    return event.match.code("disclosure", kind) if event.match else None


@dataclass(frozen=True, slots=True)
class _Header:
    """The labels above a row: column labels in printed order, whether words stand among them that cannot be read, and
    the unit of money.

    `is_printed` is False where there is no label at all: then a number behind 行政许可 could count anything.
    """

    is_printed: bool
    columns: tuple[str, ...]
    has_unread_words: bool
    unit: str | None


def _read_header(events: Sequence[Event], label: Event, text: str) -> _Header:
    if len(events) > MOST_LABELS_OF_A_HEADER:
        return _Header(is_printed=False, columns=(), has_unread_words=True, unit=None)
    columns: list[str] = []
    unit = None
    for event in events:
        # A merged cell may repeat its label in every place that it covers.
        code = _code(event, "column")
        if code is not None and columns[-1:] != [code]:
            columns.append(code)
        unit = amount_unit(event, text) or unit
    is_printed = any(_code(event, kind) is not None for event in events for kind in _HEADER_KINDS)
    words = [skeleton(text[event.start : event.end]) for event in events if event.kind == "text"]
    has_unread_words = any(word not in "信息内容" for word in words)
    return _Header(is_printed, tuple(columns), has_unread_words, amount_unit(label, text) or unit)


def _printed_form(headers: Sequence[_Header], numbers: Sequence[tuple[str, int]]) -> Form | None:
    """The form whose columns are printed; where all column labels are lost, the number of cells per row tells.

    `numbers` has the code of each row and how many slots it has.
    """
    votes: dict[Form, int] = dict.fromkeys(FORMS, 0)
    for header in headers:
        for column in header.columns:
            if len(_FORMS_OF_COLUMN[column]) == 1:
                votes[next(iter(_FORMS_OF_COLUMN[column]))] += 1
    if not any(votes.values()):
        for row_code, count in numbers:
            fitting: list[Form] = [form for form in FORMS if len(_form_cells(form, row_code)) == count]
            if len(fitting) == 1:
                votes[fitting[0]] += 1
    best: list[Form] = [form for form in FORMS if votes[form] == max(votes.values())]
    return best[0] if len(best) == 1 else None


def _fits(cells: Sequence[DisclosureCell], header: _Header) -> bool:
    """Whether the labels above a row can be those of these cells, in this order."""
    codes = [cell.column_code for cell in cells]
    if any(code not in codes for code in header.columns) or len(set(header.columns)) < len(header.columns):
        return False
    if header.has_unread_words and len(header.columns) < len(codes):
        return False
    return list(header.columns) == sorted(header.columns, key=codes.index)


def _columns_of(row: Row, header: _Header, form: Form | None) -> Sequence[DisclosureCell] | None:
    """The cells that a row of numbers fills, or None where the labels above it allow none or several readings."""
    readings = [
        (candidate, cells)
        for candidate in FORMS
        if header.is_printed and (cells := _form_cells(candidate, row.code)) and _fits(cells, header)
    ]
    if len(readings) > 1:
        # 行政许可 has 处理决定数量 in both forms; its other columns, or their number, tell which form it is.
        preferred = [r for r in readings if r[0] == form] or [r for r in readings if len(r[1]) == len(row.slots)]
        readings = preferred if len(preferred) == 1 else []
    return readings[0][1] if readings else None


def _undecided(
    reading: TableReading, row_code: str, form: Form | None, span: tuple[int, int], reason: str, label: Event
) -> None:
    known = _form_cells(form, row_code) if form else []
    keys = [(CellKey("disclosure", cell.row_code, cell.column_code), str(cell.unit)) for cell in known]
    reading.undecided(keys, span, reason, label)


# --- in grids


@dataclass(frozen=True, slots=True)
class GridReading:
    """A row of a grid: what stands right of its label, place by place, and the column label over each place if there
    is one. A cell that covers several places counts once.
    """

    row_code: str
    label: Event
    header: _Header
    cells: tuple[Event | None, ...]
    codes: tuple[str | None, ...]


def _code_over(lines: Sequence[GridRow], place: int, text: str) -> str | None:
    """The column label over a place; its words may be halved over two lines."""
    above = each_once([line.events[place] for line in lines])
    above = [event for event in above if _code(event, "clause") is None]
    whole = {code for event in above if (code := _code(event, "column")) is not None}
    if not whole and len(above) > 1:
        joined = match_label("".join(text[event.start : event.end] for event in above))
        return joined.code("disclosure", "column") if joined else None
    return whole.pop() if len(whole) == 1 else None


def _labelled_rows(rows: Sequence[GridRow], text: str, inherited: list[GridRow]) -> list[GridReading]:
    """The rows of this table in one grid; `inherited` is the header of the grid before, and then this one's."""
    found: list[GridReading] = []
    header_is_open = False
    for row in rows:
        last = row.last_label("disclosure")
        if last is None:
            if not row.has_slots:
                if not header_is_open or any(match.code("disclosure", "clause") for _, match in row.labels):
                    inherited.clear()
                inherited.append(row)
                header_is_open = True
            continue
        header_is_open = False
        place, code = last
        label = row.events[place]
        if label is None:
            continue
        same_width = [line for line in inherited if len(line.events) == len(row.events)]
        cells: list[Event | None] = []
        codes: list[str | None] = []
        for column in range(place + 1, len(row.events)):
            event = row.events[column]
            if event is not None and cells and event is cells[-1]:
                codes[-1] = codes[-1] or _code_over(same_width, column, text)
                continue
            cells.append(event)
            codes.append(_code_over(same_width, column, text))
        header = _read_header([e for line in inherited for e in each_once(line.events)], label, text)
        found.append(GridReading(code, label, header, tuple(cells), _without_repeats(codes)))
    return found


def _without_repeats(codes: Sequence[str | None]) -> tuple[str | None, ...]:
    """Codes of places with a label that a merged cell repeats taken once: over its first place."""
    return tuple(None if code in codes[:index] else code for index, code in enumerate(codes))


def _place_grid_row(reading: TableReading, row: GridReading, form: Form | None) -> None:
    """Set the cells of a row: under their labels, or, some labels lost, in the order of the form if all fits."""
    candidates = [cells for f in FORMS if (cells := _form_cells(f, row.row_code))]
    placed: list[tuple[Sequence[DisclosureCell], list[Event | None]]] = []
    for cells in candidates:
        wanted = [cell.column_code for cell in cells]
        if set(filter(None, row.codes)) == set(wanted):
            places = [row.codes.index(code) for code in wanted]
        elif row.header.is_printed and len(row.cells) >= len(cells) and _fits(cells, row.header):
            places = list(range(len(cells)))
            if any(code not in (None, wanted[place]) for place, code in zip(places, row.codes, strict=False)):
                continue
        else:
            continue
        if all(event is None or index in places for index, event in enumerate(row.cells)):
            placed.append((cells, [row.cells[place] for place in places]))
    exact = [p for p in placed if set(filter(None, row.codes)) == {cell.column_code for cell in p[0]}]
    placed = exact or ([p for p in placed if p[0][0].form == form] if len(placed) > 1 else placed)
    if len(placed) != 1:
        end = max((event.end for event in row.cells if event), default=row.label.end)
        reason = "the column labels above it do not tell what its numbers are"
        _undecided(reading, row.row_code, form, (row.label.end, end), reason, row.label)
        return
    how = reading.row("grid", row.label)
    for cell, event in zip(*placed[0], strict=True):
        key = CellKey("disclosure", cell.row_code, cell.column_code)
        reading.place(key, event, row.label.end, cell.unit, row.header.unit, how)


# --- the whole table


def _unit_above(text: str, start: int, end: int) -> str | None:
    """The unit of money that the line above a grid states for all of it: (单位:万元)."""
    above = text[max(start, end - _LONGEST_CAPTION) : end].rstrip(" |\t\r\n")
    line = above[above.rfind("\n") + 1 :].strip()
    if not is_unit(line):
        return None
    low = text.rindex(line, start, end)
    return amount_unit(Event("unit", low, low + len(line)), text)


def read_disclosure_grids(text: str, grids: Sequence[ReadGrid]) -> tuple[list[GridReading], list[ReadGrid]]:
    """The rows of this table that stand in grids of canonical `text`, and the grids that have some of them."""
    inherited: list[GridRow] = []
    readings: list[GridReading] = []
    used: list[ReadGrid] = []
    before: ReadGrid | None = None
    unit: str | None = None
    for grid in grids:
        if not continues(grid, before, text):
            inherited.clear()
            unit = _unit_above(text, before.span[1] if before else 0, grid.span[0])
        before = grid
        rows = _labelled_rows(grid.rows, text, inherited)
        rows = [replace(row, header=replace(row.header, unit=row.header.unit or unit)) for row in rows]
        if any(any(row.codes) for row in rows):
            readings += rows
            used.append(grid)
    return readings, used


def read_disclosure(
    document: Document, text: str, in_grids: Sequence[GridReading], events: Sequence[Event], end: int
) -> tuple[TableReading, Form | None]:
    """The cells of the disclosure table: those `in_grids`, and those among `events` of canonical `text` around them.

    Returns them with the form that the column labels show, or None where they show none.
    """
    reading = TableReading("disclosure", document)

    def row_code(index: int) -> str | None:
        return _code(events[index], "row")

    rows, reading.unread_rows = collect_rows(events, end, _WIDEST, row_code)
    read = {row.row_code for row in in_grids}
    rows = without_mentions(rows, _WIDEST, read)
    rows = [row for row in rows if row.code not in read or _read_header(row.header, row.label, text).is_printed]
    if len({row.code for row in rows} | {row.row_code for row in in_grids}) < 2:
        # The rows cannot be read; their column labels may still tell the form.
        columns = tuple(code for event in events if (code := _code(event, "column")) is not None)
        is_told = len(set(columns)) > 1
        form = _printed_form([_Header(True, columns, False, None)], ()) if is_told else None
        return TableReading("disclosure", document), form
    headers = [_read_header(row.header, row.label, text) for row in rows]
    numbers = [(row.code, row.numbers) for row in rows]
    numbers += [(row.row_code, sum(event is not None for event in row.cells)) for row in in_grids]
    form = _printed_form([*headers, *(row.header for row in in_grids)], numbers)

    for grid_row in in_grids:
        _place_grid_row(reading, grid_row, form)
    if rows:
        _place_rows(reading, rows, headers, form, text)
        reading.spans.append((events[0].start, max(row_span(row)[1] for row in rows)))
    reading.finish()
    return reading, form


def _ways(cells: Sequence[DisclosureCell], pieces: Sequence[tuple[int, int]], text: str) -> str:
    """Why digits without separators are not cut here: no sum of the form binds the cells of this table."""
    keys = tuple(CellKey("disclosure", cell.row_code, cell.column_code) for cell in cells)
    solution = solve_run(GluedRow(keys, tuple(pieces)), text, ())
    return solution.reason or f"its digits may be {solution.cut}, or some of its cells are blank"


def _place_rows(
    reading: TableReading, rows: Sequence[Row], headers: Sequence[_Header], form: Form | None, text: str
) -> None:
    columns = [_columns_of(row, header, form) for row, header in zip(rows, headers, strict=True)]
    widths = [len(cells) if cells else max(1, row.numbers) for cells, row in zip(columns, rows, strict=True)]
    is_whole = rows[-1].code in _LAST_ROWS and rows[-1].numbers == widths[-1]
    placements = place_rows(rows, widths, text, is_whole=is_whole)
    for row, header, cells, placement in zip(rows, headers, columns, placements, strict=True):
        pieces = digit_pieces(row.slots, text)
        placed, rule, reason = placement.columns, placement.rule, placement.reason
        if cells and placed is None and pieces and not placement.may_be_shifted and not row.behind:
            placed, rule = zeros(pieces, text, len(cells)), "zeros"
            if len(pieces) < len(cells) and reading.may_search():
                reason = _ways(cells, pieces, text)
        if cells is None or placed is None:
            reason = reason if cells else "the column labels above it do not tell what its numbers are"
            _undecided(reading, row.code, cells[0].form if cells else form, row_span(row), reason, row.label)
            continue
        how = reading.row(rule, row.label)
        for cell, event in zip(cells, placed, strict=True):
            key = CellKey("disclosure", cell.row_code, cell.column_code)
            reading.place(key, event, row.label.end, cell.unit, header.unit, how)
