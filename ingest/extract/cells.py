"""Cells from placed rows: what stands in a slot becomes a value with its text and place, or a stated absence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest import errors
from ingest.document import Document
from ingest.extract.canonical import canonical
from ingest.extract.remembered import remembered
from ingest.extract.rows import Row
from ingest.extract.tokens import Event
from ingest.extract.values import CNY_PER, PrintedValue, read_change, read_value
from ingest.forms import CellKey, Table
from ingest.report import Cell, CellStatus, HowRead, Issue, Rule, can_be_held

_LONGEST_EXCERPT = 120
_LONGEST_RAW = 1000
# The one column whose numbers have a sign, which some organs print in words.
_CHANGE = "change_this_year"
_LONGEST_COMMON_CELL = 16
_ROWS_OF_A_SECOND_TABLE = 2
_MOST_SEARCHES = 40


@dataclass(slots=True)
class TableReading:
    """The cells read from one table of one document, by (row, column), and what could not be decided.

    `unread_rows` counts rows of numbers whose label is none of the form's: they may be the rows that are missing.
    `is_reordered` says that a grid prints the columns in another order than the form: then rows outside of it may too.
    """

    table: Table
    document: Document
    cells: dict[CellKey, Cell] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    unread_rows: int = 0
    is_reordered: bool = False
    _searches: int = 0
    # How often each cell is printed that is printed more than once.
    _prints: dict[CellKey, int] = field(default_factory=dict)
    _conflicts: set[CellKey] = field(default_factory=set)

    def row(self, rule: Rule, label: Event) -> HowRead:
        """How the cells behind a label are read."""
        return HowRead(
            rule,
            self.document.text[label.start : label.end],
            self.document.locator(label.start, label.end),
            label.match.label if label.match else "",
            label.match.distance if label.match else 0,
        )

    def place(
        self,
        key: CellKey,
        event: Event | None,
        blank_at: int,
        unit: str,
        amount_unit: str | None = None,
        how: HowRead | None = None,
    ) -> None:
        """Set one cell from what stands in its slot; `amount_unit` is the unit that the column header states."""
        if event is None:
            self._set(key, None, None, unit, "blank", (blank_at, blank_at), how)
            return
        kind, start, end, _ = event
        span = start, end
        raw = self.document.text[start:end]
        if kind == "mark":
            self._set(key, None, raw, unit, "not_applicable", span, how)
            return
        printed, is_count = _printed_value(raw)
        if printed is None and key.column == _CHANGE and (change := read_change(canonical(raw))) is not None:
            printed, is_count = change, True
        if printed is not None and is_count and unit != "CNY":
            self._set(key, printed.number, raw, unit, "reported", span, how)
            return
        stated = printed.amount_unit if printed and printed.amount_unit else amount_unit
        value = None if printed is None else printed.number * (CNY_PER[stated] if unit == "CNY" and stated else 1)
        if printed is not None and unit == "CNY" and not stated and printed.number != 0:
            # Before how many decimals can be held is asked: 149.673874 may be in 万元.
            self._set(key, None, raw, unit, "ambiguous", span, how)
            self.problem("unit_not_printed", f"{'/'.join(key)} is {raw}, in 元 or in 万元.", span)
        elif printed is None or value is None or not can_be_held(value):
            # Digits that touch a label may have lost a separator (0000000); other text is simply no number.
            status: CellStatus = "ambiguous" if kind == "digits" else "unreadable"
            self._set(key, None, raw, unit, status, span, how)
            self.problem("unreadable_value", f"{'/'.join(key)} is printed as {_excerpt(raw)!r}.", span)
        elif unit != "CNY" and (printed.amount_unit or value % 1):
            self._set(key, None, raw, unit, "unreadable", span, how)
            self.problem("unreadable_value", f"{'/'.join(key)} is printed as {_excerpt(raw)!r}, no whole number.", span)
        else:
            self._set(key, value, raw, unit, "reported", span, how)

    def may_search(self) -> bool:
        """Whether one more row of digits without separators may be searched: more than any report has cost too much."""
        self._searches += 1
        return self._searches <= _MOST_SEARCHES

    def undecided(
        self, keys: Sequence[tuple[CellKey, str]], span: tuple[int, int], reason: str, label: Event | None = None
    ) -> None:
        """Set the cells (with their units) of a row whose numbers cannot be put in columns."""
        text = self.document.text[span[0] : span[1]]
        start = span[0] + len(text) - len(text.lstrip())
        end = start + min(len(text.strip()), _LONGEST_RAW)
        raw = self.document.text[start:end]
        how = self.row("undecided", label) if label else None
        for key, unit in keys:
            self._set(key, None, raw, unit, "ambiguous", (start, end), how)
        if keys:
            row = f"{self.table}/{keys[0][0].row}"
            self.problem("ambiguous_row", f"{row}: {reason}; printed: {_excerpt(raw)!r}.", (start, end))

    def finish(self) -> None:
        """Settle what was printed twice. Call it when the whole document has been read.

        Where several rows are printed twice there are two tables (the organ's own and a sum, say), and nobody can tell
        which of them a cell belongs to that not all of them print.
        """
        doubled = {key.row for key in self._prints}
        conflicting = {key.row for key in self._conflicts}
        if len(doubled) < _ROWS_OF_A_SECOND_TABLE or not conflicting:
            return
        most = max(self._prints.values())
        for key, cell in self.cells.items():
            if self._prints.get(key, 1) < most and cell.status != "ambiguous":
                self.cells[key] = cell._replace(value=None, status="ambiguous")
        self.issues.append(
            errors.issue("conflicting_row", f"The {self.table} table is printed twice with different numbers.")
        )

    def problem(self, code: str, message: str, span: tuple[int, int]) -> None:
        """Note a problem of reading with its place."""
        self.issues.append(errors.issue(code, message, self.document.locator(*span)))

    def _set(
        self,
        key: CellKey,
        value: Decimal | None,
        raw: str | None,
        unit: str,
        status: CellStatus,
        span: tuple[int, int],
        how: HowRead | None,
    ) -> None:
        table, row, column = key
        cell = Cell(table, row, column, value, raw, unit, status, self.document.places.locator(*span), how, span)
        before = self.cells.setdefault(key, cell)
        if before is cell:
            return
        self._prints[key] = self._prints.get(key, 1) + 1
        if (before.value, before.status) != (value, status) or key in self._conflicts:
            # The same cell printed twice with different content: neither can be preferred, nor can a third.
            self._conflicts.add(key)
            self.cells[key] = before._replace(value=None, status="ambiguous")
            printed = f"{_excerpt(before.value_raw or '')!r} and {_excerpt(raw or '')!r}"
            self.problem("conflicting_row", f"{'/'.join(key)} is printed twice: {printed}.", span)


def row_span(row: Row) -> tuple[int, int]:
    """Where the values of a row stand: from the end of its label to its last slot."""
    return row.label.end, max((slot.end for slot in row.slots), default=row.label.end)


@remembered(longest=_LONGEST_COMMON_CELL)
def _printed_value(raw: str) -> tuple[PrintedValue | None, bool]:
    """The value of a printed text, and whether it is a whole number without a unit of money."""
    printed = read_value(canonical(raw))
    if printed is None or printed.amount_unit or not can_be_held(printed.number):
        return printed, False
    return printed, printed.number % 1 == 0


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT] + "…"
