"""Compares the failures that the warehouse found with those that the oracle expects, rule by rule."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from province.ledger import Expected
from province.oracle import failures_of
from province.oracle_between_organs import exceeded_sums, slipped_units
from province.oracle_of_sameness import shared_words_and_tables
from province.oracle_over_years import failures_over_years
from province.panel import Panel
from province.publishing import Publication

Failure = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Failures of one rule: found and expected, found but not expected, expected but not found."""

    rule_id: str
    right: int
    false_alarms: tuple[Expected | Failure, ...]
    missed: tuple[Expected | Failure, ...]

    @property
    def precision(self) -> float | None:
        """The share of what was found that is true; None where nothing was found."""
        found = self.right + len(self.false_alarms)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what is wrong that was found; None where nothing is wrong."""
        expected = self.right + len(self.missed)
        return self.right / expected if expected else None

    @property
    def is_perfect(self) -> bool:
        """Nothing was missed and nothing else flagged."""
        return not self.false_alarms and not self.missed


def expected_failures(panel: Panel) -> list[Expected]:
    """Every failure of every publication, with one entry for each that the reader numbers."""
    alone = [failure for report in panel.published() for failure in failures_of(report)]
    return [
        *alone,
        *failures_over_years(panel),
        *shared_words_and_tables(panel),
        *slipped_units(panel),
        *exceeded_sums(panel),
    ]


def found_failures(publications: Iterable[Publication], failures: Iterable[Failure]) -> list[Expected | Failure]:
    """The failures (report_id, rule_id, subject) of the warehouse in the words of the ledger."""
    by_id = {publication.report_id: publication.report for publication in publications}
    found: list[Expected | Failure] = []
    for report_id, rule_id, subject in failures:
        report = by_id.get(report_id)
        kind, _, other_id = subject.partition(":")
        plain = "figure" if kind == "figure" else subject
        if kind == "version" and other_id in by_id:
            plain = f"version:{by_id[other_id].version}"
        found.append(
            Expected(report.office.key, report.year, report.version, rule_id, plain)
            if report
            else (report_id, rule_id, subject)
        )
    return found


def _rule_of(failure: Expected | Failure) -> str:
    return failure.rule_id if isinstance(failure, Expected) else failure[1]


def judge(
    expected: Sequence[Expected], found: Sequence[Expected | Failure], rules: Collection[str]
) -> Mapping[str, Verdict]:
    """A verdict for each of `rules`."""
    verdicts = {}
    for rule_id in rules:
        wanted: Counter[Expected | Failure] = Counter(e for e in expected if e.rule_id == rule_id)
        given: Counter[Expected | Failure] = Counter(f for f in found if _rule_of(f) == rule_id)
        missed, false_alarms = (wanted - given).elements(), (given - wanted).elements()
        verdicts[rule_id] = Verdict(rule_id, (wanted & given).total(), tuple(false_alarms), tuple(missed))
    return verdicts
