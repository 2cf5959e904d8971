"""A Word sheet of one page for a unit: what was found, and what to do by when.

It is one page by construction: every line has an exact height, texts are cut to the lines they have, and only as many
findings are listed as fit; what is left out stands in the workbook, and the sheet says how many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from workbooks.corrections import Correction
from workbooks.plain_text import plain
from workbooks.selection import Count

# A4 less its margins leaves 253 mm of height; the lines around the table take at most 115 mm, its 13 rows 133 mm.
LISTED = 12
_ROW_HEIGHT = Cm(1.05)
_HEADER_HEIGHT = Cm(0.7)
# Numbers of characters that two lines of a column hold at 9 points, a Chinese one counted as two.
_COLUMNS = (("年度", 1.5, 8), ("问题", 8.3, 90), ("对照／实为", 4.5, 46), ("程度", 1.9, 8))
_FONT, _HEADING_FONT = "宋体", "黑体"


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """What stands on the sheet of a unit. `findings` may be the first ones only; `counts` are all, by year."""

    unit: str
    counts: Sequence[Count]
    findings: Sequence[Correction]
    workbook_name: str
    due: date | None
    build_id: str

    def write(self, path: Path) -> None:
        """Write the sheet as DOCX."""
        document = Document()
        _set_page(document, self.build_id)
        _paragraph(document, "政府信息公开工作年度报告核对意见", 18, 30, font=_HEADING_FONT, is_centred=True)
        _paragraph(document, f"{_cut(self.unit, 56)}：", 13, 26, is_bold=True)
        for line in _summary(self.counts):
            _paragraph(document, line, 12, 20, is_indented=True)
        self._write_findings(document)
        for line in self._what_to_do():
            _paragraph(document, line, 12, 20, is_indented=True)
        document.save(str(path))

    def _write_findings(self, document: WordDocument) -> None:
        # The gravest first; the order of the workbook otherwise.
        listed = sorted(self.findings, key=lambda finding: _GRAVITY[finding.severity_word])[:LISTED]
        table = document.add_table(rows=0, cols=len(_COLUMNS))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, (_, width, _) in zip(table.columns, _COLUMNS, strict=True):
            column.width = Cm(width)
        texts = [[name for name, _, _ in _COLUMNS], *(_texts(finding) for finding in listed)]
        for number, row_texts in enumerate(texts):
            row = table.add_row()
            row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
            row.height = _ROW_HEIGHT if number else _HEADER_HEIGHT
            for cell, text, (_, width, longest) in zip(row.cells, row_texts, _COLUMNS, strict=True):
                cell.width = Cm(width)
                _write_cell(cell, _cut(text, longest), is_header=not number)
        found = sum(count.errors + count.warnings + count.not_assessable for count in self.counts)
        rest = found - len(listed)
        text = f"以上按严重程度列出{len(listed)}个，另有{rest}个见工作簿。" if rest else "以上为全部问题。"
        _paragraph(document, text, 10, 18)

    def _what_to_do(self) -> list[str]:
        until = f"请于{self.due.year}年{self.due.month}月{self.due.day}日前" if self.due else "请于____年__月__日前"
        return [
            f"一、{until}对照已公开的报告原件逐项核实，在工作簿的“核对意见”页答复，报回原发件单位。",
            f"二、工作簿：{_cut(self.workbook_name, 64)}",
            "三、确有错误的，按规定更正后重新公开，并在工作簿填写更正值；数据无误或有合理原因的，请予说明。",
            "四、以上问题由程序按公开的规则找出，可能有误，以已公开的报告原件为准。",
        ]


_GRAVITY = {"错误": 0, "提示": 1, "无法核对": 2}


def _summary(counts: Sequence[Count]) -> list[str]:
    years = sorted({count.report_year for count in counts if count.report_year})
    named = "、".join(map(str, years)) if len(years) <= 6 else f"{years[0]}至{years[-1]}"
    errors, warnings = sum(count.errors for count in counts), sum(count.warnings for count in counts)
    rest = sum(count.not_assessable for count in counts)
    parts = [f"错误{errors}个", f"提示{warnings}个", *([f"无法核对{rest}个"] if rest else [])]
    of_years = f"{named}年度报告" if years else "年度报告"
    return [
        f"经核对，你单位{of_years}中有{errors + warnings + rest}个问题需要核实，其中{'、'.join(parts)}。",
    ]


def _texts(finding: Correction) -> list[str]:
    compared = "；".join(
        f"{name}{text}" for name, text in (("应为", finding.expected_text), ("实为", finding.actual_text)) if text
    )
    year = str(finding.report_year) if finding.report_year else "不详"
    return [year, plain(finding.message), compared, finding.severity_word]


def _cut(text: str, longest: int) -> str:
    """The text in at most `longest` half-width characters; what was cut ends in "…"."""
    text, used = plain(text), 0
    for position, character in enumerate(text):
        used += 1 if character.isascii() else 2
        if used > longest:
            return f"{text[: max(position - 1, 0)]}…"
    return text


def _set_page(document: WordDocument, build_id: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    section.footer_distance = Cm(1)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(footer, f"数据版本 {plain(build_id, 60)}", 8)
    document.core_properties.title = "政府信息公开工作年度报告核对意见"
    document.core_properties.author = "ogi-warehouse"


def _paragraph(
    document: WordDocument,
    text: str,
    size: float,
    height: float,
    *,
    font: str = _FONT,
    is_bold: bool = False,
    is_centred: bool = False,
    is_indented: bool = False,
) -> None:
    """A paragraph whose lines are `height` points high, whatever the font that the reader has."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    if is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if is_indented:
        layout.first_line_indent = Pt(2 * size)
    _write(paragraph, text, size, font=font, is_bold=is_bold)


def _write_cell(cell: _Cell, text: str, *, is_header: bool) -> None:
    paragraph = cell.paragraphs[0]
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(13)
    if is_header:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), "E7E6E6")
        cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no shading
    _write(paragraph, text, 9, is_bold=is_header)


def _write(paragraph: Paragraph, text: str, size: float, *, font: str = _FONT, is_bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.name = "Times New Roman" if font == _FONT else font
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
