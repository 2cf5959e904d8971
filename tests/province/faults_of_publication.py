"""Problems of when and how often a report was published: late, never, corrected afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from province.numbers import disclosure_key
from province.offices import Office
from province.panel import Panel, has_until_march, years_between


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
