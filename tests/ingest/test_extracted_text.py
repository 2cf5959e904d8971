"""Text that programs make of pages: they drop empty cells and repeated lines, and put numbers under the wrong label."""

from decimal import Decimal
from random import Random

import pytest
from form_printer import Layout, Print, draft_report, fill_form, print_report
from form_printer.damage.cells import rewrite_cells
from form_printer.filled_form import blank_entry
from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.filled_up_rows import FilledUpRows
from form_printer.layouts.pipe_cells import PipeCells
from form_printer.layouts.pipe_rows import PipeRows
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.verdict import wrong_values

from benchmarks import extractors
from ingest.forms import CellKey, Form
from ingest.parse import parse_bytes
from ingest.report import Report

LINES = CellPerLine(gap="\n", label_breaks=0.0)
SPACES = SeparatedRows(separator=" ", groups_float=False, headers_interleave=False)
FILLED_UP = (PipeCells(keeps_empty=False), FilledUpRows("behind"), FilledUpRows("opened"), FilledUpRows("doubled"))


def printed(layout: Layout, form: Form = "2021", blanks: tuple[CellKey, ...] = ()) -> Print:
    """A report of all-different numbers; `blanks` are printed empty."""
    seed = Random(11)
    draft = draft_report(fill_form(seed, form, arithmetic="distinct"), seed)
    return print_report(rewrite_cells(draft, seed, 2.0, lambda k, e: blank_entry() if k in blanks else e), layout, seed)


def read(text: str) -> Report:
    return parse_bytes(text.encode(), "printed.txt")


def values(report: Report) -> dict[CellKey, Decimal | None]:
    return {CellKey(c.table, c.row, c.column): c.value for c in report.cells if c.table != "statistics"}


def statuses(report: Report, table: str, row: str) -> set[str]:
    return {cell.status for cell in report.cells if (cell.table, cell.row) == (table, row)}


@pytest.mark.parametrize("layout", FILLED_UP, ids=repr)
@pytest.mark.parametrize("column", ["natural_person", "research_institution", "total"])
def test_a_row_whose_empty_cell_was_dropped_is_not_read_by_the_place_of_its_fields(layout: Layout, column: str) -> None:
    blank = CellKey("application", "denied_state_secret", column)
    page = printed(layout, blanks=(blank,))
    found = values(read(page.text))
    for key, expectation in page.expected.items():
        assert found[key] == (None if key.row == blank.row else expectation.value), key


@pytest.mark.parametrize("layout", FILLED_UP, ids=repr)
@pytest.mark.parametrize("column", ["issued_this_year", "repealed_this_year", "in_force"])
def test_a_row_filled_up_behind_its_last_number_has_no_blank_there(layout: Layout, column: str) -> None:
    page = printed(layout, blanks=(CellKey("disclosure", "normative_documents", column),))
    report = read(page.text)
    assert statuses(report, "disclosure", "normative_documents") == {"ambiguous"}
    assert not wrong_values(page, report)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_six_empty_cells_and_a_total_are_read_where_all_of_them_are_shown(ending: str) -> None:
    kinds = [k for k in printed(LINES).expected if k.row == "received_new" and k.column != "total"]
    page = printed(PipeCells(), blanks=tuple(kinds))
    found = values(read(page.text.replace("\n", ending)))
    assert {key: found[key] for key in page.expected} == {key: e.value for key, e in page.expected.items()}


def test_a_last_empty_cell_on_a_line_of_its_own_is_undecided_as_its_pipe_may_fill_the_row_up() -> None:
    page = printed(PipeCells(), blanks=(CellKey("application", "denied_state_secret", "total"),))
    assert statuses(read(page.text), "application", "denied_state_secret") == {"ambiguous"}


def test_a_pipe_that_begins_every_line_is_no_empty_last_cell() -> None:
    page = printed(LINES, blanks=(CellKey("application", "denied_state_secret", "research_institution"),))
    text = "\n".join(f"|{line}" if line and "。" not in line else line for line in page.text.split("\n"))
    report = read(text)
    assert not wrong_values(page, report)
    assert statuses(report, "application", "denied_state_secret") == {"ambiguous"}


def test_a_filled_up_last_row_whose_label_is_broken_like_a_title_is_not_read_with_a_blank_total() -> None:
    page = printed(FilledUpRows(), blanks=(CellKey("application", "carried_forward", "other_organization"),))
    text = page.text.replace("四、结转下年度继续办理", "四、结转下年度继续\n办理")
    assert statuses(read(text), "application", "carried_forward") == {"ambiguous"}


def test_where_repeated_lines_were_dropped_nothing_is_called_blank() -> None:
    page = printed(LINES, "2019")
    report = read("\n".join(dict.fromkeys(page.text.split("\n"))))
    assert not wrong_values(page, report)
    assert not [cell for cell in report.cells if cell.status == "blank"]
    assert any("repeat" in issue.message for issue in report.issues)


@pytest.mark.parametrize("group", ["litigation_direct", "litigation_after_reconsideration"])
def test_five_whole_numbers_of_fifteen_are_neither_cut_nor_given_to_the_one_group_whose_label_is_whole(
    group: str,
) -> None:
    blanks = tuple(key for key in printed(SPACES).expected if key.table == "legal" and key.row != group)
    page = printed(SPACES, blanks=blanks)
    text = page.text.replace("行政复议", "行 议").replace("未经复议直接起诉", "未经 起诉")
    report = read(text)
    assert not [cell for cell in report.cells if cell.table == "legal" and cell.value is not None]


def test_the_second_half_of_a_label_does_not_take_the_numbers_of_the_next_row() -> None:
    page = printed(SPACES)
    lines = page.text.split("\n")
    for label, first in (("3.其他", "3."), ("(七)总计", "(七"), ("四、结转下年度继续办理", "四、")):
        at = next(i for i, line in enumerate(lines) if label in line and any(c.isdigit() for c in line[6:]))
        lines[at : at + 1] = [lines[at].replace(label, first), label.removeprefix(first)]
    report = read("\n".join(lines))
    assert not wrong_values(page, report)
    assert statuses(report, "application", "other_remaining") == {"ambiguous"}


def test_a_number_under_no_label_leaves_the_other_rows_of_its_grid_undecided() -> None:
    header = "| 信息内容 | 本年制发件数 | 本年废止件数 | | 现行有效件数 | |\n| --- | --- | --- | --- | --- | --- |\n"
    grid = f"{header}| 规章 | | 3 | 1 | | |\n| 行政规范性文件 | | 1 | | | |\n"
    page = printed(PipeRows())
    start = page.text.index("二、主动公开政府信息")
    end = page.text.index("三、收到和处理政府信息公开申请情况")
    report = read(f"{page.text[:start]}二、主动公开政府信息情况\n{grid}\n{page.text[end:]}")
    of_rows = [c for c in report.cells if c.row in ("rules", "normative_documents")]
    assert {(cell.value, cell.status) for cell in of_rows} == {(None, "ambiguous")}


def test_a_number_alone_on_its_line_is_no_error_of_a_server_where_the_tables_are_read() -> None:
    page = printed(LINES)
    start = page.text.index("第二十条")
    report = read(page.text[start:].replace("\n规章\n", "\n规章\n504\n").split("五、")[0])
    assert "504" not in "".join(issue.message for issue in report.issues if issue.code == "not_a_report")


def test_a_label_over_another_column_than_its_own_shows_that_a_grid_has_slipped() -> None:
    header = "| 信息内容 | | | | 对外公开总数量 |\n| --- | --- | --- | --- | --- |\n"
    grid = f"{header}| 规章 | 1 | 2 | 3 | |\n| 规范性文件 | 4 | 5 | 6 | |\n"
    page = printed(PipeRows(), "2019")
    start = page.text.index("二、主动公开政府信息")
    end = page.text.index("三、收到和处理政府信息公开申请情况")
    report = read(f"{page.text[:start]}二、主动公开政府信息情况\n{grid}\n{page.text[end:]}")
    of_rows = [c for c in report.cells if c.row in ("rules", "normative_documents")]
    assert {cell.value for cell in of_rows} == {None}


def test_the_columns_beside_an_unknown_label_of_a_grid_are_read() -> None:
    page = printed(PipeRows(), "2019")
    text = page.text.replace("本年增/减", "本年数量")
    found = values(read(text))
    for key, expectation in page.expected.items():
        if key.row == "administrative_licensing":
            assert found[key] == (None if key.column == "change_this_year" else expectation.value), key


def test_a_number_torn_in_two_does_not_fill_an_empty_cell() -> None:
    page = printed(LINES, "2019", blanks=(CellKey("disclosure", "administrative_licensing", "change_this_year"),))
    before = next(
        e for k, e in page.filled.entries.items() if k[1:] == ("administrative_licensing", "prior_year_items")
    )
    text = page.text.replace(f"行政许可\n{before.text}\n", "行政许可\n69993930\n03\n")
    assert text != page.text
    assert statuses(read(text), "disclosure", "administrative_licensing") == {"ambiguous"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", [PipeRows(), PipeRows(outer=False)], ids=repr)
@pytest.mark.parametrize("column", ["upheld", "total"])
def test_fifteen_cells_with_an_empty_one_at_either_end_are_read_where_the_labels_show_the_frame(
    column: str, layout: Layout, ending: str
) -> None:
    row = "reconsideration" if column == "upheld" else "litigation_after_reconsideration"
    page = printed(layout, blanks=(CellKey("legal", row, column),))
    lines = [line for line in page.text.split("\n") if not set(line) <= set("|-: ") or not line]
    found = values(read(ending.join(lines)))
    for key, expectation in page.expected.items():
        if key.table == "legal":
            assert found[key] == expectation.value, key


def test_the_comparison_of_programs_counts_what_is_read_of_each_and_finds_nothing_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractors, "PROGRAMS", {"beautifulsoup4": extractors.PROGRAMS["beautifulsoup4"]})
    assert extractors.main(["--pages", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[2] for line in lines] == ["none", "zeros", "many"]
    assert float(lines[0].split()[3].rstrip("%")) > 90


NARROW = (
    "三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2\n"
    "(一)予以公开 3 0 0 0 0 0 3\n(七)总计 3 0 0 0 0 0 3\n"
)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        pytest.param(
            "四、结转下年度继续办 0 1 9370 3 3 0 9371\n理 6 3\n", "ambiguous", id="behind the end of the label"
        ),
        pytest.param("四、结转下年度继续办理 0 1 9370 3 3 0 9371\n\n\n6 3\n", "ambiguous", id="alone"),
        pytest.param("四、结转下年度继续办理 0 1 9370 3 3 0 9374\n6\n", "ambiguous", id="one, and another sum"),
        pytest.param("四、结转下年度继续办理 0 1 9370 3 3 0 9377\n6\n", "reported", id="a page number"),
        pytest.param("四、结转下年度继续办理 0 1 9370 3 3 0 9377\n四、结语 6 3\n", "reported", id="another heading"),
        pytest.param("四、结转下年度继续办理 0 1 33 3 3 0 40\n理 6 3\n", "reported", id="no long number"),
    ],
)
def test_a_row_with_ends_of_numbers_below_it_is_undecided(row: str, status: str) -> None:
    report = read(f"某县2021年政府信息公开工作年度报告\n{NARROW}{row}五、存在的主要问题\n")
    assert statuses(report, "application", "carried_forward") == {status}


def test_a_piece_of_a_number_behind_a_row_leaves_the_row_undecided() -> None:
    page = printed(LINES)
    at = page.text.index("行政事业性收费\n") + len("行政事业性收费\n")
    text = page.text[:at] + "5121\n672.\n2" + page.text[page.text.index("\n", at) :]
    assert statuses(read(text), "disclosure", "administrative_fees") == {"ambiguous"}
