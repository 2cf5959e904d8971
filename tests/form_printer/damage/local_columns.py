"""Columns that the form does not have or has elsewhere: in another order, a serial number, last year beside this year.

The print shows what the columns are, so the right values may be read; read by position they would be wrong.
"""

from dataclasses import replace
from random import Random

from form_printer.draft import Draft
from form_printer.tables import Label, PrintedCell, Row, Slot, TableName


def _doubting_tables(draft: Draft, names: set[TableName]) -> Draft:
    return draft.doubting({key for key in draft.expected if key.table in names})


def reorder_columns(draft: Draft, rng: Random) -> Draft:
    """总计 before 自然人, 对外公开总数量 before 本年新制作数量, the legal outcomes in another order; headers agree."""
    first = {"application": True, "legal": rng.randrange(1, 5), "disclosure": rng.randrange(1, 3)}

    def moved(cells: tuple[PrintedCell, ...], at: int) -> tuple[PrintedCell, ...]:
        """The cells with the one at this place moved to the front."""
        return (cells[at], *cells[:at], *cells[at + 1 :]) if at < len(cells) else cells

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_reordered(name, row) for row in rows)

    def _reordered(name: TableName, row: Row) -> Row:
        labels = tuple(c for c in row.cells if isinstance(c, Label))
        slots = tuple(c for c in row.cells if isinstance(c, Slot))
        if name == "application":
            if slots:
                return replace(row, cells=(*labels, *moved(slots, len(slots) - 1)))
            return replace(row, cells=moved(labels, 2)) if len(labels) == 3 else row
        if name == "disclosure":
            if slots:
                return replace(row, cells=(*labels, *moved(slots, first[name])))
            return replace(row, cells=(*labels[:1], *moved(labels[1:], first[name])))
        cells = slots or labels
        if len(cells) < 7:
            return row
        groups = [moved(cells[i : i + 5], first[name]) for i in range(0, len(cells) // 5 * 5, 5)]
        return replace(row, cells=(*(c for g in groups for c in g), *cells[len(groups) * 5 :]))

    return _doubting_tables(draft.with_rows(rewrite), {"disclosure", "application", "legal"})


def number_the_rows(draft: Draft, _rng: Random) -> Draft:
    """A first column 序号 with a number for each row."""

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if name == "legal":
            return rows
        out: list[Row] = []
        for row in rows:
            number = Label(str(sum(1 for r in out if r.slots) + 1) if row.slots else "序号", "note")
            groups = sum(1 for label in row.labels if label.kind == "group")
            out.append(replace(row, cells=(*row.cells[:groups], number, *row.cells[groups:])))
        return tuple(out)

    return _doubting_tables(draft.with_rows(rewrite), {"disclosure", "application"})


def add_last_years_columns(draft: Draft, rng: Random) -> Draft:
    """Behind each value last year's, under a header 上年."""

    def rewrite(_: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        out: list[Row] = []
        for row in rows:
            cells: list[PrintedCell] = []
            for cell in row.cells:
                cells.append(cell)
                if isinstance(cell, Slot):
                    cells.append(Label(str(rng.randrange(100, 9999)), "note"))
                elif cell.kind == "column" and cell.text != "信息内容":
                    cells.append(Label("上年", "column"))
            out.append(replace(row, cells=tuple(cells)))
        return tuple(out)

    return _doubting_tables(draft.with_rows(rewrite), {"disclosure", "application", "legal"})


def append_a_column(draft: Draft, rng: Random) -> Draft:
    """A last column 备注 or 同比 with numbers of its own in every row."""
    header = rng.choice(("备注", "同比", "上年总计"))

    def rewrite(_: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            replace(row, cells=(*row.cells, Label(str(rng.randrange(1, 99)) if row.slots else header, "note")))
            for row in rows
        )

    return _doubting_tables(draft.with_rows(rewrite), {"disclosure", "application", "legal"})
