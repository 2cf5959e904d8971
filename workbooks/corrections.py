"""What a unit is asked to look at: a finding of the published build, with the printed numbers it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbooks.places import TABLES, place_in_words
from workbooks.plain_text import plain

# A cell with hundreds of lines is read by nobody; the site has all of them.
EVIDENCE_SHOWN = 8
_PRINTED_SHOWN = 60
_LABEL_SHOWN = 18
# Rules whose numbers mean one thing or another, as the catalogue lists them ("允许的缺漏个数；报告年份"), by the
# kind of subject; a number whose meaning is not known stands alone.
_MEANING_BY_SUBJECT = {
    ("V1", "table"): 0,
    ("V1", "row"): 1,
    ("P3", "figure"): 0,
    ("P3", "statistics_period"): 1,
    ("S1", "prose"): 0,
    ("S1", "section"): 0,
    ("S1", "table"): 1,
}
SEVERITY_WORDS = {"error": "错误", "warning": "提示"}
NOT_ASSESSABLE_WORD = "无法核对"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cell of a table, or a number of the prose, that a finding rests on.

    `organ_name` and `report_year` are None where it stands in the very report that the finding is about.
    """

    organ_name: str | None
    report_year: int | None
    table_code: str | None
    row_code: str | None
    column_code: str | None
    row_label: str | None
    column_label: str | None
    printed_text: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One finding on one report of a unit. `evidence` holds the first ones of `evidence_count`."""

    finding_id: str
    state_id: str
    report_id: str
    rule_id: str
    rule_title: str
    unit_id: str
    unit: str
    report_year: int | None
    outcome: str
    severity: str
    subject: str
    subject_words: str
    message: str
    expected: Decimal | None
    expected_label: str
    actual: Decimal | None
    actual_label: str
    proposed_cell: str | None
    proposed_value: Decimal | None
    decision: str | None
    note: str | None
    reviewer: str | None
    reviewed_on: date | None
    evidence: Sequence[Evidence]
    evidence_count: int

    @property
    def is_assessed(self) -> bool:
        return self.outcome == "fail"

    @property
    def severity_word(self) -> str:
        return SEVERITY_WORDS[self.severity] if self.is_assessed else NOT_ASSESSABLE_WORD

    @property
    def places(self) -> list[str]:
        """The tables of the form that the finding rests on, and the prose where a number of it does; what the finding
        is about where it rests on nothing that is printed.
        """
        codes = {item.table_code for item in self.evidence}
        named = [title for code, title in TABLES.items() if code in codes] + ["正文"] * (None in codes)
        return named or [plain(self.subject_words)]

    @property
    def printed(self) -> list[str]:
        """A line for each piece of evidence: whose, row and column, the text as printed, and where it stands."""
        shown = [_printed(item) for item in self.evidence[:EVIDENCE_SHOWN]]
        rest = self.evidence_count - len(shown)
        return [*shown, f"…另有{rest}处"] if rest > 0 else shown

    @property
    def expected_text(self) -> str:
        return self._labelled(self.expected, self.expected_label)

    @property
    def actual_text(self) -> str:
        return self._labelled(self.actual, self.actual_label)

    @property
    def proposal(self) -> str:
        """The value that would settle the failed sums, said to be a proposal; empty where there is none."""
        if self.proposed_value is None:
            return ""
        where = f"：{plain(self.proposed_cell)}" if self.proposed_cell else ""
        return f"{number_text(self.proposed_value)}（建议，请核对原件{where}）"

    @property
    def anchor(self) -> str:
        """The place on the report's page of the site: the first cell of the report itself; empty where none is."""
        for item in self.evidence:
            if item.report_year is None and item.organ_name is None and item.table_code:
                return f"{item.table_code}/{item.row_code}/{item.column_code}"
        return ""

    def _labelled(self, value: Decimal | None, label: str) -> str:
        """The number with what it is, if that is known."""
        if value is None:
            return ""
        meanings = label.split("；")
        kind = self.subject.partition(":")[0]
        meaning = 0 if len(meanings) == 1 else _MEANING_BY_SUBJECT.get((self.rule_id, kind))
        return number_text(value) if meaning is None else f"{number_text(value)}（{plain(meanings[meaning])}）"


def _printed(item: Evidence) -> str:
    whose = plain(item.organ_name or "") + (f"{item.report_year}年报告" if item.report_year else "")
    where = "/".join(plain(label, _LABEL_SHOWN) for label in (item.row_label, item.column_label) if label)
    printed = "（未印出）" if item.printed_text is None else f"“{plain(item.printed_text, _PRINTED_SHOWN)}”"
    place = place_in_words(item.locator)
    head = " ".join(part for part in (whose, where) if part)
    return f"{head}：{printed}" * bool(head) + printed * (not head) + (f"〔{plain(place)}〕" if place else "")


def number_text(value: Decimal) -> str:
    """The number exactly, without zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
