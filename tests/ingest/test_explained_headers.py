"""Headers of the disclosure table with words that only their neighbours explain: read as a whole, or not at all."""

import pytest

from ingest.parse import parse_bytes

Cells = dict[tuple[str, str], object]

PAGE = (
    "示例县2020年政府信息公开工作年度报告\n一、总体情况\n本机关认真贯彻落实条例。\n"
    "二、主动公开政府信息情况\n{table}\n三、收到和处理政府信息公开申请情况\n无\n"
)
BLOCK_BELOW = (("第二十条第(五)项",), ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"))
ROW_BELOW = ("行政许可", "31", "-7", "409")
# Ways in which pages print the cells of a table in text.
WAYS = {
    "pipes": (" | ", " |\n"),
    "a cell in each line": ("\n", "\n"),
    "a pipe behind each cell": (" |\n", " |\n"),
    "a pipe in a line of its own": ("\n|\n", "\n|\n"),
    "empty lines between": ("\n\n", "\n\n"),
    "tabs": ("\t", "\n"),
}


def read(page: str, name: str = "report.txt") -> Cells:
    report = parse_bytes(page.encode(), name)
    assert report.is_report
    return {(c.row, c.column): c.value for c in report.cells if c.table == "disclosure" and c.status == "reported"}


def printed(rows: list[tuple[str, ...]], way: str) -> str:
    between, behind = WAYS[way]
    return PAGE.format(table="".join(between.join(row) + behind for row in rows))


def table(*header: str, rows: tuple[tuple[str, ...], ...] = ()) -> list[tuple[str, ...]]:
    rows = rows or (("规章", "2", "3", "14"), ("规范性文件", "5", "6", "27"))
    return [("第二十条第(一)项",), ("信息内容", *header), *rows, *BLOCK_BELOW, ROW_BELOW]


def first_block(cells: Cells) -> Cells:
    return {key: value for key, value in cells.items() if key[0] in ("rules", "normative_documents")}


def in_html(rows: list[tuple[str, ...]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h1>示例县2020年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>{lines}</table>"


MADE_DISCLOSED_TOTAL = {
    ("rules", "made_this_year"): 2,
    ("rules", "disclosed_this_year"): 3,
    ("rules", "disclosed_total"): 14,
    ("normative_documents", "made_this_year"): 5,
    ("normative_documents", "disclosed_this_year"): 6,
    ("normative_documents", "disclosed_total"): 27,
}


@pytest.mark.parametrize("way", WAYS)
def test_two_labels_cut_to_the_same_beginning_stand_in_the_order_of_the_form(way: str) -> None:
    cells = read(printed(table("本年新", "本年新", "对外公开总数量"), way))
    assert first_block(cells) == MADE_DISCLOSED_TOTAL
    assert cells["administrative_licensing", "change_this_year"] == -7


def test_cut_labels_are_read_in_a_grid_too() -> None:
    assert first_block(read(in_html(table("本年新", "本年新", "对外公开总数量")), "page.html")) == MADE_DISCLOSED_TOTAL


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "header",
    [
        ("本年新", "对外公开总数量"),
        ("本年新", "对外公开总数量", "本年新"),
        ("对外公开总数量", "本年新", "本年新"),
        ("本年新", "本年新", "本年新", "对外公开总数量"),
        ("本年新", "本年新", "对外公开总数量", "备注"),
        ("本年新", "本年新", "对外公开总数量", "总计"),
        ("本年新", "本年新", "现行有效件数"),
        ("本年", "本年", "对外公开总数量"),
        ("本年新", "本年度", "对外公开总数量"),
        ("", "本年新", "本年新", "对外公开总数量"),
        ("本年新", "", "本年新", "对外公开总数量"),
        ("本年新", "本年新", "", "对外公开总数量"),
    ],
)
def test_cut_labels_that_could_stand_otherwise_are_not_read(header: tuple[str, ...], way: str) -> None:
    assert first_block(read(printed(table(*header), way))) == {}
    assert first_block(read(in_html(table(*header)), "page.html")) == {}


@pytest.mark.parametrize("way", WAYS)
def test_halves_that_stand_elsewhere_in_another_order_leave_it_undecided(way: str) -> None:
    rows = table("本年新制作数量", "", "对外公开总数量", "本年新公开数量")
    assert first_block(read(printed(rows, way))) == {}
    rows = table("本年新", "本年新", "对外公开总数量", "公开数量", "制作数量")
    assert first_block(read(printed(rows, way))) == {}


def test_one_cut_label_over_two_columns_is_not_read_as_two() -> None:
    page = in_html(table("本年新", "本年新", "对外公开总数量"))
    merged = page.replace("<td>本年新</td><td>本年新</td>", "<td colspan=2>本年新</td>")
    assert page != merged
    assert first_block(read(merged, "page.html")) == {}


FORM_OF_2021 = (("规章", "2", "3", "14"), ("行政规范性文件", "5", "6", "27"))
ISSUED_REPEALED_IN_FORCE = {
    ("rules", "issued_this_year"): 2,
    ("rules", "repealed_this_year"): 3,
    ("rules", "in_force"): 14,
    ("normative_documents", "issued_this_year"): 5,
    ("normative_documents", "repealed_this_year"): 6,
    ("normative_documents", "in_force"): 27,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("label", ["本年制作数量", "本年制 作数量"])
def test_made_this_year_beside_the_labels_of_the_2021_form_is_issued_this_year(label: str, way: str) -> None:
    rows = table(label, "本年废止件数", "现行有效件数", rows=FORM_OF_2021)
    assert first_block(read(printed(rows, way))) == ISSUED_REPEALED_IN_FORCE
    assert first_block(read(in_html(rows), "page.html")) == ISSUED_REPEALED_IN_FORCE


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "header",
    [
        ("本年制作数量", "本年新公开数量", "对外公开总数量"),
        ("本年废止件数", "本年制作数量", "现行有效件数"),
        ("本年制作数量", "现行有效件数", "本年废止件数"),
        ("本年制作数量", "本年废止件数", "对外公开总数量"),
        ("上年制作数量", "本年废止件数", "现行有效件数"),
        ("本年制作数量", "", "本年废止件数", "现行有效件数"),
    ],
)
def test_made_this_year_beside_other_labels_stays_undecided(header: tuple[str, ...], way: str) -> None:
    rows = table(*header, rows=FORM_OF_2021)
    assert first_block(read(printed(rows, way))) == {}
    assert first_block(read(in_html(rows), "page.html")) == {}


def statuses(page: str, name: str = "report.txt") -> dict[tuple[str, str], str]:
    report = parse_bytes(page.encode(), name)
    return {(c.row, c.column): c.status for c in report.cells if c.table == "disclosure"}


def five_blocks(middle: str) -> list[tuple[str, ...]]:
    return [
        *[("第二十条第(一)项",), ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")],
        *[("规章", "2", "3", "14"), ("规范性文件", "5", "6", "27")],
        *[("第二十条第(六)项",), ("信息内容", "上一年项目数量", middle, "处理决定数量"), ("行政处罚", "8", "9", "43")],
        *[("第二十条第(八)项",), ("信息内容", "上一年项目数量", middle), ("行政事业性收费", "4", "1")],
    ]


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("pipes", "tabs")])
def test_a_label_that_says_something_else_leaves_its_own_column_undecided_only(way: str) -> None:
    page = printed(five_blocks("本年数量"), way)
    cells, status = read(page), statuses(page)
    assert cells["administrative_penalties", "prior_year_items"] == 8
    assert cells["administrative_penalties", "decisions"] == 43
    assert cells["administrative_fees", "prior_year_items"] == 4
    assert status["administrative_penalties", "change_this_year"] == "ambiguous"
    assert status["administrative_fees", "change_this_year"] == "ambiguous"


@pytest.mark.parametrize("way", WAYS)
def test_no_number_under_a_label_that_says_something_else_is_a_change(way: str) -> None:
    for page, name in (
        (printed(five_blocks("本年数量"), way), "report.txt"),
        (in_html(five_blocks("本年数量")), "p.html"),
    ):
        assert not {key for key in read(page, name) if key[1] == "change_this_year"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("middle", ["上年数量", "本年减", "本年项目数量", "数量"])
def test_other_words_in_its_place_leave_the_row_undecided(middle: str, way: str) -> None:
    penalties = {key for key in read(printed(five_blocks(middle), way)) if key[0] == "administrative_penalties"}
    assert penalties == set()
