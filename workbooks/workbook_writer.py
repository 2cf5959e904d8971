"""Writes one workbook: the findings with the columns for the reply, an overview, and what to do.

Rows are written as they come, so that a workbook of many thousand findings takes no more memory than a small one. Every
cell is a string (numbers in the overview aside), so nothing that a report prints is ever a formula.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from workbooks.corrections import Correction
from workbooks.instructions import INSTRUCTIONS, REPLY_HINT
from workbooks.layout import (
    FINDING_ID,
    FINDINGS_SHEET,
    HEADER_ROW,
    INSTRUCTIONS_SHEET,
    LINK,
    LONGEST_REPLY,
    OVERVIEW_SHEET,
    PROBLEM,
    REPLIED_ON,
    REPLIES,
    REPLY,
    SEQUENCE,
    Column,
    columns,
)
from workbooks.plain_text import cell_string, plain
from workbooks.selection import Count

# 等线 is the default of Chinese spreadsheets; who does not have it gets the sans-serif of the system.
_FONT = "等线"
_LINE = Side(style="hair", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", fgColor="E7E6E6")
_REPLY_FILL = PatternFill("solid", fgColor="FFF8DC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
_HEADING = Alignment(wrap_text=True, vertical="center", horizontal="center")
_INSTRUCTIONS_WIDTH = 110
_TALLEST_ROW = 409.0
_LINKS_IN_A_SHEET = 60_000
# Serial numbers of days: 2008-01-01 and 2099-12-31.
_FIRST_DAY, _LAST_DAY = "39448", "73050"


class CorrectionsWorkbook:
    """A workbook that is being written; `add` the findings in their order, then `save`."""

    def __init__(self, title: str, counts: Sequence[Count], *, build_id: str, site_url: str | None) -> None:
        self._book = Workbook(write_only=True)
        self._book.properties.title = cell_string(plain(title, 200))
        self._book.properties.creator = "ogi-warehouse"
        self._site_url = site_url.rstrip("/") if site_url else None
        self._columns = columns(with_link=site_url is not None)
        self._count = 0
        self._links = 0
        self._findings = self._begin_findings(title)
        self._styled = [self._cell(self._findings, column) for column in self._columns]
        self._locked_reply = self._plain_cell(self._findings, fill=None)
        self._counts = counts
        self._title = title
        self._build_id = build_id

    def add(self, correction: Correction) -> None:
        """Write the row of a finding."""
        self._count += 1
        row = []
        for column, styled in zip(self._columns, self._styled, strict=True):
            cell = styled
            if column is SEQUENCE:
                text = str(self._count)
            elif column.part == "reply" and not correction.is_assessed:
                # There is nothing to decide about what could not be checked.
                cell, text = self._locked_reply, "—" if column is REPLY else ""
            else:
                text = column.text(correction)
            if column is LINK and self._links < _LINKS_IN_A_SHEET:
                cell = self._linked(correction)
            else:
                _fill(cell, text)
            row.append(cell)
        self._append(row)

    def _append(self, row: list[Cell]) -> None:
        """Write a row in the height that its longest text takes: programs do not find it by themselves."""
        heights = self._findings.row_dimensions
        number = HEADER_ROW + self._count
        heights[number].height = height_of(
            (str(cell.value or ""), column.width)
            for cell, column in zip(row, self._columns, strict=True)
            if column.part != "id"
        )
        self._findings.append(row)
        # It is written; kept, they would be all that grows.
        del heights[number]

    def save(self, path: Path) -> None:
        """Write the other sheets and the file."""
        self._end_findings()
        self._write_overview()
        self._write_instructions()
        self._book.save(path)

    def _begin_findings(self, title: str) -> Any:
        sheet = self._book.create_sheet(FINDINGS_SHEET)
        for index, column in enumerate(self._columns, start=1):
            dimension = sheet.column_dimensions[get_column_letter(index)]
            dimension.width = column.width
            dimension.hidden = column.part == "id"
        sheet.freeze_panes = f"{get_column_letter(4)}{HEADER_ROW + 1}"
        sheet.sheet_view.zoomScale = 100
        sheet.row_dimensions[1].height = 26
        sheet.row_dimensions[2].height = 18
        sheet.row_dimensions[HEADER_ROW].height = 32
        _protect(sheet)
        _print_on_a4(sheet, repeated=f"{HEADER_ROW}:{HEADER_ROW}")
        sheet.append([self._over_the_sheet(sheet, plain(title, 200), 15)])
        sheet.append([self._over_the_sheet(sheet, REPLY_HINT, 10)])
        header = []
        for column in self._columns:
            cell = self._text(sheet, column.name, Font(name=_FONT, size=10, bold=True))
            cell.alignment, cell.border = _HEADING, _BORDER
            cell.fill = _REPLY_FILL if column.part == "reply" else _HEADER_FILL
            header.append(cell)
        sheet.append(header)
        return sheet

    def _end_findings(self) -> None:
        sheet, last = self._findings, HEADER_ROW + max(self._count, 1)

        def rows_of(column: Column) -> str:
            letter = get_column_letter(self._columns.index(column) + 1)
            return f"{letter}{HEADER_ROW + 1}:{letter}{last}"

        choice = DataValidation(type="list", formula1=f'"{",".join(REPLIES)}"', allow_blank=True)
        choice.errorTitle, choice.error = "答复", f"请从下拉列表中选择：{'、'.join(REPLIES)}"
        choice.promptTitle, choice.prompt = "答复", "确认有误：需更正；说明情况：请在“说明”栏写明；数据无误：原数据正确"
        day = DataValidation(type="date", operator="between", formula1=_FIRST_DAY, formula2=_LAST_DAY, allow_blank=True)
        day.errorTitle, day.error = "答复日期", "请填写日期，例如 2024-05-06"
        validations = [(REPLY, choice), (REPLIED_ON, day)]
        for column, longest in LONGEST_REPLY.items():
            length = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(longest))
            length.errorTitle, length.error = column.name, f"最多{longest}字"
            validations.append((column, length))
        for column, validation in validations:
            validation.showErrorMessage = validation.showInputMessage = True
            validation.allow_blank = True
            validation.add(rows_of(column))
            sheet.data_validations.append(validation)
        last_letter = get_column_letter(self._columns.index(FINDING_ID))
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last_letter}{last}"
        sheet.print_area = f"A1:{last_letter}{last}"

    def _write_overview(self) -> None:
        sheet = self._book.create_sheet(OVERVIEW_SHEET)
        for letter, width in zip("ABCDEFGH", (6, 40, 10, 10, 10, 12, 12, 10), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A3"
        sheet.row_dimensions[1].height = 26
        _protect(sheet)
        _print_on_a4(sheet, repeated="2:2")
        sheet.append([self._over_the_sheet(sheet, f"{plain(self._title, 200)}：概览", 15)])
        names = ("序号", "单位", "年度", "错误", "提示", "无法核对", "已有答复", "合计")
        sheet.append([self._heading(sheet, name) for name in names])
        totals = [0, 0, 0, 0]
        for number, count in enumerate(self._counts, start=1):
            numbers = [count.errors, count.warnings, count.not_assessable, count.answered]
            totals = [total + value for total, value in zip(totals, numbers, strict=True)]
            self._append_counts(sheet, str(number), count.unit, str(count.report_year or "不详"), numbers)
        self._append_counts(sheet, "", "合计", "", totals)

    def _append_counts(self, sheet: Any, number: str, unit: str, year: str, numbers: Sequence[int]) -> None:
        texts = [self._plain_cell(sheet, text) for text in (number, plain(unit, 200), year)]
        found = numbers[0] + numbers[1] + numbers[2]
        sheet.append([*texts, *(self._number(sheet, value) for value in (*numbers, found))])

    def _write_instructions(self) -> None:
        sheet = self._book.create_sheet(INSTRUCTIONS_SHEET)
        sheet.column_dimensions["A"].width = _INSTRUCTIONS_WIDTH
        sheet.row_dimensions[1].height = 26
        _protect(sheet)
        _print_on_a4(sheet, repeated=None)
        sheet.append([self._text(sheet, "填写说明", Font(name=_FONT, size=15, bold=True))])
        for number, line in enumerate((*INSTRUCTIONS, f"数据版本：{self._build_id}"), start=2):
            sheet.row_dimensions[number].height = height_of([(line, _INSTRUCTIONS_WIDTH)], line_height=17)
            sheet.append([self._text(sheet, line, Font(name=_FONT, size=11))])

    def _cell(self, sheet: Any, column: Column) -> Cell:
        """A styled cell of a column, which is filled anew for every row."""
        cell = self._plain_cell(sheet, fill=_REPLY_FILL if column.part == "reply" else None)
        if column is SEQUENCE or column.name in {"年度", "严重程度", REPLY.name}:
            cell.alignment = _CENTRED
        if column.part == "reply":
            cell.protection = Protection(locked=False)
            # As text, so that what is typed stays what was typed ("-20", "=1").
            cell.number_format = "yyyy-mm-dd" if column is REPLIED_ON else "@"
        if column is PROBLEM:
            cell.font = Font(name=_FONT, size=10, bold=True)
        return cell

    def _linked(self, correction: Correction) -> Cell:
        cell = self._plain_cell(self._findings, LINK.text(correction))
        cell.font = Font(name=_FONT, size=10, color="0563C1", underline="single")
        anchor = f"#{quote(correction.anchor)}" if correction.anchor else ""
        cell.hyperlink = f"{self._site_url}/report.html?id={quote(correction.report_id)}{anchor}"
        self._links += 1
        return cell

    def _plain_cell(self, sheet: Any, text: str = "", fill: PatternFill | None = None) -> Cell:
        cell = self._text(sheet, text, Font(name=_FONT, size=10))
        cell.border = _BORDER
        if fill:
            cell.fill = fill
        return cell

    def _heading(self, sheet: Any, text: str) -> Cell:
        cell = self._text(sheet, text, Font(name=_FONT, size=10, bold=True))
        cell.alignment, cell.border, cell.fill = _HEADING, _BORDER, _HEADER_FILL
        return cell

    def _number(self, sheet: Any, value: int) -> Cell:
        cell = self._plain_cell(sheet)
        cell.value = value
        cell.number_format = "0"
        return cell

    def _over_the_sheet(self, sheet: Any, text: str, size: int) -> Cell:
        """A line that runs on over the empty cells to its right."""
        cell = self._text(sheet, text, Font(name=_FONT, size=size, bold=size > 10))
        cell.alignment = Alignment(vertical="center")
        return cell

    def _text(self, sheet: Any, text: str, font: Font) -> Cell:
        cell: Cell = WriteOnlyCell(sheet)
        _fill(cell, text)
        cell.font, cell.alignment = font, _WRAPPED
        # Whoever edits such a text in a spreadsheet still has a text.
        cell.quotePrefix = True
        return cell


def height_of(texts: Iterable[tuple[str, float]], line_height: float = 13.5) -> float:
    """The height in points that a row needs for its texts, given with the widths of their columns in digits.

    Rather too high than cut: a Chinese character takes two digits, and a line may break a word early.
    """
    most = 1
    for text, width in texts:
        wrapped = sum(
            max(1, -(-sum(1 if character.isascii() else 2 for character in line) // max(int(width * 0.87) - 1, 2)))
            for line in text.split("\n")
        )
        most = max(most, wrapped)
    return min(most * line_height + 5, _TALLEST_ROW)


def _fill(cell: Cell, text: str) -> None:
    """Put text into a cell as a string, also when it looks like a formula or an error; no text is an empty cell."""
    cell.value = cell_string(text) or None
    if text:
        cell.data_type = "s"


def _protect(sheet: Any) -> None:
    """Against slips, not against people: without a password. Widths, heights and filters stay free."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _print_on_a4(sheet: Any, repeated: str | None) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.2, 0.3
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if repeated:
        sheet.print_title_rows = repeated
