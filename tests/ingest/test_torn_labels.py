"""Labels in narrow columns, torn over lines around their numbers: the table as a whole tells which line is whose."""

from itertools import product
from random import Random

import pytest
from form_printer import Print, draft_report, fill_form, print_report
from form_printer.layouts.wrapped_lines import WrappedLines
from form_printer.verdict import wrong_values

from ingest.forms import CellKey, Form
from ingest.parse import parse_bytes
from ingest.report import Report

NARROW = WrappedLines(label=14, header=3, group=4)


def printed(layout: WrappedLines = NARROW, form: Form = "2021") -> Print:
    seed = Random(3)
    return print_report(draft_report(fill_form(seed, form, arithmetic="consistent"), seed), layout, seed)


def read(page: Print, text: str) -> Report:
    report = parse_bytes(text.encode(), "printed.txt")
    assert not wrong_values(page, report)
    return report


def is_read(report: Report, table: str) -> bool:
    cells = [cell for cell in report.cells if cell.table == table]
    return {cell.status for cell in cells} == {"reported"} and {cell.how.rule for cell in cells if cell.how} == {
        "table"
    }


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize(("label", "header"), list(product((10, 14, 20, 26, 34), (2, 3, 4))))
def test_every_cell_is_read_whose_label_is_torn(form: Form, label: int, header: int) -> None:
    page = printed(WrappedLines(label=label, header=header, group=4), form)
    report = read(page, page.text)
    values = {CellKey(c.table, c.row, c.column): c.value for c in report.cells if c.table in ("application", "legal")}
    assert values == {key: e.value for key, e in page.expected.items() if key.table in ("application", "legal")}


def test_a_value_leads_to_its_place_and_its_torn_label() -> None:
    page = printed()
    report = read(page, page.text)
    cell = next(c for c in report.cells if c.row == "granted_in_part" and c.column == "total")
    assert cell.value == 99961
    assert cell.how
    assert cell.how.rule == "table"
    assert cell.how.form_label == "部分公开"
    assert "(二)部分公开(区分处理的," in cell.how.label


@pytest.mark.parametrize(
    ("printed_text", "other"),
    [
        pytest.param(" 99961\n", " 99962\n", id="a sum that does not agree"),
        pytest.param("只计这一情形,不计其他情形)", "只计这一情形,不计其他情形)\n0 0 0 0 0 0 0", id="a line more"),
        pytest.param("\n0 0 2 5792 0 94167 99961", "", id="a line less"),
        pytest.param("2.重复申请", "2.群众来电来函", id="another label"),
        pytest.param("商业企 科研机", "科研机 商业企", id="columns in another order"),
        pytest.param("1.属于国家秘密 0 0 13 2 0 0 15", "1.属于国家秘密 0 0 13 2 0 15", id="a number less"),
    ],
)
def test_what_speaks_against_the_form_keeps_its_lines_from_being_counted(printed_text: str, other: str) -> None:
    page = printed()
    assert is_read(read(page, page.text), "application")
    assert page.text.count(printed_text) == 1
    report = parse_bytes(page.text.replace(printed_text, other).encode(), "printed.txt")
    application = [cell for cell in report.cells if cell.table == "application"]
    assert not [cell for cell in application if cell.how and cell.how.rule == "table"]
    assert "ambiguous" in {cell.status for cell in application}


def test_two_rows_that_change_places_are_not_read_by_the_order_of_the_form() -> None:
    page = printed()
    lines = page.text.split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("7.属于行政执法案卷"))
    lines[first : first + 2] = lines[first + 1], lines[first]
    assert not is_read(read(page, "\n".join(lines)), "application")


@pytest.mark.parametrize(
    ("printed_text", "other"),
    [
        pytest.param("未经复议直接起诉 复议后起诉", "复议后起诉 未经复议直接起诉", id="groups"),
        pytest.param("结果维 结果纠 其他结 尚未审\n", "结果纠 结果维 其他结 尚未审\n", id="columns"),
        pytest.param("结果维 结果纠 其他结 尚未审\n", "结果维 结果纠 调解结 尚未审\n", id="another column"),
        pytest.param("1 3 1 2 0 3 6\n", "1 3 1 2 0 3 7\n", id="sums"),
        pytest.param("1 3 1 2 0 3 6\n", "1 3 1 2 0 3 6 0\n", id="a number more"),
        pytest.param("1 3 1 2 0 3 6\n", "1 3 1 2 0 3 6\n0 0 0 0 0 2 0 0 1 3 1 2 0 3 6\n", id="two rows"),
    ],
)
def test_a_torn_header_that_is_not_that_of_the_form_leaves_the_legal_table_undecided(
    printed_text: str, other: str
) -> None:
    page = printed()
    assert is_read(read(page, page.text), "legal")
    at = page.text.index("行政复议 行政诉讼")
    assert printed_text in page.text[at:]
    text = page.text[:at] + page.text[at:].replace(printed_text, other, 1)
    report = parse_bytes(text.encode(), "printed.txt")
    assert {c.status for c in report.cells if c.table == "legal"} == {"ambiguous"}


def test_a_row_of_numbers_behind_words_is_never_called_absent() -> None:
    page = printed()
    text = page.text.replace("息公开申请\n(六)其\n", "息公开申请 0 0 4 0 0 70 75\n").replace(" 0 0 4 0 0 70 74\n", "\n")
    report = parse_bytes(text.encode(), "printed.txt")
    assert "absent" not in {c.status for c in report.cells if c.table == "application"}


@pytest.mark.parametrize(
    ("row", "is_read"),
    [
        ("行政许可 8 +9 10", True),
        ("行政许可 8 9 10", True),
        ("行政许可 +9 8 10", False),
        ("行政许可 8 9 -10", False),
    ],
)
def test_a_sign_in_another_column_than_the_change_shows_that_the_columns_have_another_order(
    row: str, is_read: bool
) -> None:
    text = """某县教育局2019年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第(五)项
上一年项目数
信息内容 本年增/减 处理决定数量
量
行政许可 1 2 3
其他对外管理服务事项 11 12 13
第二十条第(六)项
上一年项目数
信息内容 本年增/减 处理决定数量
量
行政处罚 14 15 16
行政强制 17 18 19
三、收到和处理政府信息公开申请情况
"""
    report = parse_bytes(text.replace("行政许可 1 2 3", row).encode(), "printed.txt")
    statuses = {c.status for c in report.cells if c.row in ("administrative_licensing", "administrative_penalties")}
    assert statuses == ({"reported"} if is_read else {"ambiguous"})


@pytest.mark.parametrize(("row", "status"), [("4 1.5万元", "reported"), ("1.5万元 4", "ambiguous")])
def test_an_amount_in_the_column_of_a_count_leaves_its_row_undecided(row: str, status: str) -> None:
    page = printed(form="2019")
    start = page.text.index("第二十条第(九)")
    end = page.text.index("三、收到和处理")
    block = f"第二十条第(九)项\n采购项目数\n信息内容 采购总金额\n量\n政府集中采购 {row}\n\n"
    report = parse_bytes((page.text[:start] + block + page.text[end:]).encode(), "printed.txt")
    assert {c.status for c in report.cells if c.row == "government_procurement"} == {status}
