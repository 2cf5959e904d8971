"""What the rules must find between an organ's reports, by plain arithmetic; nothing here asks the warehouse."""

from collections.abc import Iterator
from datetime import date

from ingest.forms import APPLICATION_COLUMNS, CellKey
from province.ledger import Expected
from province.numbers import ITEM_ROWS, application_key, disclosure_key
from province.panel import Panel, Slot, has_until_march
from province.report import StatedReport

Found = tuple[str, str]


def _carry_over(report: StatedReport, before: StatedReport) -> Iterator[Found]:
    """Y1, for each of the seven columns."""
    now, then = report.values(), before.values()
    for column in (c.column_code for c in APPLICATION_COLUMNS):
        over = now.get(application_key("received_carried_over", column))
        forward = then.get(application_key("carried_forward", column))
        if over is not None and forward is not None and over != forward:
            yield "Y1", f"column:{column}"


def _stocks(report: StatedReport, before: StatedReport) -> Iterator[Found]:
    """Y2 between two reports on the 2021 form, Y3 between those of 2019 and 2020."""
    now, then = report.values(), before.values()
    for row in ("rules", "normative_documents"):
        terms = [now.get(disclosure_key(row, c)) for c in ("in_force", "issued_this_year", "repealed_this_year")]
        stock = then.get(disclosure_key(row, "in_force"))
        held, issued, repealed = terms
        if held is None or issued is None or repealed is None or stock is None:
            continue
        if held != stock + issued - repealed:
            yield "Y2", f"row:{row}"
    for row in ITEM_ROWS:
        prior = now.get(disclosure_key(row, "prior_year_items"))
        held, change = (then.get(disclosure_key(row, c)) for c in ("prior_year_items", "change_this_year"))
        if prior is not None and held is not None and change is not None and prior != held + change:
            yield "Y3", f"row:{row}"


def _lateness(report: StatedReport, first_published_on: date) -> Iterator[Found]:
    """T1: by 31 March for the governments of counties and above; by 31 January for departments, and for townships as
    the province says. For all others no day is set.
    """
    office, year = report.office, report.year
    if has_until_march(office):
        deadline = date(year + 1, 3, 31)
    elif office.kind == "department" or office.level == "township":
        deadline = date(year + 1, 1, 31)
    else:
        return
    if first_published_on > deadline:
        yield "T1", "report"


def failures_over_years(panel: Panel) -> Iterator[Expected]:
    """Every failure between the current reports of an organ, their versions and their deadlines."""
    current = panel.current()
    first: dict[Slot, StatedReport] = {}
    for report in panel.published():
        first.setdefault(report.slot, report)
    for (office_key, year), report in current.items():
        earlier = first[office_key, year]
        for rule_id, subject in _lateness(report, earlier.published_on):
            yield Expected(office_key, year, report.version, rule_id, subject)
        if changed_cells(earlier, report) or earlier.prose != report.prose:
            yield Expected(office_key, year, report.version, "M1", f"version:{earlier.version}")
        before = current.get((office_key, year - 1))
        if before is not None:
            for rule_id, subject in (*_carry_over(report, before), *_stocks(report, before)):
                yield Expected(office_key, year, report.version, rule_id, subject)


def carried_over_columns(panel: Panel) -> int:
    """How often Y1 can be judged: in the seven columns of every two reports of one organ that follow each other."""
    current = panel.current()
    pairs = [(report, current[key, year - 1]) for (key, year), report in current.items() if (key, year - 1) in current]
    return 7 * sum("application" not in now.missing_tables | then.missing_tables for now, then in pairs)


def changed_cells(first: StatedReport, second: StatedReport) -> set[CellKey]:
    """The cells that two publications of a report give differently."""
    one, other = first.values(), second.values()
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
