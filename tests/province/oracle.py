"""What the rules must find in one publication, by plain arithmetic on what it states, without the warehouse."""

from collections.abc import Callable, Iterator

from ingest.forms import APPLICATION_COLUMNS, LEGAL_CELLS, CellKey, application_rows
from province.ledger import Expected
from province.numbers import KINDS, application_key, disclosure_key
from province.prose import table_numbers
from province.report import StatedReport

_SECTIONS = ("overview", "disclosure", "applications", "legal_review", "problems", "other_matters")
_TABLES = ("disclosure", "application", "legal")
Found = tuple[str, str]


def _balances_and_outcomes(report: StatedReport) -> Iterator[Found]:
    """A1 and A2, for each of the seven columns."""
    cells = report.values()
    if "application" in report.missing_tables:
        return
    outcomes = [row.row_code for row in application_rows(report.application_form) if row.role == "outcome"]
    for column in (c.column_code for c in APPLICATION_COLUMNS):
        new, over, processed, forward = (
            cells[application_key(row, column)]
            for row in ("received_new", "received_carried_over", "total_processed", "carried_forward")
        )
        if new + over != processed + forward:
            yield "A1", f"column:{column}"
        if processed != sum(cells[application_key(row, column)] for row in outcomes):
            yield "A2", f"column:{column}"


def _applicants(report: StatedReport) -> Iterator[Found]:
    """A3, for each row of the application table."""
    cells = report.values()
    if "application" in report.missing_tables:
        return
    for row in application_rows(report.application_form):
        parts = sum(cells[application_key(row.row_code, kind)] for kind in KINDS)
        if cells[application_key(row.row_code, "total")] != parts:
            yield "A3", f"row:{row.row_code}"


def _legal_totals(report: StatedReport) -> Iterator[Found]:
    """L1, for each row of the legal table."""
    cells = report.values()
    if "legal" in report.missing_tables:
        return
    for row in dict.fromkeys(c.row_code for c in LEGAL_CELLS):
        of_row = {
            c.column_code: cells[CellKey("legal", c.row_code, c.column_code)] for c in LEGAL_CELLS if c.row_code == row
        }
        if of_row.pop("total") != sum(of_row.values()):
            yield "L1", f"row:{row}"


def _possible_values(report: StatedReport) -> Iterator[Found]:
    """V1: no negative number but a change, no fraction of a thing, no more new than there is."""
    cells = report.values()
    for table in _TABLES:
        for key, value in cells.items():
            is_amount = key.column in ("procurement_amount", "fee_amount")
            negative = value < 0 and key.column != "change_this_year"
            if key.table == table and (negative or (not is_amount and value != value.to_integral_value())):
                yield "V1", f"table:{table}"
                break
    for row in ("rules", "normative_documents"):
        new, in_all = (cells.get(disclosure_key(row, c)) for c in ("disclosed_this_year", "disclosed_total"))
        if new is not None and in_all is not None and new > in_all:
            yield "V1", f"row:{row}"


def _completeness(report: StatedReport) -> Iterator[Found]:
    """C1: six sections, three tables."""
    for section in _SECTIONS:
        if section in report.missing_sections:
            yield "C1", f"section:{section}"
    for table in _TABLES:
        if table in report.missing_tables:
            yield "C1", f"table:{table}"


def _prose(report: StatedReport) -> Iterator[Found]:
    """P1, P2 and P3, for the sentences of the sections that are printed."""
    printed = [s for s in report.prose if s.section not in report.missing_sections]
    numbers = table_numbers(report.values())
    for sentence in printed:
        for topic, number in sentence.stated:
            if topic in numbers and numbers[topic] != number:
                yield "P1", f"topic:{topic}"
        if sentence.total is not None and sentence.total != sum(sentence.parts):
            yield "P2", "figure"
        for _ in range(sentence.lost_numbers):
            yield "P3", "figure"
    if report.period_year != report.year:
        yield "P3", "statistics_period"


_OF_ONE_REPORT: tuple[Callable[[StatedReport], Iterator[Found]], ...] = (
    _balances_and_outcomes, _applicants, _legal_totals, _possible_values, _completeness, _prose,
)  # fmt: skip


def failures_of(report: StatedReport) -> Iterator[Expected]:
    """Every failure that this publication shows by itself."""
    for find in _OF_ONE_REPORT:
        for rule_id, subject in find(report):
            yield Expected(report.office.key, report.year, report.version, rule_id, subject)
