"""Real habits of printing that lead a careless reader to a wrong value, each in its smallest form.

Each was found by printing forms at random; here it stays found.
"""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from form_printer import FilledForm, Layout, Print, draft_report, fill_form, print_report
from form_printer.damage.cells import rewrite_cells
from form_printer.damage.local_columns import reorder_columns
from form_printer.filled_form import Entry, blank_entry, mark_entry
from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.pipe_cells import PipeCells
from form_printer.layouts.pipe_rows import PipeRows
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.verdict import wrong_values

from ingest.forms import CellKey, Form
from ingest.parse import parse_bytes
from ingest.report import Report

LINES = CellPerLine(gap="\n", label_breaks=0.0)
SPACES = SeparatedRows(separator=" ", groups_float=False, headers_interleave=False)
TABS = SeparatedRows(separator="\t", groups_float=False, headers_interleave=False)
PIPES = PipeRows()
BARE_PIPES = PipeRows(outer=False, padded=False)


def printed(layout: Layout, form: Form = "2019", blanks: tuple[CellKey, ...] = (), mark: str = "") -> Print:
    """A report of all-different numbers; `blanks` are printed empty, or with `mark`."""
    seed = Random(11)
    draft = draft_report(fill_form(seed, form, arithmetic="distinct"), seed)
    entry: Entry = mark_entry(mark) if mark else blank_entry()
    draft = rewrite_cells(draft, seed, 2.0, lambda key, e: entry if key in blanks else e)
    return print_report(draft, layout, seed)


def read(text: str) -> Report:
    return parse_bytes(text.encode(), "printed.txt")


def value(report: Report, key: CellKey) -> Decimal | None:
    return next((c.value for c in report.cells if (c.table, c.row, c.column) == key), None)


def application(row: str, column: str) -> CellKey:
    return CellKey("application", row, column)


def disclosure(row: str, column: str) -> CellKey:
    return CellKey("disclosure", row, column)


def assert_nothing_wrong(page: Print, text: str) -> Report:
    """No value of the changed text differs from what the page prints for that cell; places are not compared."""
    report = read(text)
    expected = {key: e.doubted() for key, e in page.expected.items()}
    lines = [line for line in wrong_values(replace(page, expected=expected), report) if "not where" not in line]
    assert not lines, "\n".join(lines[:10])
    return report


@pytest.mark.parametrize(
    ("layout", "column"),
    [
        *product([TABS, PIPES, BARE_PIPES], ["natural_person", "research_institution", "total"]),
        # Behind the last number its pipe may be that of an empty cell, or fill the row up.
        *product([PipeCells()], ["natural_person", "research_institution"]),
    ],
    ids=repr,
)
def test_a_page_number_under_a_row_with_a_blank_does_not_fill_the_row(layout: Layout, column: str) -> None:
    page = printed(layout, blanks=(application("denied_state_secret", column),))
    next_label = page.text.index("2.其他法律行政法规禁止公开")
    line = page.text.rindex("\n", 0, next_label) + 1
    assert_nothing_wrong(page, page.text[:line] + "5\n" + page.text[line:])


@pytest.mark.parametrize("layout", [LINES, SPACES, TABS, PIPES, PipeCells(), BARE_PIPES], ids=repr)
def test_a_number_cut_off_by_the_end_of_the_text_is_not_read_as_whole(layout: Layout) -> None:
    page = printed(layout)
    key = application("unavailable_not_held", "total")
    start, end = page.places()[key][0]
    assert end - start > 1
    for cut in range(start + 1, end + 1):
        assert value(read(page.text[:cut]), key) is None


@pytest.mark.parametrize("layout", [LINES, SPACES, TABS, PIPES], ids=repr)
def test_a_row_printed_blank_once_and_filled_once_has_no_value(layout: Layout) -> None:
    label = "其他对外管理服务事项"
    page = printed(layout)
    places = page.places()
    first = places[disclosure("other_external_services", "prior_year_items")][0][0]
    last = places[disclosure("other_external_services", "decisions")][0][1]
    start = page.text.rindex(label, 0, first)
    row = page.text[start:last]
    for blanked in ("prior_year_items", "change_this_year", "decisions"):
        a, b = places[disclosure("other_external_services", blanked)][0]
        other = row[: a - start] + row[b - start :]
        text = page.text[:start] + other + "\n" + page.text[start:]
        report = read(text)
        assert value(report, disclosure("other_external_services", blanked)) is None


@pytest.mark.parametrize("layout", [LINES, SPACES, TABS, PIPES, PipeCells()], ids=repr)
def test_of_two_tables_that_disagree_no_row_is_taken_from_the_one_where_it_is_readable(layout: Layout) -> None:
    page = printed(layout)
    start = page.text.index("一、本年新收政府信息公开申请数量")
    end = page.text.index("四、结转下年度继续办理")
    start = page.text.rindex("\n", 0, start) + 1
    end = page.text.rindex("\n", 0, end) + 1
    second = page.text[start:end]
    other = "".join(str(9 - int(c)) if c.isdigit() and c not in "09" else c for c in second).replace("2.重复申请", "")
    text = page.text[:start] + second + "\n(汇总)\n" + other + page.text[end:]
    report = read(text)
    for column in ("natural_person", "total"):
        assert value(report, application("not_processed_repeated", column)) is None


def test_dashes_around_a_zero_on_three_lines_are_three_cells_and_no_page_number() -> None:
    keys = tuple(disclosure("rules", c) for c in ("made_this_year", "disclosed_total"))
    page = printed(LINES, blanks=keys, mark="—")
    middle = disclosure("rules", "disclosed_this_year")
    assert value(read(page.text), middle) == page.expected[middle].value


@pytest.mark.parametrize("glue", ["", " "])
@pytest.mark.parametrize("number", ["3-1", "0-39474", "12+4"])
def test_a_sign_inside_digits_without_separators_is_not_lost(glue: str, number: str) -> None:
    page = printed(LINES)
    places = page.places()
    first = places[disclosure("administrative_fees", "prior_year_items")][0][0]
    last = places[disclosure("administrative_fees", "change_this_year")][0][1]
    start = page.text.rindex("\n", 0, first - 1)
    text = page.text[:start] + f"{glue}行政事业性收费{glue}{number}" + page.text[last:]
    change = int(number[number.index("-") if "-" in number else number.index("+") :])
    assert value(read(text), disclosure("administrative_fees", "change_this_year")) in (None, change)


@pytest.mark.parametrize("gap", ["\n", " ", "\n\n"])
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_numbers_before_their_labels_are_not_given_to_the_label_above(form: Form, gap: str) -> None:
    seed = Random(3)
    filled: FilledForm = fill_form(seed, form, arithmetic="distinct")
    draft = draft_report(filled, seed)
    turned = draft.with_rows(
        lambda _, rows: tuple(replace(r, cells=(*r.slots, *r.labels)) if r.slots else r for r in rows)
    )
    page = print_report(turned, CellPerLine(gap=gap, label_breaks=0.0), seed)
    assert_nothing_wrong(page, page.text)


@pytest.mark.parametrize("column", ["natural_person", "other_organization", "total"])
@pytest.mark.parametrize("row", ["received_carried_over", "total_processed", "carried_forward"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
def test_an_empty_line_behind_a_row_is_not_the_cell_that_vanished_from_it(gap: str, row: str, column: str) -> None:
    page = printed(CellPerLine(gap=gap, label_breaks=0.0), blanks=(application(row, column),))
    for ends in ("\n", "\n\n", "\n\n\n"):
        last = max(end for key, spans in page.places().items() if key.row == row for _, end in spans)
        assert_nothing_wrong(page, page.text[:last] + ends + page.text[last:])


def test_a_total_printed_first_is_not_read_as_the_natural_persons() -> None:
    seed = Random(5)
    filled = fill_form(seed, "2021", arithmetic="distinct")
    for layout in (LINES, SPACES, TABS, PIPES, PipeCells()):
        page = print_report(reorder_columns(draft_report(filled, seed), seed), layout, seed)
        assert_nothing_wrong(page, page.text)


@pytest.mark.parametrize(
    "header", ["本年收费金额(单位:万\n元)", "信息\t本年收费金额(单位:万\n内容\t元)", "本年收费金额(单位\n:万元)"]
)
@pytest.mark.parametrize("layout", [LINES, SPACES, TABS], ids=repr)
def test_a_unit_torn_over_two_lines_is_not_read_as_its_second_half(layout: Layout, header: str) -> None:
    page = printed(layout, "2021")
    text = page.text.replace("本年收费金额(单位:万元)", header)
    key = disclosure("administrative_fees", "fee_amount")
    assert value(read(text), key) in (None, page.expected[key].value)


def test_a_page_footer_between_the_rows_of_a_grid_changes_nothing() -> None:
    page = printed(PIPES)
    line = page.text.rindex("\n", 0, page.text.index("2.其他法律行政法规禁止公开")) + 1
    report = read(page.text[:line] + "- 3 -\n" + page.text[line:])
    for key, expectation in page.expected.items():
        assert value(report, key) == expectation.value


@pytest.mark.parametrize(
    ("layout", "column"),
    [
        *product([TABS, PIPES, BARE_PIPES], ["natural_person", "research_institution", "total"]),
        # Behind the last number its pipe may be that of an empty cell, or fill the row up.
        *product([PipeCells()], ["natural_person", "research_institution"]),
    ],
    ids=repr,
)
def test_a_blank_in_a_layout_that_shows_it_is_blank_and_its_row_stays_exact(layout: Layout, column: str) -> None:
    blank = application("denied_state_secret", column)
    page = printed(layout, blanks=(blank,))
    report = read(page.text)
    assert next(c.status for c in report.cells if (c.table, c.row, c.column) == blank) == "blank"
    for key, expectation in page.expected.items():
        assert value(report, key) == expectation.value


@pytest.mark.parametrize("layout", [LINES, SPACES], ids=repr)
@pytest.mark.parametrize("column", ["natural_person", "research_institution", "total"])
def test_a_blank_that_vanished_leaves_its_row_undecided_and_no_other(layout: Layout, column: str) -> None:
    blank = application("denied_state_secret", column)
    page = printed(layout, blanks=(blank,))
    report = read(page.text)
    for key, expectation in page.expected.items():
        assert value(report, key) == (None if key.row == "denied_state_secret" else expectation.value)


@pytest.mark.parametrize("gap", ["\n\n", "\n \n"])
@pytest.mark.parametrize("footer", ["— 5 —", "-2-", "第 3 页"])
@pytest.mark.parametrize("column", ["made_this_year", "disclosed_this_year", "disclosed_total"])
def test_a_page_footer_inside_a_row_is_not_the_cell_that_vanished_from_it(column: str, footer: str, gap: str) -> None:
    page = printed(CellPerLine(gap=gap, label_breaks=0.0), blanks=(disclosure("normative_documents", column),))
    ends = sorted(end for key, spans in page.places().items() if key.row == "normative_documents" for _, end in spans)
    assert_nothing_wrong(page, page.text[: ends[0]] + gap + footer + page.text[ends[0] :])


def test_whether_pipes_frame_a_row_is_not_told_by_a_row_with_blank_ends() -> None:
    page = printed(BARE_PIPES, blanks=(application("total_processed", "total"),))
    torn = page.text.index("|", page.places()[application("denied_state_secret", "natural_person")][0][1])
    assert_nothing_wrong(page, page.text[:torn] + "||||||\n— 2 —\n" + page.text[torn + 1 :])


BREAKS = {
    "a footer": ("", "第5页 共9页 "),
    "words": ("1", "待统计 1"),
    "a blank": ("1", ""),
    "a number too many": ("", "7 "),
    "a local row": ("", "9.其他不予公开的情形 11 12 13 14 15 16 17 "),
}


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.parametrize("row", ["received_carried_over", "denied_internal_affairs", "total_processed"])
def test_a_broken_row_does_not_hide_that_numbers_stand_before_their_labels(row: str, kind: str, gap: str) -> None:
    seed = Random(3)
    draft = draft_report(fill_form(seed, "2019", arithmetic="distinct"), seed)
    turned = draft.with_rows(
        lambda _, rows: tuple(replace(r, cells=(*r.slots, *r.labels)) if r.slots else r for r in rows)
    )
    page = print_report(turned, CellPerLine(gap=gap, label_breaks=0.0), seed)
    start, end = page.places()[application(row, "commercial_enterprise")][0]
    replaced, broken = BREAKS[kind]
    text = page.text[:start] + broken.replace(" ", gap) + (page.text[end:] if replaced else page.text[start:])
    assert_nothing_wrong(page, text)


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("every", [2, 3, 5])
def test_rows_with_their_numbers_before_and_behind_the_label_in_turn_are_not_mixed_up(every: int, gap: str) -> None:
    seed = Random(3)
    draft = draft_report(fill_form(seed, "2019", arithmetic="distinct"), seed)
    turned = draft.with_rows(
        lambda _, rows: tuple(
            replace(r, cells=(*r.slots, *r.labels)) if r.slots and i % every == 0 else r for i, r in enumerate(rows)
        )
    )
    page = print_report(turned, CellPerLine(gap=gap, label_breaks=0.0), seed)
    assert_nothing_wrong(page, page.text)
