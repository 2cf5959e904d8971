"""How every cell of a report was read, for a person who doubts one: where, under which label, by which rule."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ingest.report import RULES, Cell, Report
from ogi.inert_text import inert

_PIPE_WIDTH = 120


def print_explanation(report: Report, wanted: str = "*", console: Console | None = None) -> None:
    """Print the cells whose name (application/granted/total) matches the pattern `wanted`, row by row.

    For each row: the printed label with its place, the label of the form it was taken for and how many characters
    differ, the rule that put its cells in columns (`ingest.report.RULES`), and what the report's issues say of it. For
    each cell: value or status, printed text, place. Control characters in text of the report are spelled out.
    """
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _PIPE_WIDTH)
    console.rule(Text(inert(report.document.path)))
    for line in _metadata(report):
        console.print(line)
    cells = [cell for cell in report.cells if fnmatchcase(_name(cell), wanted)]
    if not cells:
        console.print(Text(f"no cell matches {inert(wanted)}" if report.cells else "no cells were read", "yellow"))
    for (table, row), group in groupby(cells, key=lambda cell: (cell.table, cell.row)):
        row_cells = list(group)
        console.print()
        console.print(Text(inert(f"{table}/{row}"), "bold"))
        for line in _reading(row_cells[0], report):
            console.print(Padding(line, (0, 0, 0, 2), expand=False))
        console.print(Padding(_cells(row_cells), (0, 0, 0, 2), expand=False))
    console.print()


def _name(cell: Cell) -> str:
    return f"{cell.table}/{cell.row}/{cell.column}"


def _metadata(report: Report) -> Iterator[Text]:
    facts = (
        ("title", report.title.value, report.title.basis),
        ("organ_name", report.organ_name.value, report.organ_name.basis),
        ("report_year", report.report_year, report.report_year_basis),
        ("published_on", report.published_on, report.published_on_basis),
        ("form", report.form, report.form_basis),
    )
    for name, value, basis in facts:
        yield Text(inert(f"{name}: {'∅' if value is None else value}" + (f"  (from {basis})" if basis else "")), "dim")


def _reading(cell: Cell, report: Report) -> Iterator[Text]:
    """How the row of a cell was read, and what the issues say of it."""
    if cell.how is not None:
        how = cell.how
        if how.form_label:
            differ = "exactly" if how.distance == 0 else f"{how.distance} characters differ"
            label = f"label {how.label!r} at {how.label_locator}, read as {how.form_label!r} ({differ})"
        else:
            label = f"label {how.label!r} at {how.label_locator}"
        yield Text(inert(label))
        yield Text(f"rule {how.rule}: {RULES[how.rule]}")
    elif cell.status == "absent":
        yield Text("the form prescribes this row; the report does not print it", "yellow")
    for problem in report.issues:
        if f"{cell.table}/{cell.row}" in problem.message:
            yield Text(inert(f"{problem.code}: {problem.message}"), "yellow")


def _cells(cells: list[Cell]) -> Table:
    table = Table("column", "value", "status", "printed", "place", box=None, pad_edge=False, header_style="dim")
    table.columns[1].justify = "right"
    for cell in cells:
        value = "∅" if cell.value is None else f"{cell.value:,f}"
        style = "" if cell.value is not None else "yellow"
        printed = "" if cell.value_raw is None else inert(cell.value_raw)
        table.add_row(
            cell.column, Text(value, style), Text(cell.status, style), Text(printed), Text(cell.locator or "")
        )
    return table
