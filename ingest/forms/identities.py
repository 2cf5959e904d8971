"""Identities (勾稽关系) between the cells of one report: sums that the form itself demands.

They are data derived from the roles of the rows, so that the checks in the warehouse and the solving of digit runs
read the same list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.forms.tables import (
    APPLICATION_COLUMNS,
    LEGAL_CELLS,
    CellKey,
    Form,
    application_rows,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """sum(actual) must equal sum(expected). `subject` names the column or row it runs over."""

    rule_id: str
    form: Form
    subject: str
    actual: tuple[CellKey, ...]
    expected: tuple[CellKey, ...]


def _role(form: Form, role: str, column: str) -> tuple[CellKey, ...]:
    return tuple(CellKey("application", r.row_code, column) for r in application_rows(form) if r.role == role)


def _balances(form: Form) -> Iterator[Identity]:
    """A1: requests received = requests processed + carried forward, printed on the form itself; 7 columns."""
    for column in APPLICATION_COLUMNS:
        code = column.column_code
        processed = _role(form, "processed_total", code) + _role(form, "carried_forward", code)
        yield Identity("A1", form, f"column:{code}", actual=processed, expected=_role(form, "received", code))


def _outcomes(form: Form) -> Iterator[Identity]:
    """A2: total processed = the sum of all outcome rows; 7 columns."""
    for column in APPLICATION_COLUMNS:
        code = column.column_code
        yield Identity(
            "A2",
            form,
            f"column:{code}",
            actual=_role(form, "processed_total", code),
            expected=_role(form, "outcome", code),
        )


def _applicants(form: Form) -> Iterator[Identity]:
    """A3: the total of a row = the six kinds of applicant; 23 or 25 rows."""
    kinds = [c.column_code for c in APPLICATION_COLUMNS if c.column_code != "total"]
    for row in application_rows(form):
        yield Identity(
            "A3",
            form,
            f"row:{row.row_code}",
            actual=(CellKey("application", row.row_code, "total"),),
            expected=tuple(CellKey("application", row.row_code, kind) for kind in kinds),
        )


def _legal_totals(form: Form) -> Iterator[Identity]:
    """L1: the total of reconsiderations or lawsuits = upheld + corrected + other result + pending; 3 rows."""
    for row in dict.fromkeys(c.row_code for c in LEGAL_CELLS):
        cells = [CellKey("legal", row, c.column_code) for c in LEGAL_CELLS if c.row_code == row]
        yield Identity(
            "L1",
            form,
            f"row:{row}",
            actual=tuple(c for c in cells if c.column == "total"),
            expected=tuple(c for c in cells if c.column != "total"),
        )


@cache
def identities(form: Form) -> tuple[Identity, ...]:
    """All identities of one form in a fixed order: A1 (7), A2 (7), A3 (23 or 25), L1 (3)."""
    return (*_balances(form), *_outcomes(form), *_applicants(form), *_legal_totals(form))
