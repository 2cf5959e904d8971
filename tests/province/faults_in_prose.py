"""Problems of what is written around the tables: numbers that disagree, lost numbers, stale and copied prose."""

from dataclasses import replace
from random import Random

from province.faults_in_tables import Planter
from province.offices import Office
from province.panel import Panel, years_between
from province.prose import Sentence, channels, stating, table_numbers
from province.report import StatedReport


def _rewrite(panel: Panel, report: StatedReport, prose: tuple[Sentence, ...]) -> int:
    panel.reports[report.slot] = replace(report, prose=prose)
    return report.year


def _any_report(panel: Panel, office: Office, rng: Random, first: int = 2019) -> StatedReport:
    return panel.reports[office.key, rng.choice(years_between(first, 2024))]


def wrong_number(topic: str) -> Planter:
    """The prose states another number on a topic than the tables."""

    def plant(panel: Panel, office: Office, rng: Random) -> int:
        report = _any_report(panel, office, rng)
        numbers = table_numbers(report.values())
        numbers[topic] += rng.randint(1, 9)
        others = [s for s in report.prose if not s.stated]
        return _rewrite(panel, report, (*others[:2], *stating(report.year, numbers), *others[2:]))

    return plant


def wrong_sum(panel: Panel, office: Office, rng: Random) -> int:
    """The stated total is less than its parts, or a complete list falls short of it."""
    report = _any_report(panel, office, rng)
    old = next(s for s in report.prose if s.total is not None)
    assert old.total is not None
    a, b, c = old.parts
    new = channels(old.total + rng.choice((-1, 1, 5, -4)), (a, b, c))
    return _rewrite(panel, report, tuple(new if s is old else s for s in report.prose))


def lost_number(panel: Panel, office: Office, rng: Random) -> int:
    """A unit stands where its number was never filled in."""
    report = _any_report(panel, office, rng)
    text = rng.choice(("全年在重点领域专栏更新信息余条。", "开设的互动栏目共收到件,已逐一归档。"))
    return _rewrite(panel, report, (*report.prose, Sentence("overview", text, lost_numbers=1)))


def stale_period(panel: Panel, office: Office, rng: Random) -> int:
    """The statistical period is that of last year's report."""
    report = _any_report(panel, office, rng, first=2020)
    panel.reports[report.slot] = replace(report, period_year=report.year - 1)
    return report.year


def _own(report: StatedReport) -> list[Sentence]:
    return [s for s in report.prose if not s.stated and s.total is None]


def copied_from_last_year(panel: Panel, office: Office, rng: Random) -> int:
    """All words are last year's; only the numbers are new."""
    report = _any_report(panel, office, rng, first=2020)
    stated = [s for s in report.prose if s.stated or s.total is not None]
    words = _own(panel.reports[office.key, report.year - 1])
    return _rewrite(panel, report, (*words[:2], *stated, *words[2:]))


def copied_from_another(panel: Panel, office: Office, rng: Random) -> tuple[int, str] | None:
    """All words are those of another organ of the same kind in the same year."""
    report = _any_report(panel, office, rng)
    touched = {key for fault in panel.faults for key in (fault.office_key, fault.source_key)}
    peers = [o for o in panel.offices if o.kind == office.kind and o.key != office.key and o.key not in touched]
    if not peers:
        return None
    stated = [s for s in report.prose if s.stated or s.total is not None]
    source = rng.choice(peers)
    words = _own(panel.reports[source.key, report.year])
    return _rewrite(panel, report, (*words[:2], *stated, *words[2:])), source.key
