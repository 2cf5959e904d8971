"""What a report says, as frozen typed records: the parse contract.

`Report.to_json` is the object that `ogi parse --format jsonl` prints; `ingest.parsed_tables` writes the same records
as Parquet. Missing is never zero: a cell or figure carries a value only when its status is "reported".
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, Self

from ingest.printed_text import PrintedText, Span
from ingest.sameness.records import ComparableProse

CellTable = Literal["application", "disclosure", "legal", "statistics"]
CellStatus = Literal["reported", "blank", "not_applicable", "unreadable", "ambiguous", "absent"]
FigureStatus = Literal["reported", "number_missing"]
FigureRelation = Literal["itemised", "handled"]
ReportForm = Literal["2019", "2021", "pre-2019"]
FormBasis = Literal["printed_labels", "prescribed_for_year"]
Severity = Literal["error", "warning"]


# No count or amount of an organ comes near: the central government's yearly procurement is 4 × 10¹² CNY.
_LARGEST = Decimal(10) ** 15
_DECIMALS = Decimal("0.0001")


def can_be_held(value: Decimal) -> bool:
    """Whether a number is one that the parsed tables can hold exactly: under 10¹⁵, four decimals at most."""
    return value.copy_abs() < _LARGEST and value == value.quantize(_DECIMALS)


Rule = Literal["grid", "counted", "shown", "sums", "zeros", "one_by_one", "table", "undecided", "sheet"]
RULES: dict[Rule, str] = {
    "grid": "its place in a table whose cells are known, under the printed column labels",
    "counted": "as many numbers stand behind the label as the row has columns",
    "shown": "the layout shows every cell of the row, the empty ones too (pipes, tabs, lines)",
    "sums": "digits without separators, cut in the only way that agrees with the sums of the form",
    "zeros": "one zero for every cell of the row, without separators",
    "one_by_one": "labels and numbers alternate one to one",
    "table": "its place in a table that has as many numbers as the form, all of its sums and the letters of its labels",
    "sheet": "the unit of its row parts label and numbers, as many as the columns of values",
    "undecided": "no rule puts its text in columns with certainty",
}


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a cell was put in its row and column, for a person who doubts it.

    `rule` is one of `RULES`; `label` the printed label of the row, at `label_locator`; `form_label` the label of the
    form that it was taken for, `distance` the number of characters that differ (0 where none do).
    """

    rule: Rule
    label: str
    label_locator: str
    form_label: str
    distance: int


class _CellFields(NamedTuple):
    table: CellTable
    row: str
    column: str
    value: Decimal | None
    value_raw: str | None
    unit: str
    status: CellStatus
    locator: str | None
    how: HowRead | None = None
    span: Span | None = None


class Cell(_CellFields):
    """One cell that the form prescribes, whether or not the report prints it, or one that a statistics sheet prints.

    `value` is a count, or an amount in CNY (万元 are multiplied out); `value_raw` is the printed text, unchanged;
    `locator` leads to the place of that text ("char:1204-1207"), or is None where nothing is printed, and `span` is the
    same place in the text as it was read; that of a blank cell is empty. `unit` is count or CNY. In the table
    "statistics" it is the printed unit (条, 人次) or CNY, and count where no unit is printed;
    `row` is the name of a `StatisticRow`, `column` year_value or cumulative_value.

    A tuple: a report has 200 of them, and a frozen dataclass takes four times as long to make. Cells that differ in
    `how` and `span` only are equal.
    """

    __slots__ = ()

    def __new__(
        cls,
        table: CellTable,
        row: str,
        column: str,
        value: Decimal | None,
        value_raw: str | None,
        unit: str,
        status: CellStatus,
        locator: str | None,
        how: HowRead | None = None,
        span: Span | None = None,
    ) -> Self:
        """Raises ValueError where a value has another status than "reported", or that status has none."""
        if (value is not None) != (status == "reported"):
            raise ValueError(f"{table}/{row}/{column}: value {value} with status {status}")
        return tuple.__new__(cls, (table, row, column, value, value_raw, unit, status, locator, how, span))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and self[:-2] == other[:-2]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-2])


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """One row of a statistics sheet (《政府信息公开情况统计表》, local sheets of 2008 to 2018), in printed order.

    `name` is what its cells have as `row`: the indicator as printed, with the headings above it, joined by " > ", where
    several rows have that indicator. `headings` are those that ordinals, 其中 and merged cells show, outermost first.
    `indicator_code` is that of `ingest.forms.statistics` for a row of the standard sheet; `printed_unit` is 条, 万元.
    """

    name: str
    indicator: str
    headings: tuple[str, ...]
    indicator_code: str | None
    printed_unit: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the prose, printed at `span` of the text.

    `topic` is a code of `ingest.extract.topics`; `unit` the printed classifier (条, 件) or CNY. `number_missing` marks
    a unit printed without its number ("信息余条"). A total and its parts are linked: a part names the `index` of its
    total in `part_of`. On a total, `relation` says how its parts were stated: "itemised" (共计…其中…) or "handled"
    (收到 a、b,回复 n); `lists_unnumbered_part` that an item of the list has no number, `lists_remainder` that the
    list ends in 其他 or 其余 and so claims to be exhaustive.
    """

    index: int
    topic: str
    value: Decimal | None
    unit: str
    approximate: bool
    excerpt: str
    locator: str
    section_code: str | None
    status: FigureStatus = "reported"
    part_of: int | None = None
    relation: FigureRelation | None = None
    lists_unnumbered_part: bool = False
    lists_remainder: bool = False
    span: Span | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.status == "reported"):
            raise ValueError(f"figure {self.excerpt!r}: value {self.value} with status {self.status}")


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six prescribed sections, or the text before the first ("preface"), found by its meaning.

    `code` is one of preface, summary, overview, disclosure, applications, legal_review, problems, other_matters.
    `span` is what stands below the title, to the next one.
    """

    code: str
    title: str
    text: str
    locator: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that the reading could not do, or did on stated evidence: a problem of ours or the copy's, not of the
    organ's arithmetic (that is a finding). `code` is listed in `ingest.errors`.
    """

    code: str
    message: str
    locator: str | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value of the report's metadata with where it came from ("title", "statistics_period", "signature" …) and, where
    it stands at a place, the locator of that place.
    """

    value: str | None
    basis: str | None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The bytes a report was read from. `sha256` is None when they could not be read at all.

    `source_url` is where they were published, if the container that they came in says so.
    """

    path: str
    sha256: str | None
    media_type: str | None
    encoding: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one document. `is_report` is False for what is no annual report, or could not be opened:
    then `cells`, `figures` and `sections` are empty and `issues` says why. `statistic_rows` describes the rows of the
    cells in the table "statistics". `printed` is the text that all spans are places in. `comparable_prose` is there
    only where it was asked for.
    """

    document: SourceDocument
    is_report: bool
    title: Evidence = Evidence(None, None)
    organ_name: Evidence = Evidence(None, None)
    report_year: int | None = None
    report_year_basis: str | None = None
    report_year_locator: str | None = None
    published_on: date | None = None
    published_on_basis: str | None = None
    published_on_locator: str | None = None
    document_number: Evidence = Evidence(None, None)
    index_number: Evidence = Evidence(None, None)
    form: ReportForm | None = None
    form_basis: FormBasis | None = None
    application_form: ReportForm | None = None
    cells: tuple[Cell, ...] = ()
    statistic_rows: tuple[StatisticRow, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    printed: PrintedText | None = field(default=None, compare=False)
    comparable_prose: ComparableProse | None = field(default=None, compare=False)

    @property
    def is_broken(self) -> bool:
        """Whether a script should be told: this input gave no report, or could not be read whole.

        What is no document of its own, such as the count of what an archive had beside them, is not broken.
        """
        return any(issue.severity == "error" for issue in self.issues)

    def to_json(self) -> dict[str, Any]:
        """The contract object, ready for `json.dumps`; numbers are exact (what a float cannot hold is text)."""
        return {
            "document": {
                "path": self.document.path,
                "sha256": self.document.sha256,
                "media_type": self.document.media_type,
            },
            "source_url": self.document.source_url,
            "title": self.title.value,
            "organ_name": self.organ_name.value,
            "report_year": self.report_year,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "document_number": self.document_number.value,
            "index_number": self.index_number.value,
            "form": self.form,
            "cells": [
                {
                    "table": c.table,
                    "row": c.row,
                    "column": c.column,
                    "value": _json_number(c.value),
                    "value_raw": c.value_raw,
                    "unit": c.unit,
                    "status": c.status,
                    "locator": c.locator,
                    "rule": c.how.rule if c.how else None,
                }
                for c in self.cells
            ],
            "figures": [
                {
                    "index": f.index,
                    "topic": f.topic,
                    "value": _json_number(f.value),
                    "unit": f.unit,
                    "approximate": f.approximate,
                    "excerpt": f.excerpt,
                    "locator": f.locator,
                    "section": f.section_code,
                    "status": f.status,
                    "part_of": f.part_of,
                    "relation": f.relation,
                    "lists_unnumbered_part": f.lists_unnumbered_part,
                    "lists_remainder": f.lists_remainder,
                }
                for f in self.figures
            ],
            "sections": [{"code": s.code, "title": s.title, "text": s.text} for s in self.sections],
            "issues": [{"code": i.code, "message": i.message, "locator": i.locator} for i in self.issues],
            "basis": {
                "title": self.title.basis,
                "organ_name": self.organ_name.basis,
                "report_year": self.report_year_basis,
                "published_on": self.published_on_basis,
                "document_number": self.document_number.basis,
                "index_number": self.index_number.basis,
                "form": self.form_basis,
                "application_form": self.application_form,
            },
            "locators": {
                "title": self.title.locator,
                "organ_name": self.organ_name.locator,
                "report_year": self.report_year_locator,
                "published_on": self.published_on_locator,
                "document_number": self.document_number.locator,
                "index_number": self.index_number.locator,
            },
        }


def _json_number(value: Decimal | None) -> int | float | str | None:
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    as_float = float(value)
    return as_float if Decimal(repr(as_float)) == value else str(value)
