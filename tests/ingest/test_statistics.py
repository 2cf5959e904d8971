"""Statistics sheets of reports from before 2019: what is read from them, and what is left in doubt."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
from form_printer.statistics import PAGE

from ingest.document import Document, Grid
from ingest.extract.canonical import canonical
from ingest.extract.statistics import read_statistics
from ingest.forms.statistics import STATISTICS_ROWS
from ingest.parse import parse_bytes
from ingest.readers.separated_lines import find_grids
from ingest.report import Cell, Report

HEAD = PAGE.format(organ="青河县人民政府", year=2016)
SAMPLES = Path(__file__).parents[2] / "samples"
Values = dict[tuple[str, str], str | None]


def report_with(sheet: str, head: str = HEAD) -> Report:
    return parse_bytes((head + sheet).encode(), "report.txt")


def statistics(report: Report) -> list[Cell]:
    assert report.form == "pre-2019"
    assert {cell.table for cell in report.cells} <= {"statistics"}
    return list(report.cells)


def values(sheet: str, head: str = HEAD) -> Values:
    """The value of each cell in plain digits, or None; by row and "year" or "cumulative"."""
    return {
        (cell.row, cell.column.removesuffix("_value")): None if cell.value is None else f"{cell.value.normalize():f}"
        for cell in statistics(report_with(sheet, head))
    }


def grid(*lines: str) -> str:
    return "".join(f"|{line}|\n" for line in lines)


def the_cell(unit: str, printed: str) -> Cell:
    (cell,) = statistics(report_with(grid("统计指标|单位|统计数", f"主动公开政府信息数|{unit}|{printed}")))
    return cell


@pytest.mark.parametrize(
    ("unit", "printed", "value", "result_unit"),
    [
        ("条", "1,234", 1234, "条"),
        ("条", "２０１６", 2016, "条"),
        ("件", "-3", -3, "件"),
        ("件", "+3", 3, "件"),
        ("人次", "5人次", 5, "人次"),
        ("%", "99.5", Decimal("99.5"), "%"),
        ("万次", "2.5", Decimal("2.5"), "万次"),
        ("元", "1,234.56", Decimal("1234.56"), "CNY"),
        ("万元", "3.5", 35000, "CNY"),
        ("万元", "3.5万元", 35000, "CNY"),
        ("——", "7", 7, "count"),
    ],
)
def test_a_printed_number_is_given_exactly_in_its_unit(
    unit: str, printed: str, value: int | Decimal, result_unit: str
) -> None:
    cell = the_cell(unit, printed)
    assert (cell.value, cell.unit, cell.status, cell.value_raw) == (value, result_unit, "reported", printed)


@pytest.mark.parametrize(
    ("unit", "printed", "status"),
    [
        ("条", "", "blank"),
        ("条", "/", "not_applicable"),
        ("条", "—", "not_applicable"),
        ("条", "无", "not_applicable"),
        ("条", "约30", "unreadable"),
        ("条", "30余", "unreadable"),
        ("人", "2.5", "unreadable"),
        ("条", "12,34", "ambiguous"),
        ("条", "007", "ambiguous"),
        ("条", "5件", "ambiguous"),
        ("万元", "3.5元", "ambiguous"),
        ("千元", "3", "ambiguous"),
        ("5", "6", "ambiguous"),
    ],
)
def test_what_is_no_plain_number_in_its_unit_has_no_value(unit: str, printed: str, status: str) -> None:
    cell = the_cell(unit, printed)
    assert (cell.value, cell.status) == (None, status)


def test_an_amount_in_a_row_without_a_unit_is_not_taken_for_a_count() -> None:
    sheet = grid("统计指标|统计数", "收取的费用|3.5", "收取费用(万元)|3.5", "主动公开数(条)|5")
    assert values(sheet) == {
        ("收取的费用", "year"): None,
        ("收取费用(万元)", "year"): "35000",
        ("主动公开数(条)", "year"): "5",
    }


def test_rows_that_share_a_label_are_named_by_their_headings() -> None:
    sheet = (
        "统计指标 单位 统计数\n四、行政复议数量 件 3\n(一)维持数 件 1\n(二)被依法纠错数 件 2\n"
        "五、行政诉讼数量 件 9\n(一)维持数 件 4\n(二)被依法纠错数 件 5\n"
    )
    assert values(sheet) == {
        ("四、行政复议数量", "year"): "3",
        ("四、行政复议数量 > (一)维持数", "year"): "1",
        ("四、行政复议数量 > (二)被依法纠错数", "year"): "2",
        ("五、行政诉讼数量", "year"): "9",
        ("五、行政诉讼数量 > (一)维持数", "year"): "4",
        ("五、行政诉讼数量 > (二)被依法纠错数", "year"): "5",
    }


def test_parts_without_ordinals_are_named_by_the_whole_they_follow() -> None:
    sheet = "指标 单位 统计数\n复议数 件 3\n其中:维持 件 1\n纠错 件 2\n诉讼数 件 9\n其中:维持 件 4\n纠错 件 5\n"
    assert [row for row, _ in values(sheet)] == [
        "复议数", "复议数 > 其中:维持", "复议数 > 纠错", "诉讼数", "诉讼数 > 其中:维持", "诉讼数 > 纠错",
    ]  # fmt: skip


def test_merged_cells_beside_the_rows_are_headings() -> None:
    text = "类别\t指标\t单位\t统计数\n复议\t维持\t件\t1\n纠错\t件\t2\n诉讼\t维持\t件\t3\n纠错\t件\t4\n"
    spans = {}
    for line in (0, 1, 2, 3, 4):
        start = sum(len(part) + 1 for part in text.split("\n")[:line])
        for field in text.split("\n")[line].split("\t"):
            spans[line, field] = (start, start + len(field))
            start += len(field) + 1
    rows = [[spans[0, word] for word in ("类别", "指标", "单位", "统计数")]]
    for line, group, label, number in ((1, (1, "复议"), "维持", "1"), (2, (1, "复议"), "纠错", "2"),
                                       (3, (3, "诉讼"), "维持", "3"), (4, (3, "诉讼"), "纠错", "4")):  # fmt: skip
        rows.append([spans[group], spans[line, label], spans[line, "件"], spans[line, number]])
    reading = read_statistics(Document(text, (Grid(tuple(map(tuple, rows))),)), canonical(text), 2016)
    assert [(cell.row, cell.value) for cell in reading.cells] == [
        ("复议 > 维持", 1),
        ("复议 > 纠错", 2),
        ("诉讼 > 维持", 3),
        ("诉讼 > 纠错", 4),
    ]


def test_a_number_that_covers_several_rows_is_given_to_none() -> None:
    text = "指标\t单位\t统计数\n甲类数\t件\t5\n乙类数\t件\n"
    five = (text.index("5"), text.index("5") + 1)
    rows = (
        ((0, 2), (3, 5), (6, 9)),
        ((10, 13), (14, 15), five),
        ((18, 21), (22, 23), five),
    )
    reading = read_statistics(Document(text, (Grid(rows),)), canonical(text), 2016)
    assert [(cell.row, cell.value, cell.status) for cell in reading.cells] == [
        ("甲类数", None, "ambiguous"),
        ("乙类数", None, "ambiguous"),
    ]


def test_a_grid_goes_on_over_the_page_without_its_header() -> None:
    text = "指标\t单位\t统计数\n公开数\t条\t5\n\n申请数\t件\t6\n答复数\t件\t7\n"
    grids = (
        Grid((((0, 2), (3, 5), (6, 9)), ((10, 13), (14, 15), (16, 17)))),
        Grid((((19, 22), (23, 24), (25, 26)), ((27, 30), (31, 32), (33, 34)))),
    )
    reading = read_statistics(Document(text, grids), canonical(text), 2016)
    assert [(cell.row, cell.value) for cell in reading.cells] == [("公开数", 5), ("申请数", 6), ("答复数", 7)]


def test_two_lines_of_header_tell_the_year_from_the_sum() -> None:
    sheet = grid("指标名称|计量单位|统计数|", "||本年度|历年累计", "公开数|条|1|2")
    assert values(sheet) == {("公开数", "year"): "1", ("公开数", "cumulative"): "2"}


def test_only_the_column_of_the_reports_year_is_read() -> None:
    assert values(grid("统计指标|单位|2015年|2016年", "公开数|条|1|2")) == {("公开数", "year"): "2"}
    assert values(grid("统计指标|单位|上年度|本年度", "公开数|条|1|2")) == {("公开数", "year"): "2"}


@pytest.mark.parametrize("headers", ["区政府统计数|乡镇统计数", "统计数|统计数", "2014年|2015年"])
def test_columns_that_are_not_known_are_not_read(headers: str) -> None:
    assert values(grid(f"统计指标|单位|{headers}", "公开数|条|1|2")) == {}


def test_codes_serial_numbers_and_letters_of_columns_are_no_values() -> None:
    sheet = grid(
        "序号|指标名称|计量单位|代码|本期实际|本年累计", "|甲|乙|丙|1|2", "1|公开数|条|01|5|8", "2|申请数|件|02|3|4"
    )
    assert values(sheet) == {("公开数", "year"): "8", ("申请数", "year"): "4"}
    running = "序号 统计指标 单位 统计数 1 公开数 条 120 2 其中:1.网站公开数 条 30 3 申请数 件 4\n\n完"
    assert values(running) == {("公开数", "year"): "120", ("其中:1.网站公开数", "year"): "30", ("申请数", "year"): "4"}


def test_two_sheets_side_by_side_are_read_one_after_the_other() -> None:
    sheet = grid("指标|单位|统计数|指标|单位|统计数", "公开数|条|5|申请数|件|2", "其中:网站|条|3|其中:当面|件|1")
    assert [row for row, _ in values(sheet)] == ["公开数", "其中:网站", "申请数", "其中:当面"]


def test_a_row_printed_twice_with_different_numbers_has_none() -> None:
    own = grid("指标|单位|统计数", "公开数|条|5", "申请数|件|3")
    report = report_with(own + "\n全县汇总\n" + grid("指标|单位|统计数", "公开数|条|50", "申请数|件|3", "投诉数|件|1"))
    assert {cell.row: cell.value for cell in statistics(report)} == {"公开数": None, "申请数": 3, "投诉数": None}
    assert "conflicting_row" in {issue.code for issue in report.issues}


@pytest.mark.parametrize(
    "body",
    [
        "5 公开数 条 6 申请数 件",  # numbers before their labels, in all rows
        "公开数 条 5 6 申请数 件 7 答复数 件",  # and from the second row on
        "公开数 条 申请数 件 5 6",  # labels first, then numbers
        "公开数 条 申请数 件 5",  # of which one is blank
        "公开数 条 1 219 申请数 件 7",  # a torn number
        "其中: 1 、网站公开数 条 5 2 、公报公开数 条 6",  # torn ordinals
        "公开数 5 申请数 6",  # no units
    ],
)
def test_running_text_that_does_not_alternate_gives_no_value(body: str) -> None:
    assert set(values(f"统计指标 单位 统计数 {body}\n\n完").values()) <= {None}


def test_a_number_at_the_very_end_of_a_cut_off_text_may_go_on() -> None:
    assert values("统计指标 单位 统计数 公开数 条 5 申请数 件 12") == {
        ("公开数", "year"): "5",
        ("申请数", "year"): None,
    }


def test_a_sheet_without_separators_is_read_only_where_lines_part_its_rows() -> None:
    assert (
        values("指标名称计量单位统计数公开数条1202.公报公开数条3申请数件4\n\n完").items()
        <= {
            ("公开数", "year"): None,
            ("公报公开数", "year"): None,
            ("申请数", "year"): None,
        }.items()
    )
    assert values("指标名称计量单位统计数\n公开数条120\n2.公报公开数条3\n\n完") == {
        ("公开数", "year"): "120",
        ("2.公报公开数", "year"): "3",
    }
    assert set(values("指标名称计量单位2016年度历年累计\n公开数条254378967\n\n完").values()) == {None}


@pytest.mark.parametrize(
    "prose",
    [
        "详见《政府信息公开情况统计表》,统计指标的单位为条,统计数为2543条。",
        "本表的指标名称、计量单位、统计数由各单位填报,共报送 12 件。",
        "项目 单位 数量\n电脑 台 5\n桌子 张 6\n",
        "统计指标 单位 统计数 由 市政府办公室 核定。2016年 主动公开 条 目 2543 条。",
    ],
)
def test_prose_and_other_tables_are_no_sheet(prose: str) -> None:
    assert values(prose, HEAD.replace("附件 政府信息公开情况统计表", "二、主动公开情况")) == {}


def test_an_empty_sheet_gives_blanks_and_no_zero() -> None:
    rows = [f"{row.printed_label}|{row.unit or '——'}|" for row in STATISTICS_ROWS]
    cells = statistics(report_with(grid("统计指标|单位|统计数", *rows)))
    assert len(cells) == sum(bool(row.unit) for row in STATISTICS_ROWS) == 58
    assert {(cell.value, cell.status) for cell in cells} == {(None, "blank")}


def test_every_row_of_the_standard_sheet_has_its_code_and_its_headings() -> None:
    rows = [f"{row.printed_label}|{row.unit or '——'}|1" for row in STATISTICS_ROWS]
    rows = [row.replace("——|1", "——|") for row in rows]
    read = report_with(grid("统计指标|单位|统计数", *rows)).statistic_rows
    by_code = {row.indicator_code: row for row in STATISTICS_ROWS}
    assert [row.indicator_code for row in read] == [row.indicator_code for row in STATISTICS_ROWS if row.unit]
    for row in read:
        above = []
        parent = by_code[row.indicator_code or ""].parent_code
        while parent:
            above.insert(0, by_code[parent].printed_label)
            parent = by_code[parent].parent_code
        assert list(row.headings) == above, row


@pytest.mark.parametrize("sample", ["guidong_county_2020", "wuqia_service_centre_2022"])
@pytest.mark.parametrize("separator", ["|", " ", "\n"])
def test_a_later_report_keeps_its_tables_beside_an_annexed_sheet(sample: str, separator: str) -> None:
    text = (SAMPLES / f"{sample}.txt").read_text("utf-8-sig")
    rows = [("统计指标", "单位", "统计数"), *((r.printed_label, r.unit, "3") for r in STATISTICS_ROWS if r.unit)]
    sheet = "".join(separator.join(row) + "\n" for row in rows)
    alone = parse_bytes(text.encode(), "report.txt")
    together = parse_bytes(f"{text}\n\n附件 政府信息公开情况统计表\n{sheet}\n".encode(), "report.txt")
    assert together.form == alone.form
    assert tuple(cell for cell in together.cells if cell.table != "statistics") == alone.cells
    annexed = [cell for cell in together.cells if cell.table == "statistics"]
    assert [cell.value for cell in annexed] == [30000 if cell.unit == "CNY" else 3 for cell in annexed]
    assert len(annexed) == len(rows) - 1
    assert together.figures == alone.figures


@pytest.mark.parametrize(
    "body",
    [
        "统计指标 单位 统计数 " * 8_000,
        "统计指标 单位 统计数 " + "公开数 条 5 " * 12_000,
        "统计指标 单位 统计数 " + "公开数 " * 20_000,
        "统计指标 单位 统计数 " + "5 " * 20_000,
        "统计指标 单位 统计数 " + "(" * 50_000 + " 条 5",
        "指标单位统计数" * 10_000,
        "指标单位统计数" + "公开数条5" * 12_000,
        "|指标|单位|统计数|\n" + "".join(f"|{n}公开数|条|{n}|\n" for n in range(4_000)),
    ],
    ids=["headers", "rows", "labels", "numbers", "parentheses", "glued_headers", "glued_rows", "grid"],
)
def test_a_hostile_sheet_takes_time_in_proportion_to_its_size(body: str) -> None:
    document = Document(body + "\n", find_grids(body + "\n"))
    start = time.process_time()
    read_statistics(document, canonical(document.text), 2016)
    assert time.process_time() - start < 3
