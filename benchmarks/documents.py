"""The documents that are measured and spoiled: a filled form as a page of a site, as PDF, as Word, as plain text."""

import re
from html import escape
from pathlib import Path
from random import Random

from form_printer.draft import Draft, Paragraph
from form_printer.filled_form import fill_form
from form_printer.formats.html_page import HtmlStyle, print_html
from form_printer.formats.html_tables import HtmlTableStyle
from form_printer.formats.html_text import HtmlTextStyle
from form_printer.formats.markdown_page import MarkdownStyle, print_markdown
from form_printer.formats.pdf_page import PdfStyle, print_pdf
from form_printer.formats.word_page import WordStyle, print_word
from form_printer.layouts.pipe_rows import Place, grid
from form_printer.layouts.run_together import RunTogether
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.pages import draft_report
from form_printer.printed import Layout, print_report
from form_printer.tables import Label, Table

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLES = REPOSITORY / "samples"
_PROSE_OF = "xiyi_township_2019.txt"
# Word's markup, as content management systems keep it.
_PARAGRAPH = "margin:0cm 0cm 0pt;text-align:center"
_FONT = "font-family:宋体"
_RUN = re.compile(r"[\u4e00-\u9fff]{1,2}|[^\u4e00-\u9fff]{1,8}")
_CELL = "border:solid windowtext 1pt;padding:0cm 5.4pt"
_COLUMNS = ("首页", "机构设置", "领导信息", "政策文件", "财政资金", "人事信息", "公告公示", "回应关切", "互动交流")
_MENU = "".join(
    f'<li><a href="/col/col{n}/index.html" target="_blank">{_COLUMNS[n % len(_COLUMNS)]}</a></li>\n' for n in range(150)
)
_SCRIPT = "function show(id){var menu=document.getElementById('menu'+id);menu.style.display='block';}\n" * 100


def draft(seed: int) -> Draft:
    """A filled form of 2021 with the prose of a real report before and behind its tables."""
    rng = Random(seed)
    plain = draft_report(fill_form(rng, "2021"), rng)
    sample = (SAMPLES / _PROSE_OF).read_text("utf-8")
    prose = [line.strip() for line in sample.split("\n") if len(line.strip()) > 60]
    blocks = []
    for block in plain.blocks:
        blocks.append(block)
        if isinstance(block, Paragraph) and block.section in ("overview", "problems"):
            half = prose[: len(prose) // 2] if block.section == "overview" else prose[len(prose) // 2 :]
            blocks += [Paragraph(line, "prose") for line in half]
    return plain.with_blocks(blocks)


def _markup(text: str) -> str:
    """A paragraph as Word saves it: a span for every change between Chinese and other characters, and in the middle of
    either where somebody once edited it.
    """
    spans = [f'<span style="{_FONT}">{escape(run)}</span>' for run in _RUN.findall(text)]
    return f'<p class="MsoNormal" style="{_PARAGRAPH}">{"".join(spans)}</p>\n'


def _extent(lines: list[list[Place]], row: int, column: int) -> tuple[int, int]:
    """Over how many rows and columns the cell in this corner reaches."""
    cell = lines[row][column][0]
    down = next((y for y in range(row + 1, len(lines)) if lines[y][column][0] is not cell), len(lines)) - row
    width = len(lines[row])
    right = next((x for x in range(column + 1, width) if lines[row][x][0] is not cell), width) - column
    return down, right


def _table(table: Table) -> str:
    lines = grid(table)
    rows = []
    for row, line in enumerate(lines):
        cells = []
        for column, (cell, is_corner) in enumerate(line):
            if cell is None or not is_corner:
                continue
            down, right = _extent(lines, row, column)
            spans = f'rowspan="{down}" ' * (down > 1) + f'colspan="{right}" ' * (right > 1)
            text = cell.text if isinstance(cell, Label) else cell.entry.text
            cells.append(f'<td {spans}valign="center" style="{_CELL}">{_markup(text)}</td>\n')
        rows.append(f'<tr style="height:19.5pt">{"".join(cells)}</tr>\n')
    return f'<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0">{"".join(rows)}</table>\n'


def html_page(report: Draft) -> bytes:
    """A page of a government site with its menus and scripts, and the report as Word's markup."""
    body = "".join(
        "".join(map(_markup, block.text.split("\n"))) if isinstance(block, Paragraph) else _table(block)
        for block in report.blocks
    )
    head = f"<head><meta charset=utf-8><title>政府信息公开年报</title><script>{_SCRIPT}</script></head>"
    return f"<!DOCTYPE html><html>{head}<body><ul>{_MENU}</ul><div id=zoom>{body}</div></body></html>".encode()


def further_pages(report: Draft, seed: int) -> list[bytes]:
    """The same report as other pages: saved by Word, with fonts around characters, as Markdown with tables in parts."""
    rng = Random(seed)
    styles = (
        HtmlStyle(HtmlTextStyle("word", 0.02), HtmlTableStyle("paragraph", slivers=True), "word"),
        HtmlStyle(
            HtmlTextStyle("fonts"), HtmlTableStyle("bare", loose=True, cut=0.1, label_lines=0.2), "site", "div", 2
        ),
    )
    markdown = MarkdownStyle(marked=0.1, rows_per_table=3, continuation="invented")
    pages = [print_html(report, style, rng).raw for style in styles]
    return [*pages, print_markdown(report, markdown, rng).raw]


def pdf_file(report: Draft) -> bytes:
    """A PDF with ruled tables."""
    return print_pdf(report, PdfStyle(), Random(0)).raw


def word_file(report: Draft) -> bytes:
    """A Word document (DOCX)."""
    return print_word(report, WordStyle(), Random(0)).raw


def plain_text(report: Draft, layout: Layout | None = None) -> bytes:
    """A text with a row in each line, cells parted by spaces, or in another layout."""
    layout = layout or SeparatedRows(groups_float=False, headers_interleave=False)
    return print_report(report, layout, Random(0)).raw


def undelimited_text(report: Draft) -> bytes:
    """A text with nothing between the cells of a row."""
    return plain_text(report, RunTogether(after_row="\n"))
