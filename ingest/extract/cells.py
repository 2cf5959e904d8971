"""Cells from placed rows: what stands in a slot becomes a value with its text and place, or a stated absence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest import errors
from ingest.document import Document
from ingest.extract.canonical import canonical
from ingest.extract.remembered import remembered
from ingest.extract.rows import Row
from ingest.extract.tokens import Event, EventKind
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
        value: Decimal | None = None
        raw: str | None = None
        status: CellStatus = "blank"
        start = end = blank_at
        problem: tuple[str, str] | None = None
        if event is not None:
            kind, start, end, _ = event
            raw = self.document.text[start:end]
            if kind == "mark":
                status = "not_applicable"
            else:
                printed, count = _printed_value(raw)
                if count is not None and unit != "CNY":
                    value, status = count, "reported"
                else:
                    value, status, problem = _amount_or_problem(key, kind, raw, printed, unit, amount_unit)
        table, row, column = key
        locator = self.document.places.locator(start, end)
        cell = Cell(table, row, column, value, raw, unit, status, locator, how, (start, end))
        if self.cells.setdefault(key, cell) is not cell:
            self._set_again(key, cell, (start, end))
        if problem:
            self.problem(*problem, (start, end))

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
        locator = self.document.locator(start, end)
        for key, unit in keys:
            cell = Cell(key.table, key.row, key.column, None, raw, unit, "ambiguous", locator, how, (start, end))
            if self.cells.setdefault(key, cell) is not cell:
                self._set_again(key, cell, (start, end))
        if keys:
            row = f"{self.table}/{keys[0][0].row}"
            self.problem("ambiguous_row", f"{row}: {reason}; printed: {_excerpt(raw)!r}.", (start, end))

    def finish(self, captions: int = 0) -> None:
        """Settle what was printed twice. Call it when the whole document has been read.

        Where several rows are printed twice, or `captions` announce several tables, there is one for the organ itself
        and one that sums up others, say, and nobody can tell to which of them a cell belongs that not all print.
        """
        doubled = {key.row for key in self._prints}
        conflicting = {key.row for key in self._conflicts}
        is_twice = len(doubled) >= _ROWS_OF_A_SECOND_TABLE and bool(conflicting)
        tables = max(captions, *self._prints.values()) if is_twice else captions
        doubtful = [
            key for key, cell in self.cells.items() if self._prints.get(key, 1) < tables and cell.status != "ambiguous"
        ]
        for key in doubtful:
            self.cells[key] = self.cells[key]._replace(value=None, status="ambiguous")
        if is_twice:
            message = f"The {self.table} table is printed twice with different numbers."
            self.issues.append(errors.issue("conflicting_row", message))
        elif doubtful:
            message = f"The {self.table} table is printed {tables} times, by the lines above; not all of them are read."
            self.issues.append(errors.issue("conflicting_row", message))

    def problem(self, code: str, message: str, span: tuple[int, int]) -> None:
        """Note a problem of reading with its place."""
        self.issues.append(errors.issue(code, message, self.document.locator(*span)))

    def _set_again(self, key: CellKey, cell: Cell, span: tuple[int, int]) -> None:
        """Settle what a cell is that has been set before."""
        before = self.cells[key]
        self._prints[key] = self._prints.get(key, 1) + 1
        if (before.value, before.status) != (cell.value, cell.status) or key in self._conflicts:
            # The same cell printed twice with different content: neither can be preferred, nor can a third.
            self._conflicts.add(key)
            self.cells[key] = before._replace(value=None, status="ambiguous")
            printed = f"{_excerpt(before.value_raw or '')!r} and {_excerpt(cell.value_raw or '')!r}"
            self.problem("conflicting_row", f"{'/'.join(key)} is printed twice: {printed}.", span)


def row_span(row: Row) -> tuple[int, int]:
    """Where the values of a row stand: from the end of its label to its last slot."""
    return row.label.end, max((slot.end for slot in row.slots), default=row.label.end)


@remembered(longest=_LONGEST_COMMON_CELL)
def _printed_value(raw: str) -> tuple[PrintedValue | None, Decimal | None]:
    """The value of a printed text, and its number where it is a whole one without a unit of money."""
    printed = read_value(canonical(raw))
    if printed is None or printed.amount_unit or not can_be_held(printed.number) or printed.number % 1:
        return printed, None
    return printed, printed.number


def _amount_or_problem(
    key: CellKey, kind: EventKind, raw: str, printed: PrintedValue | None, unit: str, amount_unit: str | None
) -> tuple[Decimal | None, CellStatus, tuple[str, str] | None]:
    """The value and the status of a cell with no count in it, and the code and the message of a problem."""
    if printed is None and key.column == _CHANGE and (change := read_change(canonical(raw))) is not None:
        return change.number, "reported", None
    stated = printed.amount_unit if printed and printed.amount_unit else amount_unit
    value = None if printed is None else printed.number * (CNY_PER[stated] if unit == "CNY" and stated else 1)
    name = "/".join(key)
    if printed is not None and unit == "CNY" and not stated and printed.number != 0:
        # Before how many decimals can be held is asked: 149.673874 may be in 万元.
        return None, "ambiguous", ("unit_not_printed", f"{name} is {raw}, in 元 or in 万元.")
    if printed is None or value is None or not can_be_held(value):
        # Digits that touch a label may have lost a separator (0000000); other text is simply no number.
        status: CellStatus = "ambiguous" if kind == "digits" else "unreadable"
        return None, status, ("unreadable_value", f"{name} is printed as {_excerpt(raw)!r}.")
    if unit != "CNY" and (printed.amount_unit or value % 1):
        return None, "unreadable", ("unreadable_value", f"{name} is printed as {_excerpt(raw)!r}, no whole number.")
    return value, "reported", None


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT] + "…"
