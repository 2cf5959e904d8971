"""Application tables that add up, and the same with a number misprinted: what proposals are tried on."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from warehouse.constructed_reports import a_cell, a_report

from ingest.forms import APPLICATION_COLUMNS, CellKey, Form, Identity, application_rows, identities
from ingest.report import Report

Key = tuple[str, str, str]
Table = dict[Key, int | None]

APPLICANTS = [column.column_code for column in APPLICATION_COLUMNS if column.column_code != "total"]


@dataclass(frozen=True)
class Misprint:
    """A table as printed (None is a blank cell) under `name`, and what the misprinted cells should say."""

    name: str
    form: Form
    printed: Table
    right: dict[Key, int]

    def report(self) -> Report:
        """The report that prints the table, and nothing else."""
        cells = tuple(
            a_cell(CellKey(*key), "count", "blank" if value is None else value) for key, value in self.printed.items()
        )
        return replace(a_report(self.name, self.form), cells=cells)


def balanced_table(form: Form, chance: random.Random) -> Table:
    """A table that holds all its identities, with zeros and numbers of one to four digits as in real reports."""
    table: Table = {}
    for applicant in APPLICANTS:
        column: dict[str, int] = {}
        for row in application_rows(form):
            if row.role == "outcome":
                column[row.row_code] = _count(chance, often_zero=True)
        processed = sum(column.values())
        forward = _count(chance, often_zero=True)
        carried_over = chance.randint(0, processed + forward)
        column |= {"total_processed": processed, "carried_forward": forward, "received_carried_over": carried_over}
        column["received_new"] = processed + forward - carried_over
        table |= {("application", row, applicant): value for row, value in column.items()}
    for row in application_rows(form):
        table["application", row.row_code, "total"] = sum(
            table["application", row.row_code, applicant] or 0 for applicant in APPLICANTS
        )
    return table


def misprints(count: int, seed: int, wrong: int = 1, blank: float = 0.0) -> Iterator[Misprint]:
    """`count` tables with `wrong` misprinted cells each, of which the share `blank` of the cells is left empty."""
    chance = random.Random(seed)
    for index in range(count):
        form: Form = chance.choice(("2019", "2021"))
        table = balanced_table(form, chance)
        cells = chance.sample(sorted(table), wrong)
        right = {cell: table[cell] or 0 for cell in cells}
        printed = {cell: None if chance.random() < blank else value for cell, value in table.items()}
        printed |= {cell: _another(value, chance) for cell, value in right.items()}
        yield Misprint(f"misprint-{seed}-{wrong}-{index}", form, printed, right)


def proposal(misprint: Misprint) -> tuple[Key, int] | None:
    """The oracle: tries every cell with every value that would settle one of its identities, and keeps the only one.

    For tables without blanks. A row and a column have to fail, or nothing crosses.
    """
    held = [i for i in identities(misprint.form) if all(cell[0] == "application" for cell in _cells(i))]
    failed = [identity for identity in held if _gap(identity, misprint.printed)]
    if {identity.subject.split(":")[0] for identity in failed} != {"row", "column"}:
        return None
    ways = set()
    for identity in failed:
        for cell in _cells(identity):
            for sign in (1, -1):
                value = (misprint.printed[cell] or 0) + sign * _gap(identity, misprint.printed)
                changed = misprint.printed | {cell: value}
                if value >= 0 and not any(_gap(other, changed) for other in held):
                    ways.add((cell, value))
    return ways.pop() if len(ways) == 1 else None


def _cells(identity: Identity) -> list[Key]:
    return [*identity.expected, *identity.actual]


def _gap(identity: Identity, table: Table) -> int:
    expected = sum(table[cell] or 0 for cell in identity.expected)
    return expected - sum(table[cell] or 0 for cell in identity.actual)


def _count(chance: random.Random, often_zero: bool) -> int:
    if often_zero and chance.random() < 0.6:
        return 0
    return chance.randint(0, 10 ** chance.randint(1, 4))


def _another(value: int, chance: random.Random) -> int:
    """Another number, as misprints go: one more or less, a digit changed, lost or doubled, or anything."""
    digits = str(value)
    place = chance.randrange(len(digits))
    candidates = (
        value + 1,
        value - 1,
        int(digits[:place] + str(chance.randint(0, 9)) + digits[place + 1 :]),
        int(digits[:place] + digits[place + 1 :] or "0"),
        int(digits[: place + 1] + digits[place:]),
        chance.randint(0, 2 * value + 10),
    )
    return chance.choice([other for other in candidates if other >= 0 and other != value])
