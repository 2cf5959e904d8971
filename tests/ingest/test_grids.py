"""What the places of a grid tell, and what they do not."""

import pytest

from ingest.forms import CellKey, application_rows
from ingest.parse import parse_bytes

HEADER = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|\n"


def read(text: str) -> dict[tuple[str, str], object]:
    page = (
        "示例县2022年政府信息公开工作年度报告\n## 四、政府信息公开行政复议、行政诉讼情况\n\n"
        + text
        + "\n五、存在的主要问题及改进情况\n无\n"
    )
    report = parse_bytes(page.encode(), "report.md")
    assert report.is_report
    keys = [CellKey(c.table, c.row, c.column) for c in report.cells]
    assert len(keys) == len(set(keys))
    return {(c.row, c.column): c.value for c in report.cells if c.table == "legal"}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("### 行政复议", "### 行政诉讼（未经复议直接起诉）", "### 行政诉讼（复议后起诉）"),
        ("行政复议：", "**未经复议直接起诉**", "（二）复议后起诉"),
    ],
)
def test_each_group_is_told_by_the_line_above_its_grid(first: str, second: str, third: str) -> None:
    numbers = ("27 | 10 | 9 | 15 | 61", "3 | 0 | 0 | 0 | 3", "8 | 0 | 1 | 1 | 10")
    captions = (first, second, third)
    cells = read("\n".join(f"{caption}\n{HEADER}| {row} |\n" for caption, row in zip(captions, numbers, strict=True)))
    rows = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for row, printed in zip(rows, numbers, strict=True):
        columns = ("upheld", "corrected", "other_result", "pending", "total")
        assert [cells[row, column] for column in columns] == [int(n) for n in printed.split(" | ")]


@pytest.mark.parametrize("caption", ["", "### 行政诉讼", "### 其他", "行政复议和未经复议直接起诉的情况"])
def test_a_grid_of_five_columns_whose_group_nobody_names_is_undecided(caption: str) -> None:
    assert set(read(f"{caption}\n{HEADER}| 27 | 10 | 9 | 15 | 61 |\n").values()) == {None}


def test_a_second_table_whose_labels_are_lost_contradicts_the_first() -> None:
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    groups = "".join(f"<td colspan=5>{group}</td>" for group in ("行政复议", "未经复议直接起诉", "复议后起诉"))

    def table(header: list[str], numbers: range) -> str:
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (header, numbers))
        return f"<table><tr>{groups}</tr>{rows}</table>"

    first, second = table(labels * 3, range(1, 16)), table([""] * 15, range(21, 36))
    assert set(read(f"<p>本级</p>{first}").values()) == set(range(1, 16))
    assert set(read(f"<p>本级</p>{first}<p>汇总</p>{second}").values()) == {None}
    # The end of a page parts its numbers, which are drawn over the columns of another table.
    halves = [range(21, 30), range(30, 36)]
    torn = "<p>- 6 -</p>".join(
        f"<table><tr>{''.join(f'<td colspan=2>{n}</td>' for n in half)}{'<td></td>' * (15 - len(half))}</tr></table>"
        for half in halves
    )
    assert set(read(f"<p>本级</p>{torn}<p>汇总</p>{first}").values()) == {None}


@pytest.mark.parametrize(
    ("captions", "is_read"), [(("本级", "汇总"), False), (("", ""), True), (("本级", "本级"), True)]
)
def test_of_tables_for_several_of_which_one_cannot_be_read_no_cell_is_certain(
    captions: tuple[str, str], is_read: bool
) -> None:
    numbers = "| 0 | 94 | 2 | 3349 | 3445 | 3 | 0 | 2 | 0 | 5 | 3 | 1 | 0 | 0 | 4 |\n"
    header = (
        "| 行政复议 | | | | | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n"
        + HEADER.split("\n", maxsplit=1)[0].rstrip("|") * 3
    )
    unread = "| 甲 | 乙 |\n|---|---|\n| 5 | 7 |\n"
    text = f"{captions[0]}\n\n{unread}\n{captions[1]}\n\n{header}|\n{numbers}"
    assert (None not in read(text).values()) == is_read


@pytest.mark.parametrize("behind", ["", "<p>- 6 -</p><table>{blank}</table>"])
def test_a_table_into_which_nothing_was_written_is_blank_and_not_absent(behind: str) -> None:
    labels = "".join(f"<td>{label}</td>" for label in ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    groups = "".join(f"<td colspan=5>{group}</td>" for group in ("行政复议", "未经复议直接起诉", "复议后起诉"))
    header = f"<tr>{groups}</tr><tr>{labels}</tr>"
    blank, numbers = f"<tr>{'<td>&nbsp;</td>' * 15}</tr>", f"<tr>{'<td>0</td>' * 15}</tr>"

    def statuses(rows: str) -> set[str]:
        table = (
            f"<p>四、政府信息公开行政复议、行政诉讼情况</p><table>{header}{rows}</table>{behind.format(blank=blank)}"
        )
        page = f"<title>示例县2022年政府信息公开工作年度报告</title>{table}<p>五、存在的主要问题及改进情况</p>"
        cells = parse_bytes(page.encode(), "page.html").cells
        return {cell.status for cell in cells if cell.table == "legal"}

    assert statuses(blank) == {"blank"}
    assert statuses(blank + numbers) == statuses(numbers + blank) == {"reported"}
    assert statuses("") == ({"blank"} if behind else {"absent"})
    # Its first cells may have stayed on the page before, and the others moved to the left.
    assert statuses(f"{blank}</table><p>- 6 -</p><table>{numbers}") == {"ambiguous"}


def test_one_number_in_a_cell_over_several_columns_is_nobodys() -> None:
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    header = "<tr><td>申请人情况</td>" + "".join(f"<td>{column}</td>" for column in columns) + "</tr>"
    whole = "<tr><td>一、本年新收政府信息公开申请数量</td>" + "<td>1</td>" * 7 + "</tr>"
    merged = "<tr><td>四、结转下年度继续办理</td><td colspan=7>3</td></tr>"
    page = (
        "<h1>示例县2022年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>"
        f"<table>{header}{whole}{merged}</table>"
    )
    cells = [c for c in parse_bytes(page.encode(), "page.html").cells if c.table == "application"]
    assert [c.value for c in cells if c.row == "received_new"] == [1] * 7
    assert {(c.status, c.value) for c in cells if c.row == "carried_forward"} == {("ambiguous", None)}


@pytest.mark.parametrize("numbers", ["2001519", "   1  9"])
@pytest.mark.parametrize("label", ["2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处", "申请人"])
def test_a_row_under_a_label_that_cannot_be_read_is_not_called_absent(label: str, numbers: str) -> None:
    header = ["", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [header]
    for row in application_rows("2021"):
        printed, cells = (label, numbers) if row.row_code == "other_fee_overdue" else (row.label, "1000001")
        rows.append([row.path[-1] if row.path else "", printed, *cells])
    table = "".join(f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<p>某县2021年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table>{table}</table>"
    report = parse_bytes(page.encode(), "page.html")
    read_cells = [c for c in report.cells if c.table == "application"]
    assert "labels that cannot be read" in "".join(issue.message for issue in report.issues)
    assert {c.status for c in read_cells if c.row == "other_fee_overdue"} == {"ambiguous"}
    assert {c.status for c in read_cells if c.row != "other_fee_overdue"} == {"reported"}
