"""Problems of the numbers: totals, impossible values, lost parts, carry-over, stocks, units, copied tables.

Each function plants one problem into a report of an organ and gives the year of it, or None where the organ has no
report that it fits; a problem that needs a second organ gives its key too. What else follows from it, in this report or
the next, is for the oracle to work out.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from ingest.forms import CellKey
from province.numbers import ITEM_ROWS, Cells, application_key, disclosure_key
from province.offices import Office
from province.panel import Panel, years_between

Planter = Callable[[Panel, Office, Random], int | tuple[int, str] | None]


def _change(panel: Panel, office: Office, year: int, cells: Cells) -> int:
    report = panel.reports[office.key, year]
    panel.reports[office.key, year] = replace(report, cells={**report.cells, **cells})
    return year


def _raised(cells: Cells, keys: list[CellKey], by: int) -> Cells:
    return {key: cells[key] + by for key in keys}


def _some_year(rng: Random, first: int = 2019, last: int = 2024) -> int:
    return rng.choice(years_between(first, last))


def wrong_row_total(panel: Panel, office: Office, rng: Random) -> int:
    """The total of one outcome is not the sum of the applicants."""
    year = _some_year(rng)
    cells = panel.reports[office.key, year].cells
    return _change(panel, office, year, _raised(cells, [application_key("granted", "total")], rng.randint(1, 9)))


def wrong_outcome(panel: Panel, office: Office, rng: Random) -> int:
    """One outcome of one applicant, with its total, is more than was processed."""
    year = _some_year(rng)
    cells = panel.reports[office.key, year].cells
    row = rng.choice(("granted", "denied_third_party_rights", "unavailable_not_held"))
    keys = [application_key(row, column) for column in ("natural_person", "total")]
    return _change(panel, office, year, _raised(cells, keys, rng.randint(1, 9)))


def wrong_balance(panel: Panel, office: Office, rng: Random) -> int:
    """More is carried forward than there is; the next report carries over what is right."""
    year = _some_year(rng)
    cells = panel.reports[office.key, year].cells
    keys = [application_key("carried_forward", column) for column in ("commercial_enterprise", "total")]
    return _change(panel, office, year, _raised(cells, keys, rng.randint(1, 9)))


def wrong_processed(panel: Panel, office: Office, rng: Random) -> int:
    """The grand total of what was processed is off: balance, outcomes and applicants at once."""
    year = _some_year(rng)
    cells = panel.reports[office.key, year].cells
    return _change(panel, office, year, _raised(cells, [application_key("total_processed", "total")], 10))


def wrong_legal_total(panel: Panel, office: Office, rng: Random) -> int:
    """The total of reconsiderations or of lawsuits is not the sum of their results."""
    year = _some_year(rng)
    cells = panel.reports[office.key, year].cells
    row = rng.choice(("reconsideration", "litigation_direct", "litigation_after_reconsideration"))
    return _change(panel, office, year, _raised(cells, [CellKey("legal", row, "total")], rng.randint(1, 5)))


def negative_count(panel: Panel, office: Office, rng: Random) -> int:
    """A number of decisions below zero."""
    year = _some_year(rng)
    row = rng.choice(("administrative_licensing", "administrative_penalties", "administrative_coercion"))
    return _change(panel, office, year, {disclosure_key(row, "decisions"): Decimal(-rng.randint(2, 30))})


def newer_than_all(panel: Panel, office: Office, rng: Random) -> int:
    """More was newly disclosed than is disclosed in all."""
    year = _some_year(rng, 2019, 2020)
    cells = panel.reports[office.key, year].cells
    total = cells[disclosure_key("normative_documents", "disclosed_total")]
    return _change(panel, office, year, {disclosure_key("normative_documents", "disclosed_this_year"): total + 3})


def missing_table(name: str) -> Planter:
    """A table is left out: a picture stands in its place."""

    def plant(panel: Panel, office: Office, rng: Random) -> int:
        year = _some_year(rng)
        report = panel.reports[office.key, year]
        panel.reports[office.key, year] = replace(report, missing_tables=frozenset({name}))
        return year

    return plant


def missing_section(panel: Panel, office: Office, rng: Random) -> int:
    """The section on problems, or that on other matters, is not there."""
    year = _some_year(rng)
    report = panel.reports[office.key, year]
    section = rng.choice(("problems", "other_matters"))
    panel.reports[office.key, year] = replace(report, missing_sections=frozenset({section}))
    return year


def broken_carry_over(column: str) -> Planter:
    """What was carried over is not what last year's report carried forward; the year itself still balances."""

    def plant(panel: Panel, office: Office, rng: Random) -> int | None:
        for year in rng.sample(years_between(2020, 2024), 5):
            cells = panel.reports[office.key, year].cells
            columns = ("natural_person", "other_organization") if column == "total" else (column, "total")
            if column == "total" and not all(cells[application_key("received_new", c)] for c in (*columns, "total")):
                continue
            if column != "total" and cells[application_key("received_new", column)] == 0:
                continue
            over = [application_key("received_carried_over", c) for c in (*columns, "total")]
            new = [application_key("received_new", c) for c in (*columns, "total")]
            by = Decimal(1)
            changed: Cells = {}
            for o, n in zip(over, new, strict=True):
                step = by * (2 if column == "total" and o.column == "total" else 1)
                changed[o], changed[n] = cells[o] + step, cells[n] - step
            if min(changed.values()) >= 0:
                return _change(panel, office, year, changed)
        return None

    return plant


def wrong_stock(panel: Panel, office: Office, rng: Random) -> int:
    """The documents in force are not those of last year, plus issued, less repealed."""
    year = _some_year(rng, 2022, 2024)
    cells = panel.reports[office.key, year].cells
    row = rng.choice(("rules", "normative_documents"))
    return _change(panel, office, year, _raised(cells, [disclosure_key(row, "in_force")], rng.randint(1, 7)))


def wrong_items(panel: Panel, office: Office, rng: Random) -> int:
    """The items of the previous year are not those that the previous report ended with."""
    cells = panel.reports[office.key, 2020].cells
    key = disclosure_key(rng.choice(ITEM_ROWS), "prior_year_items")
    return _change(panel, office, 2020, _raised(cells, [key], rng.randint(1, 7)))


def unit_slip(panel: Panel, office: Office, rng: Random) -> int:
    """An amount in 元 under the heading 万元: ten thousand times too much."""
    year = _some_year(rng, 2022, 2023)
    cells = panel.reports[office.key, year].cells
    key = disclosure_key("administrative_fees", "fee_amount")
    return _change(panel, office, year, {key: cells[key] * 10_000})


def copied_tables(panel: Panel, office: Office, rng: Random) -> int | None:
    """Every number of the three tables is last year's."""
    for year in rng.sample(years_between(2020, 2024), 5):
        report, before = panel.reports[office.key, year], panel.reports[office.key, year - 1]
        if (report.form, report.application_form) == (before.form, before.application_form):
            return _change(panel, office, year, dict(before.cells))
    return None
