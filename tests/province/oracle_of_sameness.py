"""What must be found of words and tables that two reports share; nothing here asks the warehouse.

Only wholly copied prose is planted, so that the oracle need not measure likeness: the same words are the same.
"""

from collections import defaultdict
from collections.abc import Iterator

from province.ledger import Expected
from province.panel import Panel
from province.report import StatedReport

_STOCKS = ("disclosed_total", "prior_year_items", "in_force")


def own_words(report: StatedReport, section: str | None = None) -> tuple[str, ...]:
    """The printed sentences that state no number, of the whole report or of one section."""
    return tuple(
        s.text
        for s in report.prose
        if not s.stated
        and s.total is None
        and not s.lost_numbers
        and s.section not in report.missing_sections
        and section in (None, s.section)
    )


def _copied_tables(report: StatedReport, before: StatedReport) -> Iterator[str]:
    """Tables on one form that agree in every cell, and in which several different things were counted."""
    now, then = report.values(), before.values()
    for table in ("disclosure", "application", "legal"):
        cells = {key: value for key, value in now.items() if key.table == table}
        if not cells or cells != {key: value for key, value in then.items() if key.table == table}:
            continue
        counted = [value for key, value in cells.items() if value and key.column not in _STOCKS]
        if len(counted) >= 6 and len(set(counted)) >= 4:
            yield f"table:{table}"


def shared_words_and_tables(panel: Panel) -> Iterator[Expected]:
    """S1: last year's words or tables again; another organ's words, of the same year or an earlier one."""
    current = panel.current()
    speakers: dict[tuple[str, ...], list[StatedReport]] = defaultdict(list)
    for report in current.values():
        speakers[tuple(sorted(own_words(report)))].append(report)
    for (office_key, year), report in current.items():
        subjects: list[str] = []
        before = current.get((office_key, year - 1))
        if before is not None:
            if own_words(report) == own_words(before):
                subjects.append("prose:previous_year")
            problems = own_words(report, "problems")
            if problems and problems == own_words(before, "problems"):
                subjects.append("section:problems")
            subjects += _copied_tables(report, before)
        same = speakers[tuple(sorted(own_words(report)))]
        if any(other.office.key != office_key and other.year <= year for other in same):
            subjects.append("prose:other_organs")
        for subject in subjects:
            yield Expected(office_key, year, report.version, "S1", subject)
