"""Problems of when, how often and for whom a report was published: late, never, corrected, for others that say more."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ingest.forms import CellKey
from province.numbers import disclosure_key
from province.offices import Office
from province.oracle_between_organs import SUMMED
from province.panel import Panel, RollUp, has_until_march, years_between


def late(panel: Panel, office: Office, rng: Random) -> int:
    """Published after the day that is set: 31 March for governments, 31 January for departments and townships."""
    year = rng.choice(years_between(2019, 2024))
    report = panel.reports[office.key, year]
    month = 4 if has_until_march(office) else 2
    panel.reports[report.slot] = replace(report, published_on=date(year + 1, month, rng.randint(1, 27)))
    return year


def corrected(panel: Panel, office: Office, rng: Random) -> int:
    """Published again with other numbers of decisions, still in time."""
    year = rng.choice(years_between(2019, 2024))
    report = panel.reports[office.key, year]
    key = disclosure_key("administrative_licensing", "decisions")
    cells = {**report.cells, key: report.cells[key] + 1}
    panel.later_versions.append(
        replace(report, cells=cells, published_on=report.published_on + timedelta(days=3), version=2)
    )
    return year


def republished(panel: Panel, office: Office, rng: Random) -> int:
    """Published again, on another page and as another file, without a change: nothing is wrong."""
    year = rng.choice(years_between(2019, 2024))
    report = panel.reports[office.key, year]
    panel.later_versions.append(replace(report, version=2))
    return year


def never_published(panel: Panel, office: Office, rng: Random) -> int:
    """A report in the middle of the series is not there."""
    year = rng.choice(years_between(2020, 2023))
    panel.withheld.add((office.key, year))
    return year


def _units(panel: Panel, office: Office, rng: Random) -> tuple[str, ...]:
    """Two organs below an organ; without such, two others."""
    below = [other.key for other in panel.offices if other.parent_key == office.key]
    others = [other.key for other in panel.offices if other.key != office.key]
    return tuple(rng.sample(below if len(below) > 1 else others, 2))


def _exceeds(panel: Panel, roll_up: RollUp) -> bool:
    def total(key: str, cell: CellKey) -> Decimal:
        return panel.reports[key, roll_up.year].values().get(cell, Decimal(0))

    units = roll_up.child_keys
    return any(sum(total(key, cell) for key in units) > total(roll_up.parent_key, cell) for cell in SUMMED)


def less_than_its_units(panel: Panel, office: Office, rng: Random) -> int | None:
    """A report that is said to sum up two others has fewer requests or disputes than they have."""
    for year in rng.sample(years_between(2019, 2024), 6):
        roll_up = RollUp(office.key, _units(panel, office, rng), year)
        if _exceeds(panel, roll_up):
            panel.roll_ups.append(roll_up)
            return year
    return None


def sums_up_its_units(panel: Panel, office: Office, rng: Random) -> int | None:
    """A report that is said to sum up two others, and may well: nothing is wrong."""
    for year in rng.sample(years_between(2019, 2024), 6):
        roll_up = RollUp(office.key, _units(panel, office, rng), year)
        if not _exceeds(panel, roll_up):
            panel.roll_ups.append(roll_up)
            return year
    return None
