"""Absent is a statement about the document: it is not made of what is printed and cannot be read."""

from collections import Counter

from ingest.forms import form_keys
from ingest.parse import parse_bytes
from ingest.report import Report

HEAD = (
    "某县财政局2020年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。\n一、总体情况\n工作有序。\n"
)
TITLES = "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
TAIL = "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"


def read(text: str) -> Report:
    return parse_bytes(text.encode(), "printed.txt")


def statuses(report: Report, table: str) -> Counter[str]:
    return Counter(cell.status for cell in report.cells if cell.table == table)


def test_a_table_with_nothing_under_its_title_is_absent() -> None:
    report = read(HEAD + TITLES + TAIL)
    assert {cell.status for cell in report.cells} == {"absent"}
    assert [issue.code for issue in report.issues].count("table_absent") == 3


def test_numbers_under_a_title_without_readable_labels_are_ambiguous_not_absent() -> None:
    report = read(HEAD + TITLES + "1 0 0 0 1 0 0 0 0 0 0 0 0 0 0\n" + TAIL)
    assert statuses(report, "legal") == {"ambiguous": 15}
    assert statuses(report, "application") == {"absent": 161}
    assert [issue.code for issue in report.issues].count("table_absent") == 2


def test_a_table_of_no_known_form_is_left_out_with_a_word_about_it() -> None:
    labels = "结果维持 结果纠正 其他结果 尚未审结 总计 "
    table = f"行政复议 行政诉讼\n{labels}未经复议直接起诉 复议后起诉\n{labels}{labels}\n1 0 0 0 1 2 0 0 0 2 3 0 0 0 3\n"
    report = read("政府信息公开工作年度报告\n" + TITLES + table + TAIL)
    assert (report.report_year, report.form, report.cells) == (None, None, ())
    assert [issue.code for issue in report.issues] == ["no_year", "form_unknown"]


def test_numbers_before_the_labels_of_a_table_written_down_its_labels_break_nothing() -> None:
    rows = "".join(
        f"{n}\n{label}\n" for n, label in enumerate(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    )
    report = read(HEAD + TITLES + rows + TAIL)
    assert statuses(report, "legal") == {"ambiguous": 15}


def test_cells_of_another_form_are_no_facts_but_are_named() -> None:
    table = (
        "第二十条第(一)项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 1 2 3\n"
        "第二十条第(五)项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 4 5 6\n"
        "第二十条第(八)项\n信息内容 本年收费金额(单位:万元)\n行政事业性收费 7\n"
    )
    report = read(HEAD + "二、主动公开政府信息情况\n" + table + TAIL)
    assert report.form == "2021"
    assert {(cell.table, cell.row, cell.column) for cell in report.cells} == set(form_keys("2021"))
    named = [issue.message.split()[0] for issue in report.issues if issue.code == "cell_of_another_form"]
    assert named == [
        "disclosure/administrative_licensing/prior_year_items",
        "disclosure/administrative_licensing/change_this_year",
    ]
