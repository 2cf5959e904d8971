"""What is decided once for a layout holds for all of its reports, and nothing of one report gets into another."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from form_printer.formats.html_page import HTML_STYLES, HtmlStyle, print_html
from form_printer.pages import draft_report
from form_printer.strategies import DRAFT_DAMAGE, MISLEADING, filled_forms, randoms
from hypothesis import given, note
from hypothesis import strategies as st

from ingest.document import Grid
from ingest.extract import grid_layouts
from ingest.extract.grid_layouts import Layout, lay_out, planned
from ingest.parse import parse_bytes
from ingest.report import Cell, Report

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理")
FEES = "| 第二十条第(八)项 | |\n| 信息内容 | 本年收费金额 |\n| 行政事业性收费 | {} |\n"
LICENCES = "| 第二十条第(五)项 | |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 3 |\n"
any_damage = st.sampled_from(sorted({**DRAFT_DAMAGE, **MISLEADING}))
any_style = st.one_of(*HTML_STYLES.values())


@contextmanager
def nothing_remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_layouts, "_MOST_PLACES", -1)
        yield


def everything(report: Report) -> tuple[object, ...]:
    """The report, and how its cells were read, which does not count where reports are compared."""
    return report, [cell.how for cell in report.cells]


def page(table: str, year: int = 2022, title: str = "三、收到和处理政府信息公开申请情况") -> bytes:
    return f"<h1>示例县{year}年政府信息公开工作年度报告</h1><p>{title}</p>{table}".encode()


def requests(numbers: list[str], spans: str = "") -> str:
    """The head and three rows of the application table, with 7 texts for each; `spans` is set on the last cell."""
    header = "<tr><td>申请人情况</td>" + "".join(f"<td>{column}</td>" for column in COLUMNS) + "</tr>"
    rows = []
    for index, label in enumerate(ROWS):
        own = numbers[7 * index : 7 * index + 7]
        cells = "".join(f"<td{spans if n == 6 else ''}>{number}</td>" for n, number in enumerate(own))
        rows.append(f"<tr><td>{label}</td>{cells}</tr>")
    return f"<table>{header}{''.join(rows)}</table>"


def cells_of(raw: bytes, table: str = "application") -> list[Cell]:
    report = parse_bytes(raw, "page.html")
    with nothing_remembered():
        assert everything(report) == everything(parse_bytes(raw, "page.html"))
    return [cell for cell in report.cells if cell.table == table and cell.status != "absent"]


NUMBERS = [str(n) for n in range(100, 121)]


def test_another_report_of_the_same_layout_keeps_its_own_numbers_and_places() -> None:
    first = cells_of(page(requests(NUMBERS)))
    second = cells_of(page("<p>前言</p>" + requests([str(9 * int(n)) for n in NUMBERS])))
    assert [cell.value for cell in first] == list(range(100, 121))
    assert [cell.value for cell in second] == [9 * n for n in range(100, 121)]
    assert [cell.value_raw for cell in second] == [str(9 * n) for n in range(100, 121)]
    assert [(c.row, c.column) for c in first] == [(c.row, c.column) for c in second]


def test_the_same_labels_in_other_places_are_another_layout() -> None:
    assert [cell.status for cell in cells_of(page(requests(NUMBERS)))] == ["reported"] * 21
    shifted = page(requests(NUMBERS).replace("<td>申请人情况</td>", "<td colspan=2>申请人情况</td>"))
    assert {cell.status for cell in cells_of(shifted)} <= {"ambiguous"}
    doubled = page(requests(NUMBERS, spans=" colspan=2"))
    assert [cell.value for cell in cells_of(doubled)] == [cell.value for cell in cells_of(page(requests(NUMBERS)))]


@pytest.mark.parametrize(
    ("text", "status"),
    [("", "blank"), ("/", "not_applicable"), ("约3", "unreadable"), ("3.5", "unreadable"), ("详见附件", "unreadable")],
)
def test_a_number_that_turns_into_something_else_gives_no_number(text: str, status: str) -> None:
    assert cells_of(page(requests(NUMBERS)))[9].value == 109
    cells = cells_of(page(requests([*NUMBERS[:9], text, *NUMBERS[10:]])))
    assert (cells[9].status, cells[9].value, cells[9].value_raw or "") == (status, None, text)
    assert [cell.value for cell in cells[:9] + cells[10:]] == [int(n) for n in NUMBERS if n != "109"]


def test_a_label_in_the_place_of_a_number_is_read_as_in_a_layout_never_met() -> None:
    cells_of(page(requests(NUMBERS)))
    cells_of(page(requests([*NUMBERS[:7], "(一)予以公开", *NUMBERS[8:]])))
    cells_of(page(requests([*NUMBERS[:6], "总计", *NUMBERS[7:]])))


def test_the_unit_above_a_layout_counts_for_its_own_report_only() -> None:
    title = "二、主动公开政府信息情况"
    for unit, number, expected in (
        ("单位:万元", "12.5", ("reported", 125_000)),
        ("", "12.5", ("ambiguous", None)),
        ("单位:元", "12.5", ("reported", 12.5)),
        ("单位:万元", "13", ("reported", 130_000)),
    ):
        text = f"示例县2022年政府信息公开工作年度报告\n{title}\n{unit}\n\n{FEES.format(number)}{LICENCES}\n三、无\n"
        fee = next(c for c in cells_of(text.encode(), "disclosure") if c.column == "fee_amount")
        assert (fee.status, fee.value) == expected


def test_the_year_beside_a_layout_is_that_of_its_own_report() -> None:
    reports = [parse_bytes(page(requests(NUMBERS), year), "page.html") for year in (2019, 2022, 2019)]
    assert [report.report_year for report in reports] == [2019, 2022, 2019]
    assert [report.form for report in reports] == ["2019", "2021", "2019"]
    assert reports[0] == reports[2]


def test_the_group_named_above_a_layout_is_that_of_its_own_table() -> None:
    header = "<tr>" + "".join(f"<td>{label}</td>" for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    table = f"<table>{header}</tr><tr>" + "".join(f"<td>{n}</td>" for n in (1, 2, 3, 4, 10)) + "</tr></table>"
    title = "四、政府信息公开行政复议、行政诉讼情况"
    for caption, row in (("行政复议", "reconsideration"), ("未经复议直接起诉", "litigation_direct")):
        cells = cells_of(page(f"<p>{caption}</p>{table}", title=title), "legal")
        assert [(cell.row, cell.value) for cell in cells] == [(row, n) for n in (1, 2, 3, 4, 10)]
    assert {cell.value for cell in cells_of(page(f"<p>情况</p>{table}", title=title), "legal")} == {None}


def test_a_layout_printed_twice_contradicts_itself_whichever_was_met_before() -> None:
    once, other = requests(NUMBERS), requests([*NUMBERS[:20], "7"])
    assert cells_of(page(once))[-1].value == 120
    cells = cells_of(page(f"{once}<p>汇总情况</p>{other}"))
    assert [cell.status for cell in cells] == ["reported"] * 20 + ["ambiguous"]


def test_a_layout_holds_no_number() -> None:
    text = "予以公开\t12\t/\t\t约5"
    spans = ((0, 4), (5, 7), (8, 9), (10, 10), (11, 13))
    assert lay_out([Grid((spans,))], text)[0].layout == Layout((((0, 1, 2, 3, 4),),), ("予以公开", "0", "/", "", "约5"))


def test_a_layout_made_to_fill_the_memory_is_not_kept() -> None:
    plans = []

    @planned
    def plan(layout: Layout) -> None:
        plans.append(layout)

    usual = Layout((((0, 1),),), ("总计", "0"))
    wide = Layout(((tuple(range(2000)),),), ("0",) * 2000)
    long = Layout((((0,),),), ("长" * 20_000,))
    for layout in (usual, usual, wide, wide, long, long):
        plan(layout)
    assert plans == [usual, wide, wide, long, long]


@given(
    forms=st.tuples(filled_forms(), filled_forms()),
    style=any_style,
    damage=st.none() | any_damage,
    rng=randoms,
    seed=st.integers(0, 2**32),
)
def test_a_page_is_read_the_same_whatever_was_read_before(
    forms: tuple, style: HtmlStyle, damage: str | None, rng: Random, seed: int
) -> None:
    for filled in forms:
        draft = draft_report(filled, rng)
        draft = {**DRAFT_DAMAGE, **MISLEADING}[damage](draft, rng) if damage else draft
        raw = print_html(draft, style, Random(seed)).raw
        note(raw.decode("utf-8", "replace"))
        with nothing_remembered():
            alone = everything(parse_bytes(raw, "printed.html"))
        assert everything(parse_bytes(raw, "printed.html")) == alone
        assert everything(parse_bytes(raw, "printed.html")) == alone
