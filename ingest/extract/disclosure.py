"""二、主动公开政府信息情况: a few rows for each item of article 20; the columns differ between forms and items."""

import re
from collections.abc import Sequence

from ingest.document import Document
from ingest.extract.cells import TableReading, row_span
from ingest.extract.digits import GluedRow, digit_pieces, solve_run, zeros
from ingest.extract.disclosure_grids import GridReading, place_grid_row
from ingest.extract.disclosure_headers import (
    Header,
    cells_of_row,
    fits,
    fits_with_doubt,
    label_code,
    names_its_row,
    printed_form,
    read_header,
    set_undecided,
)
from ingest.extract.placement import place_rows
from ingest.extract.rows import Row, collect_rows, without_mentions
from ingest.extract.tokens import Event
from ingest.extract.values import is_change_in_words
from ingest.forms import FORMS, CellKey, DisclosureCell, Form

_WIDEST = 3
_CHANGE = "change_this_year"
_SIGNED = re.compile(r"[+-] ?\d")
_WORDS_AND_NUMBERS = re.compile(r"[\u4e00-\u9fff]{2,20}(?:[ \t]+\d{1,9})+")
_LONGEST_INDENT = 100
_LAST_ROWS = ("government_procurement", "administrative_fees")


def _columns_of(row: Row, header: Header, form: Form | None) -> Sequence[DisclosureCell] | None:
    """The cells that a row of numbers fills, or None where the labels above it allow none or several readings."""
    readings = [
        (candidate, cells)
        for candidate in FORMS
        if header.is_printed
        and (cells := cells_of_row(candidate, row.code))
        and (fits(cells, header) or fits_with_doubt(cells, header))
    ]
    if len(readings) > 1:
        # 行政许可 has 处理决定数量 in both forms; its other columns, or their number, tell which form it is.
        # A header that prints all labels of a form for this row, in its words, needs no other block to tell.
        preferred = (
            [r for r in readings if r[0] == header.worded_as and len(r[1]) == len(header.columns)]
            or [r for r in readings if r[0] == form]
            or [r for r in readings if len(r[1]) == len(row.slots)]
        )
        readings = preferred if len(preferred) == 1 else []
    return readings[0][1] if readings else None


def _as_cell(event: Event, text: str) -> Event:
    """减3 as what stands in one cell, which it is in this table, and not as words between the numbers of a row."""
    if event.kind != "text" or not is_change_in_words(text[event.start : event.end]):
        return event
    return Event("value", event.start, event.end)


def _is_row_of_words(event: Event, text: str) -> bool:
    """Whether words with numbers behind them make a line: a row whose label cannot be read, and no column label."""
    if event.kind != "text" or not _WORDS_AND_NUMBERS.fullmatch(text, event.start, event.end):
        return False
    line, feed, indent = text[max(0, event.start - _LONGEST_INDENT) : event.start].rpartition("\n")
    return (feed != "" or not line) and not indent.strip()


def read_disclosure(
    document: Document, text: str, in_grids: Sequence[GridReading], events: Sequence[Event], end: int
) -> tuple[TableReading, Form | None]:
    """The cells of the disclosure table: those `in_grids`, and those among `events` of canonical `text` around them.

    Returns them with the form that the column labels show, or None where they show none.
    """
    reading = TableReading("disclosure", document)
    events = [_as_cell(event, text) for event in events]

    def row_code(index: int) -> str | None:
        return label_code(events[index], "row")

    rows, unread = collect_rows(events, end, _WIDEST, row_code)
    reading.unread_rows = unread + sum(_is_row_of_words(event, text) for event in events)
    read = {row.row_code for row in in_grids}
    rows = without_mentions(rows, _WIDEST, read)
    for row in rows:
        row.header = tuple(event for event in row.header if not _is_row_of_words(event, text))
    rows = [row for row in rows if row.code not in read or read_header(row.header, row.label, text).is_printed]
    headers = [read_header(row.header, row.label, text) for row in rows]
    named = {row.code for row, header in zip(rows, headers, strict=True) if names_its_row(header, row.code)}
    named |= {row.row_code for row in in_grids if names_its_row(row.plan.header, row.row_code)}
    if len({row.code for row in rows} | {row.row_code for row in in_grids}) < 2 and not named:
        # The rows cannot be read; their column labels may still tell the form.
        columns = tuple(code for event in events if (code := label_code(event, "column")) is not None)
        is_told = len(set(columns)) > 1
        form = printed_form([Header(True, columns, False, None)], ()) if is_told else None
        return TableReading("disclosure", document), form
    numbers = [(row.code, row.numbers) for row in rows]
    numbers += [(row.row_code, len(row.plan.filled)) for row in in_grids]
    form = printed_form([*headers, *(row.plan.header for row in in_grids)], numbers)

    for grid_row in in_grids:
        place_grid_row(reading, grid_row, form)
    if rows:
        _place_rows(reading, rows, headers, form, text)
        reading.spans.append((events[0].start, max(row_span(row)[1] for row in rows)))
    return reading, form


def _ways(cells: Sequence[DisclosureCell], pieces: Sequence[tuple[int, int]], text: str) -> str:
    """Why digits without separators are not cut here: no sum of the form binds the cells of this table."""
    keys = tuple(CellKey("disclosure", cell.row_code, cell.column_code) for cell in cells)
    solution = solve_run(GluedRow(keys, tuple(pieces)), text, ())
    return solution.reason or f"its digits may be {solution.cut}, or some of its cells are blank"


def _has_sign_elsewhere(cells: Sequence[DisclosureCell], placed: Sequence[Event | None], text: str) -> bool:
    """Whether a number with a sign stands in another column than 本年增/减: then the columns have another order."""
    return _CHANGE in {cell.column_code for cell in cells} and any(
        event and cell.column_code != _CHANGE and _SIGNED.match(text, event.start)
        for cell, event in zip(cells, placed, strict=True)
    )


def _has_amount_elsewhere(cells: Sequence[DisclosureCell], placed: Sequence[Event | None], text: str) -> bool:
    """Whether an amount of money stands in another column than that of amounts."""
    return "CNY" in {cell.unit for cell in cells} and any(
        event and cell.unit != "CNY" and text[event.start : event.end].endswith("元")
        for cell, event in zip(cells, placed, strict=True)
    )


def _place_rows(
    reading: TableReading, rows: Sequence[Row], headers: Sequence[Header], form: Form | None, text: str
) -> None:
    columns = [_columns_of(row, header, form) for row, header in zip(rows, headers, strict=True)]
    widths = [len(cells) if cells else max(1, row.numbers) for cells, row in zip(columns, rows, strict=True)]
    is_whole = rows[-1].code in _LAST_ROWS and rows[-1].numbers == widths[-1]
    placements = place_rows(rows, widths, text, is_whole=is_whole)
    is_reordered = any(
        cells and placement.columns and _has_sign_elsewhere(cells, placement.columns, text)
        for cells, placement in zip(columns, placements, strict=True)
    )
    for row, header, cells, placement in zip(rows, headers, columns, placements, strict=True):
        placed, rule, reason = placement.columns, placement.rule, placement.reason
        may_be_glued = placed is None and not placement.may_be_shifted and not row.behind
        if cells and may_be_glued and (pieces := digit_pieces(row.slots, text)):
            placed, rule = zeros(pieces, text, len(cells)), "zeros"
            if len(pieces) < len(cells) and reading.may_search():
                reason = _ways(cells, pieces, text)
        if cells and placed:
            has_change = _CHANGE in {cell.column_code for cell in cells}
            if (has_change and is_reordered) or _has_amount_elsewhere(cells, placed, text):
                placed, reason = None, "a change or an amount stands in another column than its own"
        if cells is None or placed is None:
            reason = reason if cells else "the column labels above it do not tell what its numbers are"
            set_undecided(reading, row.code, cells[0].form if cells else form, row_span(row), reason, row.label)
            continue
        how = reading.row(rule, row.label)
        for cell, event in zip(cells, placed, strict=True):
            key = CellKey("disclosure", cell.row_code, cell.column_code)
            if cell.column_code == header.doubtful:
                span = (event.start, event.end) if event else row_span(row)
                reading.undecided([(key, cell.unit)], span, f"{cell.column_label} is no label above it", row.label)
                continue
            reading.place(key, event, row.label.end, cell.unit, header.unit, how)
