"""What page breaks leave between the rows: page footers, a page number by itself, table headers printed again."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from form_printer.draft import Draft
from form_printer.tables import Row, Slot, Table, TableName
from ingest.forms import CellKey

FOOTERS = ("- {n} -", "—{n}—", "-{n}-", "第 {n} 页", "第{n}页 共{m}页", "— {n} —")


def _between_rows(draft: Draft, rng: Random, chance: float, text: Callable[[int], str]) -> Draft:
    """Rows of furniture before some value rows."""

    def rewrite(_: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        page = rng.randrange(1, 5)
        out: list[Row] = []
        for row in rows:
            if row.slots and out and rng.random() < chance:
                page += 1
                out.append(Row(furniture=text(page)))
            out.append(row)
        return tuple(out)

    return draft.with_rows(rewrite)


def print_page_footers(draft: Draft, rng: Random) -> Draft:
    """A footer such as - 3 - on a line of its own between two rows. No row loses its certainty."""
    footer = rng.choice(FOOTERS)
    return _between_rows(draft, rng, 0.1, lambda n: footer.format(n=n, m=n + 4))


def print_bare_page_numbers(draft: Draft, rng: Random) -> Draft:
    """A page number without any mark between two rows: beside one-cell-per-line rows it looks like a value.

    The rows above it are doubted: where rows are not lines of their own, they end in one number too many.
    """
    damaged = _between_rows(draft, rng, 0.1, str)
    doubted: set[CellKey] = set()
    for table in damaged.tables:
        for above, below in zip(table.rows, table.rows[1:], strict=False):
            if below.furniture.isdecimal():
                doubted |= {slot.key for slot in above.slots}
        doubted |= _first_rows_after_number(table)
    return damaged.doubting(doubted)


def _first_rows_after_number(table: Table) -> set[CellKey]:
    """A number between a header and the row of values without labels (legal) stands among those values."""
    return {slot.key for row in table.rows for slot in row.slots} if table.name == "legal" else set()


def interrupt_rows(draft: Draft, rng: Random) -> Draft:
    """A page footer between two cells of one row. Where cells are lines, it is a line among them."""
    footer = rng.choice(FOOTERS)
    torn: set[CellKey] = set()

    def rewrite(_: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        out: list[Row] = []
        for row in rows:
            slots = [i for i, cell in enumerate(row.cells) if isinstance(cell, Slot)]
            if len(slots) > 1 and rng.random() < 0.1:
                at = rng.choice(slots[1:])
                torn.update(slot.key for slot in row.slots)
                page = Row(furniture=footer.format(n=rng.randrange(1, 9), m=9))
                out += [replace(row, cells=row.cells[:at]), page, Row(row.cells[at:])]
            else:
                out.append(row)
        return tuple(out)

    return draft.with_rows(rewrite).doubting(torn)


def repeat_headers(draft: Draft, rng: Random) -> Draft:
    """The application table's header printed again at a page break in the middle of the table."""

    def rewrite(name: TableName, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if name != "application":
            return rows
        header = tuple(row for row in rows if not row.slots)
        body = [row for row in rows if row.slots]
        at = rng.randrange(1, len(body))
        return (*header, *body[:at], *header, *body[at:])

    return draft.with_rows(rewrite)
