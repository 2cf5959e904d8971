"""Compares the cells read from a statistics sheet with what was printed at their places."""

import re
from collections.abc import Iterator

from form_printer.statistics import Place, PrintedReport
from ingest.report import Cell, Report

_LOCATOR = re.compile(r"char:(\d+)-(\d+)")


def _place_of(cell: Cell, page: PrintedReport) -> Place | None:
    span = _LOCATOR.fullmatch(cell.locator or "")
    assert span is not None, cell
    start, end = int(span[1]), int(span[2])
    return next((p for p in page.places if (p.start, p.end) == (start, end) and start < end), None)


def _label(name: str) -> str:
    return name.rpartition(" > ")[2]


def statistics_complaints(page: PrintedReport, report: Report) -> Iterator[str]:
    """Everything that is wrong: a value from another place, row or column, and a certain value that is missing."""
    cells = [cell for cell in report.cells if cell.table == "statistics"]
    if len(cells) < len(report.cells):
        yield f"cells of another table: {next(c for c in report.cells if c.table != 'statistics')}"
    keys = [(cell.row, cell.column) for cell in cells]
    if len(keys) != len(set(keys)):
        yield "a cell is given twice"
    if report.form != "pre-2019":
        yield f"form {report.form}"
    seen = {}
    for cell in cells:
        place = _place_of(cell, page)
        if place is not None:
            seen[place.start] = cell
        if cell.value is None:
            continue
        if place is None:
            yield f"WRONG: {cell} is not where a value is printed"
        elif place.cell.column != cell.column:
            yield f"WRONG COLUMN: {cell} is printed under {place.cell.column}"
        elif place.cell.expectation.value != cell.value:
            yield f"WRONG VALUE: {cell}, printed {place.cell.text} {place.row.unit}"
        elif _label(cell.row) != place.row.label and not place.row.label.endswith(_label(cell.row)):
            yield f"WRONG ROW: {cell} is printed beside {place.row.label}"
    for place in page.places:
        expectation = place.cell.expectation
        if place.cell.column == "other" or not expectation.is_certain or place.start == place.end:
            continue
        read = seen.get(place.start)
        if read is None:
            yield f"missing: {place.row.label} {place.cell.column} {place.cell.text!r}"
        elif complaint := expectation.complaint(read):
            yield f"{place.row.label} {place.cell.column}: {complaint}"
        elif _label(read.row) != place.row.label:
            yield f"label {read.row!r}, printed {place.row.label!r}"
