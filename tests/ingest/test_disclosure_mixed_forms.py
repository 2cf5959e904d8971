"""Disclosure tables with blocks of both forms: the header directly above a row decides what its numbers are."""

import pytest

from ingest.parse import parse_bytes

PAGE = (
    "示例县2021年政府信息公开工作年度报告\n一、总体情况\n本机关认真贯彻落实条例。\n"
    "二、主动公开政府信息情况\n{table}\n三、收到和处理政府信息公开申请情况\n无\n"
)
WAYS = {
    "pipes": (" | ", " |\n"),
    "a cell in each line": ("\n", "\n"),
    "a pipe behind each cell": (" |\n", " |\n"),
    "a pipe in a line of its own": ("\n|\n", "\n|\n"),
    "empty lines between": ("\n\n", "\n\n"),
    "tabs": ("\t", "\n"),
}
FIRST_OF_2019 = [
    ("第二十条第(一)项",),
    ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),
    ("规章", "0", "0", "0"),
    ("规范性文件", "4", "4", "19"),
]
FIRST_OF_2021 = [
    ("第二十条第(一)项",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "4", "1", "19"),
]


def read(rows: list[tuple[str, ...]], way: str) -> dict[str, tuple[str, object]]:
    between, behind = WAYS[way]
    page = PAGE.format(table="".join(between.join(row) + behind for row in rows))
    report = parse_bytes(page.encode(), "report.txt")
    return {f"{c.row}/{c.column}": (c.status, c.value) for c in report.cells if c.table == "disclosure"}


@pytest.mark.parametrize("way", WAYS)
def test_a_row_under_a_header_of_the_2021_form_below_one_of_2019_has_its_one_number(way: str) -> None:
    below = [
        *[("第二十条第(五)项",), ("信息内容", "本年处理决定数量"), ("行政许可", "38")],
        *[("第二十条第(六)项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "7"), ("行政强制", "0")],
        *[("第二十条第(九)项",), ("信息内容", "采购项目数量", "采购总金额"), ("政府集中采购", "2", "5万元")],
    ]
    cells = read([*FIRST_OF_2019, *below], way)
    assert cells["normative_documents/disclosed_total"] == ("reported", 19)
    for row, number in {
        "administrative_licensing": 38,
        "administrative_penalties": 7,
        "administrative_coercion": 0,
    }.items():
        assert cells[f"{row}/decisions"] == ("reported", number)
        assert cells[f"{row}/prior_year_items"] == cells[f"{row}/change_this_year"] == ("absent", None)
    assert cells["government_procurement/procurement_amount"] == ("reported", 50_000)


@pytest.mark.parametrize("way", WAYS)
def test_a_row_under_a_header_of_the_2019_form_below_one_of_2021_has_its_decisions(way: str) -> None:
    below = [
        *[
            ("第二十条第(五)项",),
            ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
            ("行政许可", "9", "-2", "38"),
        ],
        *[("第二十条第(六)项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "7"), ("行政强制", "0")],
    ]
    cells = read([*FIRST_OF_2021, *below], way)
    assert cells["administrative_licensing/decisions"] == ("reported", 38)
    assert cells["administrative_penalties/decisions"] == ("reported", 7)


def test_a_label_in_the_words_of_the_2019_form_does_not_tell_that_its_other_columns_are_missing() -> None:
    below = [("第二十条第(五)项",), ("信息内容", "处理决定数量"), ("行政许可", "38")]
    status, value = read([*FIRST_OF_2019, *below], "a cell in each line")["administrative_licensing/decisions"]
    assert (status, value) == ("ambiguous", None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("numbers", [("38", "7"), ("38", "7", "1")])
def test_more_numbers_than_the_header_has_columns_are_nobodys(numbers: tuple[str, ...], way: str) -> None:
    below = [
        *[("第二十条第(五)项",), ("信息内容", "本年处理决定数量"), ("行政许可", *numbers)],
        *[("第二十条第(六)项",), ("信息内容", "本年处理决定数量"), ("行政处罚", "7"), ("行政强制", "0")],
    ]
    assert read([*FIRST_OF_2019, *below], way)["administrative_licensing/decisions"] == ("ambiguous", None)
