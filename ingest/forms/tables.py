"""Cells of the three statutory tables, by form, loaded from the CSV files beside this module."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, cast, get_args

Form = Literal["2019", "2021"]
Table = Literal["disclosure", "application", "legal"]
VariantKind = Literal["row", "column", "group", "other"]
FORMS: tuple[Form, ...] = get_args(Form)


class CellKey(NamedTuple):
    """The fixed code of one cell: ("application", "granted", "total")."""

    table: Table
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One row of 收到和处理政府信息公开申请情况: 23 rows in the 2019 form, 25 in the 2021 form.

    `role` is received, outcome, processed_total or carried_forward; `group_code` joins the outcomes under one heading.
    """

    row_code: str
    forms: tuple[Form, ...]
    group_code: str
    role: str
    path: tuple[str, ...]
    ordinal: str
    label: str
    note: str
    label_en: str

    @property
    def printed_label(self) -> str:
        """The label as the form prints it, without the headings above it."""
        return f"{self.ordinal}{self.label}({self.note})" if self.note else f"{self.ordinal}{self.label}"


@dataclass(frozen=True, slots=True)
class ApplicationColumn:
    """One of the six kinds of applicant, or the total."""

    column_code: str
    group: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class DisclosureCell:
    """One cell of the table on article 20: 22 in the 2019 form, 10 in the 2021 form.

    `printed_unit` is the unit that the form's own column label states (万元), `unit` that of the value we give.
    """

    form: Form
    clause: str
    row_code: str
    row_label: str
    row_label_en: str
    column_code: str
    column_label: str
    column_label_en: str
    printed_unit: str
    unit: Literal["count", "CNY"]


@dataclass(frozen=True, slots=True)
class LegalCell:
    """One of the fifteen cells on 行政复议、行政诉讼, the same in both forms."""

    row_code: str
    row_group: str
    row_label: str
    row_label_en: str
    column_code: str
    column_label: str
    column_label_en: str


@dataclass(frozen=True, slots=True)
class LabelVariant:
    """Another wording of a label that organs print in place of the form's own, with the meaning it stands for.

    The kind "other" marks a word that stands in or near such tables and is no label, though one may look like it.
    """

    table: Table
    kind: VariantKind
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """A wording of the title of one of the six prescribed sections, or of 概述, which some reports put before them."""

    section_code: str
    title: str


def _records(name: str) -> list[dict[str, str]]:
    with (resources.files("ingest.forms") / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _form(text: str) -> Form:
    for form in FORMS:
        if form == text:
            return form
    raise ValueError(f"unknown form {text!r}: a form is one of {', '.join(FORMS)}")


def _unit(text: str) -> Literal["count", "CNY"]:
    if text == "count":
        return "count"
    if text == "CNY":
        return "CNY"
    raise ValueError(f"unknown unit {text!r}: a unit is count or CNY")


APPLICATION_ROWS: tuple[ApplicationRow, ...] = tuple(
    ApplicationRow(
        row_code=r["row_code"],
        forms=tuple(_form(f) for f in r["forms"].split()),
        group_code=r["group_code"],
        role=r["role"],
        path=tuple(p for p in r["path"].split(" > ") if p),
        ordinal=r["ordinal"],
        label=r["label"],
        note=r["note"],
        label_en=r["label_en"],
    )
    for r in _records("application_rows.csv")
)
APPLICATION_COLUMNS: tuple[ApplicationColumn, ...] = tuple(
    ApplicationColumn(**r) for r in _records("application_columns.csv")
)
DISCLOSURE_CELLS: tuple[DisclosureCell, ...] = tuple(
    DisclosureCell(
        form=_form(r["form"]),
        clause=r["clause"],
        row_code=r["row_code"],
        row_label=r["row_label"],
        row_label_en=r["row_label_en"],
        column_code=r["column_code"],
        column_label=r["column_label"],
        column_label_en=r["column_label_en"],
        printed_unit=r["printed_unit"],
        unit=_unit(r["unit"]),
    )
    for r in _records("disclosure_cells.csv")
)
LEGAL_CELLS: tuple[LegalCell, ...] = tuple(LegalCell(**r) for r in _records("legal_cells.csv"))

SECTION_TITLES: tuple[SectionTitle, ...] = tuple(SectionTitle(**r) for r in _records("section_titles.csv"))


def label_variants() -> tuple[LabelVariant, ...]:
    """The known variants of labels, beside the labels of the forms themselves."""
    variants = []
    for r in _records("label_variants.csv"):
        table, kind = r["table"], r["kind"]
        if table not in ("disclosure", "application", "legal") or kind not in get_args(VariantKind):
            raise ValueError(f"label_variants.csv: unknown table or kind in {r}")
        variants.append(LabelVariant(cast("Table", table), cast("VariantKind", kind), r["code"], r["label"]))
    return tuple(variants)


@cache
def application_rows(form: Form) -> tuple[ApplicationRow, ...]:
    """The rows of the application table in one form, in printed order."""
    return tuple(row for row in APPLICATION_ROWS if form in row.forms)


@cache
def disclosure_cells(form: Form) -> tuple[DisclosureCell, ...]:
    """The cells of the disclosure table in one form, in printed order."""
    return tuple(cell for cell in DISCLOSURE_CELLS if cell.form == form)


@cache
def form_keys(form: Form, application_form: Form | None = None) -> tuple[CellKey, ...]:
    """Every cell a report of this form must have, in printed order: 198 (2019) or 200 (2021).

    Reports mix forms: `application_form` names the rows of the application table where they differ from `form`.
    """
    keys = [CellKey("disclosure", c.row_code, c.column_code) for c in disclosure_cells(form)]
    keys += [
        CellKey("application", r.row_code, c.column_code)
        for r in application_rows(application_form or form)
        for c in APPLICATION_COLUMNS
    ]
    keys += [CellKey("legal", c.row_code, c.column_code) for c in LEGAL_CELLS]
    return tuple(keys)


_AMOUNTS = {CellKey("disclosure", c.row_code, c.column_code) for c in DISCLOSURE_CELLS if c.unit == "CNY"}


def cell_unit(key: CellKey) -> str:
    """The unit of a cell's value: "CNY" for the two amounts of the disclosure table, "count" for all others."""
    return "CNY" if key in _AMOUNTS else "count"


def form_for_year(year: int) -> Form | None:
    """The form that the law prescribes for a report year, or None before 2019, when no table form existed."""
    if year >= 2021:
        return "2021"
    return "2019" if year >= 2019 else None
