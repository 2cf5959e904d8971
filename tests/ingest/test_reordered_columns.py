"""Beside a grid that prints the columns in another order, rows outside of it are not read in that of the form."""

from ingest.parse import parse_bytes

HEADER = (
    "| 项目 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    "|---|---|---|---|---|---|---|---|\n"
)
ROWS = (
    "| 一、本年新收政府信息公开申请数量 | 6 | 1 | 2 | 0 | 0 | 0 | 3 |\n"
    "| (一)予以公开 | 5 | 1 | 1 | 0 | 0 | 0 | 3 |\n"
    "| (二)部分公开 | 1 | 0 | 1 | 0 | 0 | 0 | 0 |\n"
)
FALLEN_OUT = "二、上年结转政府信息公开申请数量 7 1 1 1 1 1 2\n"


def test_a_row_outside_of_a_reordered_grid_is_undecided() -> None:
    page = (
        "示例县2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + HEADER + ROWS + "\n" + FALLEN_OUT
    )
    cells = {(c.row, c.column): c for c in parse_bytes(page.encode(), "report.md").cells if c.table == "application"}
    assert cells["received_new", "total"].value == 6
    assert cells["received_new", "natural_person"].value == 1
    outside = [cell for (row, _), cell in cells.items() if row == "received_carried_over"]
    assert {(cell.status, cell.value) for cell in outside} == {("ambiguous", None)}
