"""The three statutory tables of a report, printed as the form prints them, with the state of every cell to be seen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ingest.forms import (
    APPLICATION_COLUMNS,
    APPLICATION_ROWS,
    LEGAL_CELLS,
    ApplicationRow,
    CellKey,
    Form,
    disclosure_cells,
)
from ingest.report import Cell, CellStatus, Report
from ogi.inert_text import inert

# The application table with its seven columns stands well in 120 characters; a pipe has no width of its own. Below 80
# there is no room for its labels: the terminal breaks the lines then, but nothing is left out.
_PIPE_WIDTH = 120
_NARROWEST = 80
# What stands for a cell without a value. The marks differ in shape, so that they can be told apart without colour.
_MARKS: dict[CellStatus, tuple[str, str]] = {
    "blank": ("·", "空白 blank: the cell is printed empty"),
    "not_applicable": ("—", "不适用 not applicable: the report prints / or — or 无"),
    "unreadable": ("!", "非数字 unreadable: the printed text is no number"),
    "ambiguous": ("?", "无法分列 ambiguous: the digits cannot be put in columns with certainty"),
    "absent": ("∅", "缺 absent: the form prescribes the cell, the report does not print it"),
}
_SHORT_COLUMNS = {
    "natural_person": "自然人\npersons",
    "commercial_enterprise": "商业企业\nbusiness",
    "research_institution": "科研机构\nresearch",
    "public_interest_organization": "社会公益\npub.int.",
    "legal_services_organization": "法律服务\nlegal",
    "other_organization": "其他\nother",
    "total": "总计\ntotal",
}
# As wide as the headings of the application table; a longer text would push its labels out.
_VALUE_WIDTH = 8

# By table, row and column: a CellKey is such a triple, and so is the key of a table that no form has.
_Cells = dict[tuple[str, str, str], Cell]


def print_report(report: Report, console: Console | None = None) -> None:
    """Print one report: its tables, its metadata, the figures of its prose, and its issues.

    Without `console` it goes to stdout, 120 characters wide where that is no terminal. Text of the report is shown
    with its control characters spelled out.
    """
    console = console or Console(highlight=False)
    console.width = max(console.width, _NARROWEST if console.is_terminal else _PIPE_WIDTH)
    console.rule(_text(report.document.path))
    for part in _parts(report):
        if isinstance(part, Table):
            console.print()
        console.print(part)
    console.print()


def _parts(report: Report) -> Iterator[RenderableType]:
    if report.title.value:
        yield _text(report.title.value, "bold")
    cells: _Cells = {(c.table, c.row, c.column): c for c in report.cells}
    if report.form and report.form != "pre-2019":
        yield _disclosure_table(report.form, cells)
    printed_rows = [r for r in APPLICATION_ROWS if CellKey("application", r.row_code, "total") in cells]
    if printed_rows:
        yield _application_table(printed_rows, cells)
    if any(cell.table == "legal" for cell in report.cells):
        yield _legal_table(cells)
    if any(cell.table == "statistics" for cell in report.cells):
        yield _statistics_table([cell for cell in report.cells if cell.table == "statistics"])
    yield from _legend(report.cells)
    yield _metadata(report)
    if report.figures:
        yield _figures(report)
    if report.issues:
        yield _issues(report)


def _disclosure_table(form: Form, cells: _Cells) -> Table:
    """One line per row; a line with the clause and its column labels wherever these change, as on the form."""
    table = _table("主动公开 disclosure", show_header=False)
    table.add_column()
    for _ in range(3):
        table.add_column(justify="right")
    heading: tuple[str, ...] = ()
    for _, row in groupby(disclosure_cells(form), key=lambda cell: cell.row_code):
        row_cells = list(row)
        labels = tuple(c.column_label + (f"({_unit_zh(c.unit)})" if c.unit == "CNY" else "") for c in row_cells)
        if (row_cells[0].clause, *labels) != heading:
            heading = (row_cells[0].clause, *labels)
            table.add_section()
            table.add_row(*heading, style="bold")
        keys = [CellKey("disclosure", c.row_code, c.column_code) for c in row_cells]
        table.add_row(_label(row_cells[0].row_label, row_cells[0].row_code), *(_value(cells.get(key)) for key in keys))
    return table


def _application_table(rows: Sequence[ApplicationRow], cells: _Cells) -> Table:
    table = _table("依申请公开 applications")
    table.add_column("")
    for column in APPLICATION_COLUMNS:
        table.add_column(_SHORT_COLUMNS[column.column_code], justify="right", no_wrap=True)
    path: tuple[str, ...] = ()
    for row in rows:
        for depth, heading in enumerate(row.path):
            if row.path[: depth + 1] != path[: depth + 1]:
                table.add_row(_label("  " * depth + heading, row.group_code if depth else "outcomes"))
        path = row.path
        code = row.row_code.removeprefix(f"{row.group_code}_")
        keys = [CellKey("application", row.row_code, c.column_code) for c in APPLICATION_COLUMNS]
        label = _label("  " * len(row.path) + row.ordinal + row.label, code)
        table.add_row(label, *(_value(cells.get(key)) for key in keys))
    return table


def _legal_table(cells: _Cells) -> Table:
    table = _table("行政复议、行政诉讼 legal review")
    table.add_column("")
    columns = {c.column_code: c.column_label for c in LEGAL_CELLS}
    for code, label in columns.items():
        table.add_column(f"{label}\n{code}", justify="right", no_wrap=True)
    for row_code, label in {c.row_code: c.row_label for c in LEGAL_CELLS}.items():
        keys = [CellKey("legal", row_code, column) for column in columns]
        table.add_row(_label(label, row_code), *(_value(cells.get(key)) for key in keys))
    return table


def _statistics_table(cells: Sequence[Cell]) -> Table:
    """The sheet of a report from before 2019, row by row as it is printed."""
    table = _table("统计表 statistics sheet")
    table.add_column("")
    table.add_column("单位 unit")
    columns = list(dict.fromkeys(cell.column for cell in cells))
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    for row, group in groupby(cells, key=lambda cell: cell.row):
        by_column = {cell.column: cell for cell in group}
        unit = next(iter(by_column.values())).unit
        table.add_row(_text(row), _text(_unit_zh(unit)), *(_value(by_column.get(column)) for column in columns))
    return table


def _legend(cells: Iterable[Cell]) -> Iterator[RenderableType]:
    """Explain the marks that occur, and no others."""
    statuses = Counter(cell.status for cell in cells)
    for status, (mark, meaning) in _MARKS.items():
        if statuses[status]:
            yield Text(f"  {mark}  {meaning} ({statuses[status]})", "dim")


def _metadata(report: Report) -> Table:
    table = _table("基本信息 metadata", show_header=False)
    facts: tuple[tuple[str, object, str | None], ...] = (
        ("行政机关 organ", report.organ_name.value, report.organ_name.basis),
        ("年度 year", report.report_year, report.report_year_basis),
        ("公开日期 published on", report.published_on, report.published_on_basis),
        ("表式 form", report.form, report.form_basis),
        ("sha256", report.document.sha256, None),
        ("encoding", report.document.encoding, None),
    )
    for name, value, basis in facts:
        table.add_row(name, _text("∅" if value is None else str(value)), _text(basis or "", "dim"))
    return table


def _figures(report: Report) -> Table:
    table = _table("正文数字 figures in the prose", "topic", "", "excerpt", "place")
    for figure in report.figures:
        number = "∅" if figure.value is None else _number(figure.value)
        shown = f"{'≈' if figure.approximate else ''}{number} {_unit_zh(figure.unit)}"
        table.add_row(figure.topic, _text(shown), _text(figure.excerpt), figure.locator)
    table.columns[1].justify = "right"
    return table


def _issues(report: Report) -> Table:
    table = _table("问题 issues", "", "code", "message", "place")
    for problem in report.issues:
        style = "red" if problem.severity == "error" else "yellow"
        table.add_row(Text(problem.severity, style), problem.code, _text(problem.message), problem.locator or "")
    return table


def _table(title: str, *columns: str, show_header: bool = True) -> Table:
    return Table(
        *columns,
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE,
        show_header=show_header,
        show_edge=False,
        padding=0,
    )


def _label(label: str, code: str) -> Text:
    return Text.assemble(label, " ", (code, "dim"), overflow="fold")


def _value(cell: Cell | None) -> Text:
    if cell is None:
        return Text("")
    if cell.value is not None:
        return Text(_number(cell.value))
    mark, _ = _MARKS[cell.status]
    shown = Text(mark, "yellow")
    if cell.status == "unreadable" and cell.value_raw:
        shown.append(inert(cell.value_raw))
        shown.truncate(_VALUE_WIDTH, overflow="ellipsis")
    return shown


def _number(value: Decimal) -> str:
    """All digits, grouped by thousands, and no zeros behind the point that the number does not need."""
    whole = value.to_integral_value()
    return f"{whole:,f}" if value == whole else f"{value.normalize():,f}"


def _unit_zh(unit: str) -> str:
    return "元" if unit == "CNY" else unit


def _text(text: str, style: str = "") -> Text:
    return Text(inert(text), style)
