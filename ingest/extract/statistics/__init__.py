"""Statistics sheets of reports from before 2019, and of later reports that annex one: their rows as cells.

The sheets differ from province to province and from year to year. They are found by their header and read row by row:
a label, a unit, a number for the year, in some a number since the Regulations came into force. A row is named by its
label as printed; where several rows have that label, by the headings above it too, joined by " > ".

What this is: sheets in grids, in lines and run together, read into rows; how headers, headings and values are told.
What to add here: a layout of sheets as a module of its own; a wording of headers in `headers`.
What to keep out: the statutory tables from 2019 on (the other modules of `ingest.extract`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import errors
from ingest.document import Document, Grid
from ingest.extract.canonical import blanked, canonical, skeleton, without_parentheses
from ingest.extract.statistics.grids import read_grid_sheets
from ingest.extract.statistics.headers import may_hold_a_sheet
from ingest.extract.statistics.headings import Outline, without_ordinal
from ingest.extract.statistics.rows import PrintedRow, PrintedSheet, Span
from ingest.extract.statistics.run_together import read_sheets_run_together
from ingest.extract.statistics.text import read_text_sheets
from ingest.extract.statistics.values import StatisticValue, read_statistic
from ingest.extract.tokens import without_page_furniture
from ingest.forms.statistics import STATISTICS_ROWS
from ingest.report import Cell, HowRead, Issue, StatisticRow

_LONGEST_EXCERPT = 80
_ROWS_OF_A_SECOND_SHEET = 2


@dataclass(frozen=True, slots=True)
class StatisticsReading:
    """The rows and cells of all sheets of a document in printed order, where the sheets stand, and the problems met."""

    rows: tuple[StatisticRow, ...]
    cells: tuple[Cell, ...]
    spans: tuple[Span, ...]
    issues: tuple[Issue, ...]

    def without_sheets(self, text: str) -> str:
        """The text with spaces in place of the sheets: of the same length, with the same lines."""
        parts, position = [], 0
        for start, end in sorted(self.spans):
            parts += [text[position:start], blanked(text[max(position, start) : end])]
            position = max(position, end)
        return "".join([*parts, text[position:]])

    def other_grids(self, document: Document) -> tuple[Grid, ...]:
        """The grids of the document that hold more than sheets."""
        text = self.without_sheets(document.text)
        return tuple(grid for grid in document.grids if text[slice(*grid.span)].strip(" \t\n|"))


@dataclass(slots=True)
class _Row:
    """A row with its headings, and its cells before the row has a name."""

    printed: PrintedRow
    headings: tuple[str, ...]
    doubtful_parent: str | None
    cells: list[Cell]
    prints: int = 1
    is_conflicting: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.headings, self.printed.label)

    @property
    def longest_path(self) -> tuple[str, ...]:
        parent = (self.doubtful_parent,) if self.doubtful_parent else ()
        return (*self.headings, *(p for p in parent if p not in self.headings), self.printed.label)


def read_statistics(document: Document, text: str, report_year: int | None) -> StatisticsReading:
    """Read the statistics sheets of a document; `text` is its canonical text.

    Of columns headed by a year only that of `report_year` is read, or any where it is None.
    """
    if not may_hold_a_sheet(text):
        return StatisticsReading((), (), (), ())
    whole = without_page_furniture(text)
    in_grids = list(read_grid_sheets(document, whole, report_year))
    plain = StatisticsReading((), (), tuple(sheet.span for sheet in in_grids), ()).without_sheets(whole)
    sheets = [
        *in_grids,
        *read_text_sheets(document, plain, report_year),
        *read_sheets_run_together(document, plain, report_year),
    ]
    sheets.sort(key=lambda sheet: sheet.span)
    issues: list[Issue] = []
    rows = _merged([row for sheet in sheets for row in _rows_of(document, sheet, issues)], document, issues)
    named = _named(rows)
    return StatisticsReading(
        rows=tuple(_record(row, name) for row, name in zip(rows, named, strict=True)),
        cells=tuple(cell._replace(row=name) for row, name in zip(rows, named, strict=True) for cell in row.cells),
        spans=tuple(sheet.span for sheet in sheets),
        issues=tuple(issues),
    )


def _rows_of(document: Document, sheet: PrintedSheet, issues: list[Issue]) -> list[_Row]:
    rows = []
    outline = Outline()
    for printed in sheet.rows:
        label = canonical(printed.label)
        above = outline.headings(printed.label, label)
        beside = printed.groups if printed.is_group_printed else ()
        parent = outline.doubtful_parent
        if printed.groups and not printed.is_group_printed:
            parent = " > ".join(printed.groups)
        if not printed.is_heading:
            cells = _cells(document, printed, issues)
            rows.append(_Row(printed, (*above, *(b for b in beside if b not in above)), parent, cells))
    return rows


def _cells(document: Document, row: PrintedRow, issues: list[Issue]) -> list[Cell]:
    cells = []
    unit = canonical(row.unit)
    label_place = document.locator(row.start, row.start + len(row.label))
    for slot in row.slots:
        low, high = slot.span
        raw = document.text[low:high]
        start = low + len(raw) - len(raw.lstrip())
        raw = raw.strip()
        span = (start, start + len(raw))
        read = read_statistic(canonical(raw), unit, canonical(row.label))
        if not slot.is_certain:
            read = StatisticValue(None, read.unit, "ambiguous", "ambiguous_row")
        if read.problem:
            place = document.locator(*span)
            message = f"statistics: {row.label!r} ({row.unit}) is printed as {raw[:_LONGEST_EXCERPT]!r}."
            issues.append(errors.issue(read.problem, message, place))
        # An uncertain slot without text may have its number elsewhere: that is no blank.
        printed_raw = None if read.status == "blank" or not raw else raw
        how = HowRead("sheet" if slot.is_certain else "undecided", row.label, label_place, "", 0)
        place = document.locator(*span)
        cells.append(
            Cell("statistics", "", slot.column, read.value, printed_raw, read.unit, read.status, place, how, span)
        )
    return cells


def _merged(rows: Sequence[_Row], document: Document, issues: list[Issue]) -> list[_Row]:
    """Each row once: copies that agree are one, of copies that do not neither can be preferred."""
    merged: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        key = tuple(skeleton(canonical(part)) for part in row.longest_path)
        first = merged.setdefault(key, row)
        if first is row:
            continue
        first.prints += 1
        if _content(first) != _content(row) or first.is_conflicting:
            first.is_conflicting = True
            first.cells = [_in_conflict(cell) for cell in _with_all_columns(first.cells, row.cells)]
            message = f"statistics: the row {row.printed.label!r} is printed twice with different content."
            place = document.locator(row.printed.start, row.printed.start + 1)
            issues.append(errors.issue("conflicting_row", message, place))
    doubled = [row for row in merged.values() if row.prints > 1]
    if len(doubled) >= _ROWS_OF_A_SECOND_SHEET and any(row.is_conflicting for row in doubled):
        # Two sheets (the organ's own and a sum, say): which of them prints the other rows, nobody can tell.
        most = max(row.prints for row in doubled)
        for row in merged.values():
            if row.prints < most:
                row.cells = [_in_conflict(cell) for cell in row.cells]
    return list(merged.values())


def _content(row: _Row) -> list[tuple[object, ...]]:
    return [(cell.column, cell.value, cell.unit, cell.status, row.printed.unit) for cell in row.cells]


def _with_all_columns(cells: Sequence[Cell], others: Sequence[Cell]) -> list[Cell]:
    known = {cell.column for cell in cells}
    return [*cells, *(cell for cell in others if cell.column not in known)]


def _in_conflict(cell: Cell) -> Cell:
    return cell._replace(value=None, status="ambiguous")


def _named(rows: Sequence[_Row]) -> list[str]:
    """The name of each row: its label, or as much of its headings as tells it from the others."""
    labels = Counter(row.printed.label for row in rows)
    paths = Counter(row.path for row in rows)
    names = []
    for row in rows:
        if labels[row.printed.label] == 1:
            names.append(row.printed.label)
        else:
            names.append(" > ".join(row.path if paths[row.path] == 1 else row.longest_path))
    return names


_STANDARD: dict[str, list[tuple[str, str]]] = {}
_LABEL_OF = {row.indicator_code: skeleton(row.label) for row in STATISTICS_ROWS}
for _standard in STATISTICS_ROWS:
    _parent = _LABEL_OF.get(_standard.parent_code, "")
    _STANDARD.setdefault(skeleton(_standard.label), []).append((_standard.indicator_code, _parent))


def _words(label: str) -> str:
    return skeleton(without_parentheses(without_ordinal(canonical(label))))


def _record(row: _Row, name: str) -> StatisticRow:
    """The row as a record, with the code of the standard row that has its label (and its heading, if several have)."""
    known = _STANDARD.get(_words(row.printed.label), [])
    if len(known) > 1:
        above = {_words(heading) for heading in row.headings}
        known = [(code, parent) for code, parent in known if parent in above]
    code = known[0][0] if len(known) == 1 else None
    unit = row.printed.unit or None
    return StatisticRow(name, row.printed.label, row.headings, code, unit)
