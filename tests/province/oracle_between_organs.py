"""What must be found of amounts ten thousand times too large, and of sums that are less than their parts."""

from collections.abc import Iterator
from typing import Any

from ingest.forms import CellKey
from province.ledger import Expected
from province.numbers import disclosure_key
from province.panel import Panel

_FEES = disclosure_key("administrative_fees", "fee_amount")
SUMMED = (
    *(
        CellKey("application", row, "total")
        for row in ("received_new", "received_carried_over", "total_processed", "carried_forward")
    ),
    *(
        CellKey("legal", r, "total")
        for r in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    ),
)


def slipped_units(panel: Panel) -> Iterator[Expected]:
    """U1: an amount that is thousands of times that of each other year, where those are alike."""
    amounts: dict[str, dict[int, Any]] = {}
    current = panel.current()
    for (office_key, year), report in current.items():
        amount = report.values().get(_FEES)
        if amount:
            amounts.setdefault(office_key, {})[year] = amount
    for office_key, of_years in amounts.items():
        for year, amount in of_years.items():
            others = [other for other_year, other in of_years.items() if other_year != year]
            if others and min(others) * 3000 < amount:
                version = current[office_key, year].version
                yield Expected(office_key, year, version, "U1", "row:administrative_fees")


def exceeded_sums(panel: Panel) -> Iterator[Expected]:
    """H1: a report that sums up others says less than they say together."""
    current = panel.current()
    for declared in panel.roll_ups:
        report = current.get((declared.parent_key, declared.year))
        if report is None:
            continue
        units = [current.get((key, declared.year)) for key in declared.child_keys]
        for cell in SUMMED:
            total = report.values().get(cell)
            given = [value for unit in units if unit and (value := unit.values().get(cell)) is not None]
            if total is not None and sum(given) > total:
                yield Expected(declared.parent_key, declared.year, report.version, "H1", f"row:{cell.row}")
