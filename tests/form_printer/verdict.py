"""Compares what was read with what was printed, cell by cell."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.printed import Print
from ingest.forms import CellKey, Form
from ingest.report import Cell, Report

LOCATOR = re.compile(r"char:(\d+)-(\d+)")


class Expected(Protocol):
    """A printed file of any format, and what must be read from it."""

    @property
    def filled(self) -> FilledForm: ...
    @property
    def expected(self) -> Mapping[CellKey, Expectation]: ...
    @property
    def expected_form(self) -> Form | None: ...


def complaints(page: Print, report: Report) -> list[str]:
    """Everything that is wrong with the reading, one line each; empty when the reading is as it must be."""
    return [*value_complaints(page, report), *_of_places(page, _statutory_cells(report))]


def _statutory_cells(report: Report) -> dict[CellKey, Cell]:
    return {CellKey(c.table, c.row, c.column): c for c in report.cells if c.table != "statistics"}


def value_complaints(page: Expected, report: Report) -> list[str]:
    """The complaints about what was read, not about where; they hold for every format."""
    found = list(_of_report(page, report))
    cells = _statutory_cells(report)
    if len(cells) != len(report.cells):
        found.append("a cell is given twice")
    for key, expectation in page.expected.items():
        cell = cells.get(key)
        if cell is None:
            # A key of a form that the print no longer shows may be missing, a printed one may not.
            if expectation.is_certain and expectation.statuses != {"absent"} and expectation.value is not None:
                found.append(f"{_name(key)}: no such cell")
            continue
        complaint = expectation.complaint(cell)
        if complaint:
            found.append(f"{_name(key)}: {complaint}")
    found += [
        f"{_name(key)}: SPURIOUS VALUE {cell.value}, the form has no such cell"
        for key, cell in cells.items()
        if key not in page.expected and cell.value is not None
    ]
    return found


def wrong_values(page: Expected, report: Report) -> list[str]:
    """Only the complaints that break the law: a value that is not the printed one."""
    return [line for line in value_complaints(page, report) if "WRONG" in line or "SPURIOUS" in line]


def _name(key: CellKey) -> str:
    return "/".join(key)


def _of_report(page: Expected, report: Report) -> Iterator[str]:
    if not report.is_report:
        yield f"not taken for a report: {[i.message for i in report.issues]}"
        return
    if report.report_year != page.filled.year:
        yield f"year {report.report_year}, printed {page.filled.year}"
    if page.expected_form is not None and report.form != page.expected_form:
        yield f"form {report.form}, printed {page.expected_form}"
    for issue in report.issues:
        if issue.code == "reader_failed":
            yield f"the reader failed: {issue.message}"


def _of_places(page: Print, cells: dict[CellKey, Cell]) -> Iterator[str]:
    """Every value must lead back to the place where this very cell is printed, and quote it unchanged."""
    text, places = page.text, page.places()
    for key, cell in cells.items():
        if cell.locator is None:
            if cell.value is not None:
                yield f"{_name(key)}: value {cell.value} without a place"
            continue
        span = LOCATOR.fullmatch(cell.locator)
        if span is None:
            yield f"{_name(key)}: locator {cell.locator}"
            continue
        start, end = int(span[1]), int(span[2])
        if cell.value_raw is not None and text[start:end] != cell.value_raw:
            yield f"{_name(key)}: value_raw {cell.value_raw!r}, but {cell.locator} is {text[start:end]!r}"
        if cell.value is None:
            continue
        printed = [text[a:b] for a, b in places.get(key, []) if a <= start and end <= b]
        if not printed:
            yield f"{_name(key)}: {cell.locator} ({cell.value_raw!r}) is not where the cell is printed"
        elif cell.value_raw != printed[0].strip() and page.expected[key].is_certain:
            yield f"{_name(key)}: value_raw {cell.value_raw!r}, printed {printed[0]!r}"
