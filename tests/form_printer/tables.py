"""The three statutory tables of a filled form as rows of printed cells, before any layout writes them down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from form_printer.filled_form import AmountUnit, Entry, FilledForm
from ingest.forms import LEGAL_CELLS, CellKey, DisclosureCell, application_rows, disclosure_cells
from ingest.forms.tables import APPLICATION_COLUMNS, ApplicationRow

LabelKind = Literal["clause", "column", "group", "row", "note"]
TableName = Literal["disclosure", "application", "legal"]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label, covering `columns` columns of the grid and, in headers, `rows` rows.

    A group label stands in column `depth` beside all rows of its group, however many damage leaves of them.
    """

    text: str
    kind: LabelKind
    columns: int = 1
    rows: int = 1
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed value cell."""

    key: CellKey
    entry: Entry


PrintedCell = Label | Slot


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: cells from left to right; those covered by a merged cell are left out.

    `groups` are the headings that the row belongs under, outermost first, printed beside it or not. `furniture` is a
    line that the page puts between two rows; it is no part of the grid and has no other cells.
    """

    cells: tuple[PrintedCell, ...] = ()
    groups: tuple[str, ...] = ()
    furniture: str = ""

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(c for c in self.cells if isinstance(c, Label))

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(c for c in self.cells if isinstance(c, Slot))

    @property
    def row_codes(self) -> frozenset[str]:
        """The codes of the statutory rows whose values this row holds; empty for headers."""
        return frozenset(slot.key.row for slot in self.slots)

    def with_labels(self, labels: Iterator[Label]) -> "Row":
        """The same row with its labels replaced in order."""
        return replace(self, cells=tuple(next(labels) if isinstance(c, Label) else c for c in self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """`width` is the number of columns of the grid that the form prescribes."""

    name: TableName
    width: int
    rows: tuple[Row, ...]

    @property
    def keys(self) -> frozenset[CellKey]:
        return frozenset(slot.key for row in self.rows for slot in row.slots)

    def with_rows(self, rows: tuple[Row, ...]) -> "Table":
        return replace(self, rows=rows)


def _amount_label(label: str, unit: AmountUnit | None, prescribed: str) -> str:
    if prescribed:
        return f"{label}(单位:{unit})"
    return f"{label}({unit})" if unit else label


def disclosure_table(filled: FilledForm) -> Table:
    """第二十条: per clause a title row, a header row, and one row per kind of document or act."""
    rows: list[Row] = []
    for clause, cells_of_clause in groupby(disclosure_cells(filled.form), key=lambda c: c.clause):
        cells = list(cells_of_clause)
        columns = {c.column_code: c for c in cells}
        headers = [
            Label(_amount_label(c.column_label, filled.header_units.get(_disclosure_key(c)), c.printed_unit), "column")
            if c.unit == "CNY"
            else Label(c.column_label, "column")
            for c in columns.values()
        ]
        # Clauses with fewer than three columns let their last header cover the rest of the four-column grid.
        headers[-1] = replace(headers[-1], columns=4 - len(headers))
        rows.append(Row((Label(clause, "clause", columns=4),)))
        rows.append(Row((Label("信息内容", "column"), *headers)))
        for label, row_cells in groupby(cells, key=lambda c: c.row_label):
            keys = [_disclosure_key(c) for c in row_cells]
            rows.append(Row((Label(label, "row"), *(Slot(key, filled.entries[key]) for key in keys))))
    return Table("disclosure", 4, tuple(rows))


def _disclosure_key(cell: DisclosureCell) -> CellKey:
    return CellKey("disclosure", cell.row_code, cell.column_code)


def _group_labels(rows: tuple[ApplicationRow, ...], index: int) -> Iterator[Label]:
    """The group headings that start beside this row, outermost first."""
    path = rows[index].path
    for depth, heading in enumerate(path):
        started_before = index > 0 and rows[index - 1].path[: depth + 1] == path[: depth + 1]
        if not started_before:
            yield Label(heading, "group", depth=depth)


def application_table(filled: FilledForm) -> Table:
    """Three header rows, then one row per kind of outcome; group headings stand beside the rows they cover."""
    people = APPLICATION_COLUMNS
    organisations = [c for c in people if c.group]
    headers = [
        Row(
            (
                Label("(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", "note", columns=3, rows=3),
                Label("申请人情况", "column", columns=7),
            )
        ),
        Row(
            (
                Label("自然人", "column", rows=2),
                Label("法人或其他组织", "column", columns=5),
                Label("总计", "column", rows=2),
            )
        ),
        Row(tuple(Label(c.label, "column") for c in organisations)),
    ]
    rows = application_rows(filled.application_form)
    body = []
    for index, row in enumerate(rows):
        keys = [CellKey("application", row.row_code, c.column_code) for c in people]
        label = Label(row.printed_label, "row", columns=3 - len(row.path))
        slots = (Slot(key, filled.entries[key]) for key in keys)
        body.append(Row((*_group_labels(rows, index), label, *slots), groups=row.path))
    return Table("application", 10, (*headers, *body))


def legal_table(filled: FilledForm) -> Table:
    """Three header rows and one row of fifteen values."""
    outcomes = list(dict.fromkeys(c.column_label for c in LEGAL_CELLS))
    first = tuple(Label(text, "column", rows=2) for text in outcomes)
    repeated = tuple(Label(text, "column") for text in outcomes)
    return Table(
        "legal",
        15,
        (
            Row((Label("行政复议", "column", columns=5), Label("行政诉讼", "column", columns=10))),
            Row(
                (
                    *first,
                    Label("未经复议直接起诉", "column", columns=5),
                    Label("复议后起诉", "column", columns=5),
                )
            ),
            Row(repeated * 2),
            Row(
                tuple(
                    Slot(key, filled.entries[key])
                    for key in (CellKey("legal", c.row_code, c.column_code) for c in LEGAL_CELLS)
                )
            ),
        ),
    )
