"""Labels of the disclosure table as pages print them, read where they cannot be taken for others."""

import pytest

from ingest.parse import parse_bytes

PAGE = (
    "示例县{year}年政府信息公开工作年度报告\n一、总体情况\n本机关认真贯彻落实条例。\n"
    "二、主动公开政府信息情况\n{table}\n三、收到和处理政府信息公开申请情况\n无\n"
)
PIPES, LINES, EMPTY_LINES = (" | ", " |\n"), ("\n", "\n"), ("\n\n", "\n\n")
WAYS = [PIPES, LINES, EMPTY_LINES, ("\t", "\n"), (" |\n", " |\n")]


def read(rows: list[tuple[str, ...]], way: tuple[str, str], year: int) -> dict[str, tuple[str, object]]:
    between, behind = way
    page = PAGE.format(year=year, table="".join(between.join(row) + behind for row in rows))
    report = parse_bytes(page.encode(), "report.txt")
    return {f"{c.row}/{c.column}": (c.status, c.value) for c in report.cells if c.table == "disclosure"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("printed", "value"), [("0", ("reported", 0)), ("12.5", ("reported", 125_000)), ("/", ("not_applicable", None))]
)
def test_the_fee_is_read_in_a_unit_that_is_printed_without_brackets(
    printed: str, value: tuple[str, object], way: tuple[str, str]
) -> None:
    rows = [
        *[("第二十条第(六)项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "7"), ("行政强制", "0")],
        *[("第二十条第(八)项",), ("信息内容", "本年收费金额单位：万元"), ("行政事业性收费", printed)],
    ]
    cells = read(rows, way, 2022)
    assert cells["administrative_fees/fee_amount"] == value
    assert cells["administrative_penalties/decisions"] == ("reported", 7)


@pytest.mark.parametrize("way", [*WAYS, ("", "\n")])
@pytest.mark.parametrize("clause", ["第二十条第({})项", "第二十条({})项", "第二十条（{}）项"])
def test_the_items_of_article_20_part_the_blocks_however_they_are_written(clause: str, way: tuple[str, str]) -> None:
    zeros = ("0", "0", "0")
    columns = ("上一年项目数量", "本年增/减", "处理决定数量")
    rows = [
        *[(clause.format("一"),), ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")],
        *[("规章", *zeros), ("规范性文件", *zeros)],
        *[(clause.format("五"),), ("信息内容", *columns), ("行政许可", *zeros), ("其他对外管理服务事项", *zeros)],
        *[(clause.format("六"),), ("信息内容", *columns), ("行政处罚", *zeros), ("行政强制", *zeros)],
        *[(clause.format("八"),), ("信息内容", *columns[:2]), ("行政事业性收费", "0", "0")],
        *[(clause.format("九"),), ("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "0", "0")],
    ]
    assert set(read(rows, way, 2020).values()) == {("reported", 0)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("change", "value"),
    [
        *[("减3", ("reported", -3)), ("增加12", ("reported", 12)), ("减少0", ("reported", 0))],
        *[("未增未减", ("unreadable", None)), ("无变化", ("unreadable", None)), ("减05", ("unreadable", None))],
    ],
)
def test_a_change_in_words_does_not_hide_the_numbers_beside_it(
    change: str, value: tuple[str, object], way: tuple[str, str]
) -> None:
    columns = ("上一年项目数量", "本年增/减", "处理决定数量")
    rows = [
        *[("第二十条第(五)项",), ("信息内容", *columns), ("行政许可", "46", change, "17")],
        *[("第二十条第(六)项",), ("信息内容", *columns), ("行政处罚", "8", "2", "5"), ("行政强制", "1", change, "0")],
    ]
    cells = read(rows, way, 2020)
    for row, (before, decisions) in {"administrative_licensing": (46, 17), "administrative_coercion": (1, 0)}.items():
        assert cells[f"{row}/prior_year_items"] == ("reported", before)
        assert cells[f"{row}/decisions"] == ("reported", decisions)
        assert cells[f"{row}/change_this_year"] == value


@pytest.mark.parametrize("way", WAYS)
def test_a_change_in_words_is_no_number_of_another_column(way: tuple[str, str]) -> None:
    columns = ("上一年项目数量", "本年增/减", "处理决定数量")
    rows = [("第二十条第(六)项",), ("信息内容", *columns), ("行政处罚", "减3", "2", "5"), ("行政强制", "1", "0", "增3")]
    cells = read(rows, way, 2020)
    assert cells["administrative_penalties/prior_year_items"] == ("unreadable", None)
    assert cells["administrative_coercion/decisions"] == ("unreadable", None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        (
            [("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "17", "203.6万元")],
            {"government_procurement/procurement_items": 17, "government_procurement/procurement_amount": 2_036_000},
        ),
        (
            [("信息内容", "上一年项目数量", "本年增/减"), ("行政事业性收费", "6", "-1")],
            {"administrative_fees/prior_year_items": 6, "administrative_fees/change_this_year": -1},
        ),
    ],
)
def test_a_table_of_one_row_is_read_where_all_labels_of_the_row_stand_above_it(
    rows: list[tuple[str, ...]], reported: dict[str, int], way: tuple[str, str]
) -> None:
    cells = read([("第二十条第(九)项",), *rows], way, 2020)
    assert {key: value for key, (status, value) in cells.items() if status == "reported"} == reported
    assert {status for key, (status, _) in cells.items() if key not in reported} == {"absent"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "rows",
    [
        [("政府集中采购", "17", "203.6万元")],
        [("信息内容", "采购项目数量"), ("政府集中采购", "17", "203.6万元")],
        [("信息内容", "采购项目数量", "备注"), ("政府集中采购", "17", "203.6万元")],
        [("信息内容", "采购项目数量", "采购总金额", "备注"), ("政府集中采购", "17", "203.6万元")],
        [("信息内容", "本年处理决定数量"), ("行政许可", "17")],
    ],
)
def test_one_row_under_fewer_labels_or_among_other_words_is_no_table(
    rows: list[tuple[str, ...]], way: tuple[str, str]
) -> None:
    assert {value for _, value in read(rows, way, 2020).values()} == {None}


@pytest.mark.parametrize("way", WAYS)
def test_labels_in_the_words_of_taiwan_keep_their_numbers_and_places(way: tuple[str, str]) -> None:
    rows = [
        *[("第二十條第(一)項",), ("資訊內容", "本年製發件數", "本年廢止件數", "現行有效件數")],
        *[("規章", "0", "1", "2"), ("行政規範性檔案", "13", "4", "56")],
        *[("第二十條第(六)項",), ("資訊內容", "本年處理決定數量"), ("行政處罰", "78"), ("行政強製", "9")],
    ]
    between, behind = way
    page = PAGE.format(year=2022, table="".join(between.join(row) + behind for row in rows))
    cells = [c for c in parse_bytes(page.encode(), "report.txt").cells if c.status == "reported"]
    assert [c.value for c in cells] == [0, 1, 2, 13, 4, 56, 78, 9]
    for cell in cells:
        assert cell.locator is not None
        start, end = map(int, cell.locator.removeprefix("char:").split("-"))
        assert page[start:end] == cell.value_raw


@pytest.mark.parametrize("amount", ["149.673874", "6944.93", "153103.8", "31"])
def test_an_amount_without_a_unit_may_be_in_either_however_many_decimals_it_has(amount: str) -> None:
    rows = [("第二十条第(九)项",), ("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "17", amount)]
    for way in WAYS:
        assert read(rows, way, 2020)["government_procurement/procurement_amount"] == ("ambiguous", None)


def test_a_row_under_a_misprinted_label_is_no_header_of_the_next() -> None:
    page = """某县2024年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第(一)项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 1 2
行政规范性文件 3 4 5
第二十条第(五)项
信息内容 本年处理决定数量
行政许可 201
第二十条第(六)项
信息内容 本年处理决定数量
行不政处罚 202
行政强制 229
第二十条第(八)项
信息内容 本年收费金额(单位:万元)
行政事业性收费 6
三、收到和处理政府信息公开申请情况
"""
    cells = {c.row: c for c in parse_bytes(page.encode(), "printed.txt").cells if c.table == "disclosure"}
    assert cells["administrative_coercion"].value == 229
    assert (cells["administrative_penalties"].value, cells["administrative_penalties"].status) == (None, "ambiguous")
