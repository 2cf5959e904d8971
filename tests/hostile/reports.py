"""Reports with a payload wherever a report has words: title, prose, cells, statistics sheet, file name and address.

A payload that takes effect sets `window.hostile` or opens a dialog; formulas would call `example.invalid`.
"""

import csv
import json
from dataclasses import replace
from pathlib import Path
from random import Random

from form_printer.draft import Block, Draft, Paragraph
from form_printer.formats.html_page import HtmlStyle, print_html
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.printed import print_report
from form_printer.statistics import PAGE
from form_printer.tables import Row, Slot, Table
from province.curating import write_curation
from province.panel import Panel
from province.planting import faultless_panel
from province.report import StatedReport, draft_of

from ingest.forms import CellKey

PAYLOADS = {
    "script": "<script>window.hostile=1</script>",
    "closing_script": "</script><script>window.hostile=1</script>",
    "image": "<img src=x onerror=window.hostile=1>",
    "vector": "<svg onload=window.hostile=1>",
    "frame": "<iframe srcdoc='<script>parent.hostile=1</script>'>",
    "attribute": '" autofocus onfocus="window.hostile=1',
    "single_quotes": "' onmouseover='window.hostile=1",
    "comment": "--><!--<b>",
    "entities": "&lt;img src=x onerror=window.hostile=1&gt;",
    "link": "[甲](javascript:window.hostile=1)",
    "picture": "![甲](http://example.invalid/x.png)",
    "javascript_string": "\\');window.hostile=1//",
    "template": "{{7*7}}${7*7}{%7*7%}",
    "formula": '=HYPERLINK("http://example.invalid","甲")',
    "function": "@SUM(1+1)*cmd|'/C calc'!A0",
    "turned": "甲\u202e乙\u202c\u2066丙\u2069\u200f",
    "hidden": "甲\u200b\u2060\ufeff\u00ad乙",
    "separators": "甲\u2028乙\u2029丙\u0085丁",
    "controls": "甲\x01\x1b[31m\x07\x7f乙",
    "nul": "甲\x00乙",
    "astral": "𠮷👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "property": "__proto__",
    "long": "长" * 20_000,
}
# Addresses that a crawler says it found the reports at.
ADDRESSES = {
    "script": "javascript:window.hostile=1",
    "closing_script": " JaVaScRiPt:window.hostile=1//http://example.invalid/",
    "image": "data:text/html,<script>window.hostile=1</script>",
    "vector": 'http://example.invalid/"onmouseover="window.hostile=1',
    "frame": "vbscript:window.hostile=1",
    "attribute": "https://example.invalid@evil.invalid/<img src=x onerror=window.hostile=1>",
    "turned": "https://example.invalid/\u202egnp.exe",
    "formula": '=HYPERLINK("http://example.invalid")',
}
# What a file may be called; a slash it cannot have.
FILE_NAMES = {
    "image": "<img src=x onerror=window.hostile=1>",
    "formula": "=HYPERLINK(1)",
    "link": "[甲](javascript:window.hostile=1)",
    "turned": "甲\u202etxt.exe",
    "attribute": '" onfocus=window.hostile=1 "',
}
SEED = 7
_YEARS = (2021, 2022)
# What fits into a title that is still read as one.
_LONGEST_IN_TITLE = 30
_TABS = SeparatedRows(separator="\t", groups_float=False, headers_interleave=False)


def write_reports(folder: Path) -> None:
    """Write reports with each payload: as text in a file of a crawler, as a page of its own, as a statistics sheet."""
    folder.mkdir(parents=True)
    panel = hostile_panel()
    rows = []
    for name, office in zip(PAYLOADS, panel.offices, strict=False):
        earlier, later = (panel.reports[office.key, year] for year in _YEARS)
        raw = print_report(_with_payload(earlier, PAYLOADS[name]), _TABS, Random(SEED)).raw
        rows.append({"url": ADDRESSES.get(name, f"https://example.invalid/{name}"), "text": raw.decode("utf-8")})
        page = print_html(_with_payload(later, PAYLOADS[name]), HtmlStyle(), Random(SEED)).raw
        (folder / f"{FILE_NAMES.get(name, name)}.html").write_bytes(page)
        rows.append({"url": f"https://example.invalid/{name}/sheet", "text": _sheet(later.name, PAYLOADS[name])})
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "crawled.jsonl").write_text(text, encoding="utf-8")


def hostile_panel() -> Panel:
    """Offices whose reports all break a sum, so that there is a finding to show; no words of harm in them yet."""
    panel = faultless_panel(len(PAYLOADS) + 8, SEED)
    spoiled = CellKey("application", "granted", "total")
    for slot, report in panel.reports.items():
        panel.reports[slot] = replace(report, cells={**report.cells, spoiled: report.cells[spoiled] + 1})
    return panel


def write_hostile_curation(folder: Path) -> None:
    """Files that people keep, with payloads for the names of organs: such lists come from outside, too."""
    panel = hostile_panel()
    write_curation(panel, folder)
    with (folder / "organ_corrections.csv").open("a", encoding="utf-8", newline="") as file:
        for name, office in zip(PAYLOADS, panel.offices, strict=False):
            organ = f"{_one_line(PAYLOADS[name])}{office.name_in(_YEARS[-1])}"
            if name in _IN_ORGAN_NAMES:
                csv.writer(file).writerow(["", office.printed_in(_YEARS[-1]), "", organ, office.region_code, "改名"])


# Formulas and characters that cannot be seen are refused in these files.
_IN_ORGAN_NAMES = ("script", "closing_script", "image", "attribute", "entities", "link", "template", "property", "long")


def _one_line(payload: str) -> str:
    return " ".join(payload.split())[:200]


def _with_payload(report: StatedReport, payload: str) -> Draft:
    """The report with the payload in its title, beside it, in its prose and in cells of a table."""
    draft = draft_of(report)
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph) and block.kind == "title":
            blocks.append(Paragraph(f"{report.name}({payload[:_LONGEST_IN_TITLE]}){block.text}", "title"))
            blocks.append(Paragraph(f"索引号:{payload}00001111 文号:{payload}〔2021〕5号 来源:{payload}", "chrome"))
        elif isinstance(block, Paragraph) and block.kind == "heading":
            blocks += [block, Paragraph(f"{payload}收到政府信息公开申请98765件,{payload}。", "prose")]
        elif isinstance(block, Table) and block.name == "legal":
            blocks.append(block.with_rows(tuple(_with_cell(row, _one_line(payload)) for row in block.rows)))
        else:
            blocks.append(block)
    return draft.with_blocks(blocks)


def _with_cell(row: Row, text: str) -> Row:
    """The row with `text` in place of the number of its first cell."""
    places = [place for place, cell in enumerate(row.cells) if isinstance(cell, Slot)]
    if not places:
        return row
    cells = list(row.cells)
    cells[places[0]] = replace(row.slots[0], entry=replace(row.slots[0].entry, text=text))
    return replace(row, cells=tuple(cells))


def _sheet(organ: str, payload: str) -> str:
    """A report of before 2019, with the payload for labels, units and values of its sheet."""
    word = _one_line(payload)
    rows = ["统计指标\t单位\t统计数", f"一、{word}\t——\t——", f"{word}\t条\t12", f"其他\t{word}\t3"]
    rows.append(f"政府网站公开\t条\t{word}")
    return PAGE.format(organ=organ, year=2017) + "\n".join(rows) + f"\n\n{payload}\n"
