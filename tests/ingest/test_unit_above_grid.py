"""The unit of money that stands above a table counts for its amounts, and only there."""

import pytest

from ingest.parse import parse_bytes

GRID = (
    "| 第二十条第(八)项 | |\n| 信息内容 | 本年收费金额 |\n| 行政事业性收费 | 12.5 |\n"
    "| 第二十条第(五)项 | |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 3 |\n"
)


def fees(above: str) -> tuple[str, object]:
    title = "示例县2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    page = f"{title}{above}\n{GRID}\n三、收到和处理政府信息公开申请情况\n无\n"
    cells = parse_bytes(page.encode(), "report.txt").cells
    cell = next(c for c in cells if (c.row, c.column) == ("administrative_fees", "fee_amount"))
    return cell.status, cell.value


@pytest.mark.parametrize("above", ["单位:万元", "（单位：万元）", "  (金额单位:万元)  \n"])
def test_a_unit_in_the_line_above_a_grid_is_that_of_its_amounts(above: str) -> None:
    assert fees(above) == ("reported", 125_000)


@pytest.mark.parametrize("above", ["", "单位:件", "单位:件、万元", "全年收费20万元", "单位:万元\n本年情况如下"])
def test_words_that_state_no_unit_for_the_table_leave_the_amount_undecided(above: str) -> None:
    assert fees(above) == ("ambiguous", None)
