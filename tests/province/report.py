"""One report as its organ states it, and the draft of it that the form printer prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from form_printer.draft import Block, Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import FEE_AMOUNT, AmountUnit, Entry, FilledForm, amount_entry
from form_printer.pages import CHINESE_NUMBERS, SECTION_TITLES
from form_printer.tables import application_table, disclosure_table, legal_table

from ingest.forms import CellKey, Form, form_keys
from province.numbers import Cells
from province.offices import Office
from province.prose import Sentence

_AMOUNTS = ("procurement_amount", "fee_amount")


@dataclass(frozen=True, slots=True)
class StatedReport:
    """All that a report says. `cells` holds every cell of the tables that are printed, amounts in CNY.

    `period_year` is the year of the statistical period as printed. `amount_unit` is that of the amounts as printed.
    `version` counts the publications of the same report from 1.
    """

    office: Office
    year: int
    form: Form
    application_form: Form
    cells: Cells
    prose: tuple[Sentence, ...]
    published_on: date
    period_year: int
    missing_sections: frozenset[str] = frozenset()
    missing_tables: frozenset[str] = frozenset()
    version: int = 1

    @property
    def slot(self) -> tuple[str, int]:
        """The organ and year that it reports on."""
        return self.office.key, self.year

    @property
    def name(self) -> str:
        """The name of its organ as its title prints it."""
        return self.office.printed_in(self.year)

    def values(self) -> Mapping[CellKey, Decimal]:
        """The cells that are printed."""
        return {key: value for key, value in self.cells.items() if key.table not in self.missing_tables}


def _entry(key: CellKey, value: Decimal) -> Entry:
    if key.column in _AMOUNTS:
        in_cell: AmountUnit | None = None if key == FEE_AMOUNT else "万元"
        return amount_entry(value / 10_000, in_cell, "万元" if key == FEE_AMOUNT else None)
    return Entry(f"{value.normalize():f}", Expectation.exactly(value, "reported"))


def _filled(report: StatedReport) -> FilledForm:
    keys = form_keys(report.form, report.application_form)
    return FilledForm(
        form=report.form,
        application_form=report.application_form,
        year=report.year,
        organ=report.name,
        published_on=report.published_on,
        entries={key: _entry(key, report.cells[key]) for key in keys},
        header_units={FEE_AMOUNT: "万元"} if report.form == "2021" else {},
    )


def draft_of(report: StatedReport) -> Draft:
    """The report in reading order: title, date, preface, six sections with their prose and tables, signature."""
    filled = _filled(report)
    tables = {
        "disclosure": ("disclosure", disclosure_table(filled)),
        "applications": ("application", application_table(filled)),
        "legal_review": ("legal", legal_table(filled)),
    }
    published = report.published_on.isoformat()
    period = report.period_year
    blocks: list[Block] = [
        Paragraph(f"{report.name}{report.year}年政府信息公开工作年度报告", "title"),
        Paragraph(f"发布时间:{published} 09:30", "chrome"),
        Paragraph(
            f"本报告由{report.name}根据《中华人民共和国政府信息公开条例》编制,"
            f"所列数据的统计期限自{period}年1月1日起至{period}年12月31日止。",
            "prose",
        ),
    ]
    sections = [code for code in SECTION_TITLES if code not in report.missing_sections]
    for number, section in zip(CHINESE_NUMBERS, sections, strict=False):
        blocks.append(Paragraph(f"{number}、{SECTION_TITLES[section][0]}", "heading", section))
        said = "".join(sentence.text for sentence in report.prose if sentence.section == section)
        if section in tables:
            name, table = tables[section]
            blocks.append(Paragraph("(图表)", "prose") if name in report.missing_tables else table)
        if said or section not in tables:
            blocks.append(Paragraph(said or "本年度工作有序推进。", "prose"))
    expected = {key: entry.expectation for key, entry in filled.entries.items()}
    return Draft(filled, tuple(blocks), expected, report.form).not_printed()
