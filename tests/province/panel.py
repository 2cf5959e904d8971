"""The province as a whole: every organ's reports over the years, with or without planted problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from province.ledger import Fault
from province.numbers import YEARS, form_of, numbers_over_years
from province.offices import Office, offices
from province.prose import write_prose
from province.report import StatedReport

Slot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class RollUp:
    """In this year the report of one organ sums up those of others, as somebody declared."""

    parent_key: str
    child_keys: tuple[str, ...]
    year: int


@dataclass(slots=True)
class Panel:
    """The reports by organ and year, and what else was published.

    `later_versions`: further publications of a report. `withheld`: reports that were never published. `roll_ups` are
    declared by hand. `faults` is the ledger of what was planted.
    """

    offices: tuple[Office, ...]
    reports: dict[Slot, StatedReport]
    later_versions: list[StatedReport] = field(default_factory=list)
    withheld: set[Slot] = field(default_factory=set)
    roll_ups: list[RollUp] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def published(self) -> Iterator[StatedReport]:
        """Every publication, the versions of a report one behind the other."""
        later: dict[Slot, list[StatedReport]] = {}
        for report in self.later_versions:
            later.setdefault(report.slot, []).append(report)
        for slot, report in self.reports.items():
            if slot not in self.withheld:
                yield report
                yield from later.get(slot, ())

    def current(self) -> dict[Slot, StatedReport]:
        """The publication that counts for each organ and year: the last one."""
        return {report.slot: report for report in self.published()}


def has_until_march(office: Office) -> bool:
    """Whether an organ publishes by 31 March: the governments of counties and above. The others have January."""
    return office.kind == "government" and office.level != "township"


def published_in_time(office: Office, year: int, rng: Random) -> date:
    """A day within the time that the law or the province sets: March for governments, January for all others."""
    return date(year + 1, 3 if has_until_march(office) else 1, rng.randint(4, 24))


def sound_panel(organ_count: int, seed: int) -> Panel:
    """The reports of a province in which nothing is wrong, without their prose."""
    found = tuple(offices(organ_count))
    reports = {}
    for office in found:
        rng = Random(f"{seed} {office.key}")
        mixed_years = frozenset({2021} if rng.random() < 0.05 else ())
        for year, cells in numbers_over_years(office, rng, mixed_years).items():
            form = form_of(year)
            rows_form = "2019" if year in mixed_years else form
            published_on = published_in_time(office, year, rng)
            report = StatedReport(office, year, form, rows_form, cells, (), published_on, year)
            reports[report.slot] = report
    return Panel(found, reports)


def write_all_prose(panel: Panel, seed: int) -> None:
    """Give every report prose that agrees with its tables."""
    for slot, report in panel.reports.items():
        rng = Random(f"{seed} {slot}")
        panel.reports[slot] = replace(report, prose=write_prose(rng, report.year, report.values()))


def years_between(first: int, last: int) -> tuple[int, ...]:
    """The years of the panel from first to last, both included."""
    return tuple(year for year in YEARS if first <= year <= last)
