"""Prints statistics sheets of reports from before 2019, the standard one and local ones, as real reports print them.

A sheet is drawn row by row; a layout writes it and remembers where each value stands, so that the verdict can hold
every value that is read against the very place it was printed at. All choices come from a `random.Random`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Literal

from form_printer.expectation import Expectation
from ingest.forms.statistics import STATISTICS_ROWS

Column = Literal["year_value", "cumulative_value", "other"]
YEAR = 2015
CNY_PER_UNIT = {"元": 1, "万元": 10_000}
LABEL_HEADERS = ("统计指标", "指标名称", "指标", "统 计 指 标", "指 标 名 称")
UNIT_HEADERS = ("单位", "计量单位", "单 位")
YEAR_HEADERS = ("统计数", "本年度", f"{YEAR}年度", f"{YEAR}年", "数量", "统 计 数", "本年数")
CUMULATIVE_HEADERS = ("历年累计", "累计", "累计数", "2008年以来累计")
OTHER_HEADERS = ("上年度", f"{YEAR - 1}年度", "上年同期")
WHAT = (
    "政府网站公开", "政府公报公开", "当面申请", "网上申请", "信函、传真申请", "同意公开答复", "不予公开答复",
    "咨询接待", "投诉受理", "新闻发布会", "政策解读稿件", "公共查阅点", "12345热线受理", "2008年以来累计公开",
    "“免予公开范围1”", "接受培训人员", "发布“双公示”信息", "全文电子化的主动公开信息", "网站专栏页面访问", "现场接待",
)  # fmt: skip
UNITS = ("条", "件", "次", "人", "个", "人次", "篇", "份")
_PROSE = (
    "我县高度重视政府信息公开工作,加强组织领导,健全工作机制,深化公开内容,拓展公开渠道,切实保障人民群众的知情权、参与权和"
    "监督权,各项工作取得了新的进展。一是完善制度,明确责任分工,做到有人抓、有人管、有人落实。二是以公众需求为导向,及时公开"
    "财政资金、公共资源配置和重大建设项目信息。三是加强政策解读,回应社会关切,通过新闻发布会和在线访谈听取意见。"
)
PAGE = (
    "{organ}{year}年政府信息公开工作年度报告\n\n根据《中华人民共和国政府信息公开条例》要求,编制本报告。本报告由概述、"
    "主动公开政府信息情况、政府信息公开情况统计表等部分组成,所列数据的统计期限自{year}年1月1日起至{year}年12月31日。\n\n"
    f"一、概述\n\n{_PROSE}\n\n"
    "二、主动公开政府信息情况\n\n{year}年,我县主动公开政府信息2543条,详见附件《政府信息公开情况统计表》。各单位按照项目、"
    "单位、数量逐一核对,统计指标的单位为条、件。全年共举办培训班3次,接受培训人员120人次,召开专题会议2次。\n\n"
    f"三、存在的主要问题和改进措施\n\n{_PROSE}\n\n"
    "附件 政府信息公开情况统计表\n"
)
ENDINGS = ("\n\n附件下载\n", "\n\n单位负责人:张三  审核人:李四  填报人:王五  联系电话:0591-23158786\n", "\n")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What is written in one value column of a row, and what must come out."""

    column: Column
    text: str
    expectation: Expectation
    is_number_or_mark: bool = True


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row, or a heading when it has no cells; `dash` is what a heading has in place of a unit."""

    label: str
    unit: str = ""
    cells: tuple[SheetCell, ...] = ()
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was printed: the span of its text, its row and cell."""

    start: int
    end: int
    row: SheetRow
    cell: SheetCell


@dataclass(frozen=True, slots=True)
class PrintedReport:
    text: str
    places: tuple[Place, ...]


def _number(rng: Random, unit: str) -> tuple[str, Decimal]:
    if unit in CNY_PER_UNIT and rng.random() < 0.5:
        amount = Decimal(rng.randrange(1, 10**6)) / 100
        return f"{amount:,}" if rng.random() < 0.2 else f"{amount}", amount * CNY_PER_UNIT[unit]
    count = rng.choice((0, rng.randrange(10), rng.randrange(1000), rng.randrange(10**6)))
    text = rng.choice((str(count), str(count), f"{count:,}", f"{count:,}"))
    return text, Decimal(count) * CNY_PER_UNIT.get(unit, 1)


def _cell(rng: Random, column: Column, unit: str, oddity: float) -> SheetCell:
    text, value = _number(rng, unit)
    exactly = Expectation.exactly(value, "reported")
    if rng.random() >= oddity:
        return SheetCell(column, text, exactly)
    kind = rng.choice(("blank", "mark", "words", "wide", "unit", "sign"))
    if kind == "blank":
        return SheetCell(column, "", Expectation.exactly(None, "blank"))
    if kind == "mark":
        return SheetCell(column, rng.choice(("/", "—", "无", "-")), Expectation.exactly(None, "not_applicable"))
    if kind == "words":
        words = rng.choice(("若干", "约30", "30余", "见附件", "3-5", "００７"))
        return SheetCell(column, words, Expectation.no_value(("unreadable", "ambiguous")), is_number_or_mark=False)
    if kind == "wide":
        return SheetCell(column, text.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}), exactly)
    if kind == "unit" and unit in ("元", "万元"):
        return SheetCell(column, f"{text}{unit}", exactly)
    if kind == "sign" and value:
        return SheetCell(column, f"-{text}", Expectation.exactly(-value, "reported"))
    return SheetCell(column, text, exactly)


def _columns(rng: Random) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    year, cumulative, other = rng.choice(YEAR_HEADERS), rng.choice(CUMULATIVE_HEADERS), rng.choice(OTHER_HEADERS)
    choices: tuple[tuple[tuple[str, ...], tuple[Column, ...]], ...] = (
        ((year,), ("year_value",)),
        ((year,), ("year_value",)),
        ((year, cumulative), ("year_value", "cumulative_value")),
        ((other, year), ("other", "year_value")),
        ((year, other, cumulative), ("year_value", "other", "cumulative_value")),
    )
    return rng.choice(choices)


def _standard_labels() -> Iterator[tuple[str, str]]:
    for row in STATISTICS_ROWS:
        yield row.printed_label, row.unit


def _local_labels(rng: Random) -> Iterator[tuple[str, str]]:
    """Wholes with parts in one of the styles of numbering that local sheets have."""
    names = rng.sample(WHAT, len(WHAT))
    top = rng.choice(("", "{c}、", "({c})"))
    part = rng.choice(("{n}、", "{n}.", "({n})", "", "{n}．"))
    for index in range(rng.randint(2, 5)):
        numeral = "一二三四五"[index]
        yield (
            top.format(c=numeral) + names.pop() + rng.choice(("总数", "数", "情况总数")),
            rng.choice((*UNITS, "万元", "元")),
        )
        for n in range(1, rng.randint(1, 4)):
            first = rng.choice(("其中:", "其中：", "")) if n == 1 else ""
            yield f"{first}{part.format(n=n)}{names.pop()}数", rng.choice(UNITS)
        if not names[3:]:
            return


def draw_sheet(rng: Random, oddity: float) -> Sheet:
    """A filled sheet: the standard one or a local one; `oddity` is the share of cells that are no plain number."""
    headers, columns = _columns(rng)
    wide = rng.random() < 0.5
    dash = rng.choice(("——", "—", "", "----"))
    labels = _standard_labels() if rng.random() < 0.4 else _local_labels(rng)
    rows = []
    for label, unit in labels:
        printed = label.translate({ord("("): "（", ord(")"): "）", ord(":"): "："}) if wide else label
        cells = tuple(_cell(rng, column, unit, oddity) for column in columns) if unit else ()
        rows.append(SheetRow(printed, unit, cells, dash))
    return Sheet((rng.choice(LABEL_HEADERS), rng.choice(UNIT_HEADERS), *headers), tuple(rows))


class _Writer:
    def __init__(self, text: str) -> None:
        self._parts = [text]
        self._size = len(text)
        self.places: list[Place] = []

    def write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def write_cell(self, row: SheetRow, cell: SheetCell) -> None:
        self.places.append(Place(self._size, self._size + len(cell.text), row, cell))
        self.write(cell.text)

    def finish(self, ending: str) -> PrintedReport:
        return PrintedReport("".join([*self._parts, ending]), tuple(self.places))


Fields = tuple[str | SheetCell, ...]


def _fields(sheet: Sheet, row: SheetRow) -> Fields:
    if row.cells:
        return (row.label, row.unit, *row.cells)
    return (row.label, row.dash, *("" for _ in sheet.headers[2:]))


def _write_line(out: _Writer, row: SheetRow, fields: Sequence[str | SheetCell], separator: str) -> None:
    for index, field in enumerate(fields):
        if index:
            out.write(separator)
        if isinstance(field, SheetCell):
            out.write_cell(row, field)
        else:
            out.write(field)


def write_grid(sheet: Sheet, out: _Writer, rng: Random) -> None:
    """Pipes (plain, closed, Markdown) or tabs; a column of remarks, serial numbers or codes may stand beside."""
    separator, edge = rng.choice((("|", "|"), (" | ", ""), ("\t", ""), (" | ", "|")))
    extra = rng.choice(("", "", "序号", "备注", "代码"))
    headers: list[str] = list(sheet.headers)
    place = {"序号": 0, "代码": 2, "备注": len(headers)}.get(extra)
    if place is not None:
        headers.insert(place, extra)
    out.write(edge + separator.join(headers) + edge + "\n")
    if edge and rng.random() < 0.5:
        out.write(edge + separator.join("---" for _ in headers) + edge + "\n")
    if rng.random() < 0.2 and extra != "备注":
        letters = ["甲", "乙", "丙", "1", "2", "3", "4"]
        out.write(edge + separator.join(letters[: len(headers)]) + edge + "\n")
    for number, row in enumerate(sheet.rows, start=1):
        # A line that is cut nowhere but at its end is no row of a table parted by tabs.
        dashed = replace(row, dash=row.dash or "—") if separator == "\t" else row
        fields: list[str | SheetCell] = list(_fields(sheet, dashed))
        if place is not None:
            beside = {"序号": str(number), "代码": f"{number:02}", "备注": rng.choice(("", "含5条转发"))}[extra]
            fields.insert(place, beside)
        out.write(edge)
        _write_line(out, row, fields, separator)
        out.write(edge + "\n")


def _write_printed(out: _Writer, row: SheetRow, fields: Fields, separator: str) -> None:
    kept = [field for field in fields if (field.text if isinstance(field, SheetCell) else field)]
    _write_line(out, row, kept, separator)


def _running_text(between: str, after: str) -> Callable[[Sheet, _Writer, Random], None]:
    def write(sheet: Sheet, out: _Writer, _rng: Random) -> None:
        out.write(between.join(sheet.headers) + after)
        for row in sheet.rows:
            _write_printed(out, row, _fields(sheet, row), between)
            out.write(after)

    return write


def write_numbers_first(sheet: Sheet, out: _Writer, rng: Random) -> None:
    """As text drawn from some PDF files comes: the numbers of a row before its label, in all rows or from one on."""
    separator = rng.choice((" ", "\n"))
    start = rng.choice((0, 0, 1, 2))
    out.write(separator.join(sheet.headers) + separator)
    for index, row in enumerate(sheet.rows):
        fields = _fields(sheet, row)
        turned = (*fields[2:], *fields[:2]) if index >= start else fields
        _write_printed(out, row, turned, separator)
        out.write(separator)


def write_numbers_apart(sheet: Sheet, out: _Writer, rng: Random) -> None:
    """The labels of several rows, then their numbers."""
    separator = rng.choice((" ", "\n"))
    size = rng.randint(2, 6)
    out.write(separator.join(sheet.headers) + separator)
    for low in range(0, len(sheet.rows), size):
        rows = sheet.rows[low : low + size]
        for row in rows:
            _write_printed(out, row, _fields(sheet, row)[:2], separator)
            out.write(separator)
        for row in rows:
            if row.cells and any(cell.text for cell in row.cells):
                _write_printed(out, row, row.cells, separator)
                out.write(separator)


Writer = Callable[[Sheet, _Writer, Random], None]
GRIDS: dict[str, Writer] = {"grid": write_grid}
LINES: dict[str, Writer] = {"rows": _running_text(" ", "\n"), "indented_rows": _running_text("  ", "  \n   ")}
LOOSE: dict[str, Writer] = {
    "cell_per_line": _running_text("\n", "\n"),
    "cell_per_paragraph": _running_text("\n\n", "\n\n"),
    "long_line": _running_text(" ", " "),
}
MISLEADING: dict[str, Writer] = {
    "run_together": _running_text("", ""),
    "run_together_rows": _running_text("", "\n"),
    "numbers_first": write_numbers_first,
    "numbers_apart": write_numbers_apart,
}


def print_statistics(rng: Random, layout: str, oddity: float) -> PrintedReport:
    """A report of 2015 with one sheet in the named layout; cells whose place the layout blurs are in doubt."""
    sheet = draw_sheet(rng, oddity)
    out = _Writer(PAGE.format(organ="青河县人民政府", year=YEAR))
    writer = {**GRIDS, **LINES, **LOOSE, **MISLEADING}[layout]
    writer(sheet, out, rng)
    page = out.finish(rng.choice(ENDINGS))
    return replace(page, places=tuple(_judged(sheet, page.places, layout)))


def _is_plain(row: SheetRow) -> bool:
    return all(cell.text and cell.is_number_or_mark for cell in row.cells)


def _judged(sheet: Sheet, places: Sequence[Place], layout: str) -> Iterator[Place]:
    """In a grid every place is certain, in rows that of a plain row behind another; elsewhere one odd row blurs all."""
    odd = {row.label for row in sheet.rows if not _is_plain(row)}
    odd |= {row.label for before, row in pairwise(sheet.rows) if not _is_plain(before)}
    all_plain = all(_is_plain(row) for row in sheet.rows)
    for place in places:
        certain = layout in GRIDS or (layout not in MISLEADING and all_plain)
        certain |= layout in LINES and place.row.label not in odd
        expectation = place.cell.expectation if certain else place.cell.expectation.doubted()
        yield replace(place, cell=replace(place.cell, expectation=expectation))
