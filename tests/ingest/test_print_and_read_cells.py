"""What stands in a single cell: numbers are read as they are printed, anything else gives no value."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from form_printer import Entry, Expectation, Layout, draft_report, fill_form, print_report
from form_printer.filled_form import FEE_AMOUNT, PROCUREMENT_AMOUNT, AmountUnit
from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.pipe_rows import PipeRows

from ingest.forms import CellKey, Form
from ingest.parse import parse_bytes
from ingest.report import Cell

COUNT = CellKey("application", "granted", "natural_person")
CHANGE = CellKey("disclosure", "administrative_licensing", "change_this_year")
LAYOUTS = {"pipes": PipeRows(), "lines": CellPerLine(gap="\n", label_breaks=0.0)}


def read_cell(layout: Layout, form: Form, key: CellKey, text: str, header: AmountUnit | None = None) -> Cell:
    """The cell that comes back when `text` is printed in it and plain numbers in all others."""
    seed = Random(7)
    filled = fill_form(seed, form)
    entries = {**filled.entries, key: Entry(text, Expectation.no_value())}
    filled = replace(filled, entries=entries, header_units={**filled.header_units, key: header})
    page = print_report(draft_report(filled, seed), layout, seed)
    report = parse_bytes(page.raw, "printed.txt")
    return next(c for c in report.cells if (c.table, c.row, c.column) == key)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("１２３", 123),
        ("１，２３４", 1234),
        ("123456", 123456),
    ],
)
def test_a_count_is_read_whatever_its_digits_and_separators(text: str, value: int, layout: str) -> None:
    cell = read_cell(LAYOUTS[layout], "2021", COUNT, text)
    assert (cell.value, cell.status, cell.value_raw) == (value, "reported", text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "text",
    ["3.5", "1.234", "1,23", "12,34", "1,234,56", "007", "0000000", "约5", "5余", "≥5", "5+", "3%", "3²", "3-5", "3~5",
     "1 234", "三", "2020年", "12.", "13、", ".5", "O", "l0", "3)", "1.2.3", "12万"],
)  # fmt: skip
def test_a_count_that_is_no_plain_number_gives_no_value(text: str, layout: str) -> None:
    cell = read_cell(LAYOUTS[layout], "2021", COUNT, text)
    assert cell.value is None
    assert cell.status in ("unreadable", "ambiguous")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "value"),
    [("-57", -57), ("－57", -57), ("−57", -57), ("–57", -57), ("+43", 43), ("＋43", 43), ("0", 0), ("-1,234", -1234)],
)
def test_a_change_keeps_its_sign_in_whatever_form_it_is_printed(text: str, value: int, layout: str) -> None:
    assert read_cell(LAYOUTS[layout], "2019", CHANGE, text).value == value


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "text", ["—57", "↓57", "57↓", "57(减)", "57(减少)", "减57", "减少57", "- 57", "(57)", "增3减5", "+3/-5"]
)
def test_a_change_whose_sign_is_not_understood_never_comes_back_as_its_bare_number(text: str, layout: str) -> None:
    assert read_cell(LAYOUTS[layout], "2019", CHANGE, text).value in (None, Decimal(-57))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mark", ["/", "—", "——", "-", "无", "／", "－"])
def test_a_dash_a_stroke_or_the_word_none_is_not_applicable(mark: str, layout: str) -> None:
    cell = read_cell(LAYOUTS[layout], "2021", COUNT, mark)
    assert (cell.value, cell.status) == (None, "not_applicable")


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("172195991.7元", None, "172195991.7"),
        ("61883.4万元", None, "618834000"),
        ("39573802895.90元", None, "39573802895.90"),
        ("1.5亿元", None, "150000000"),
        ("61883.4", "万元", "618834000"),
        ("61883.4万元", "万元", "618834000"),
        ("1,200.5", "元", "1200.5"),
        ("1,200.5万元", None, "12005000"),
        ("0", None, "0"),
        ("0.00", None, "0"),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_amount_is_multiplied_out_by_its_printed_unit(
    text: str, header: AmountUnit | None, value: str, layout: str
) -> None:
    cell = read_cell(LAYOUTS[layout], "2019", PROCUREMENT_AMOUNT, text, header)
    assert (cell.value, cell.status, cell.unit, cell.value_raw) == (Decimal(value), "reported", "CNY", text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("text", ["172195991.7", "120000", "12(税)", "1"])
def test_an_amount_without_any_unit_gives_no_value(text: str, layout: str) -> None:
    assert read_cell(LAYOUTS[layout], "2019", PROCUREMENT_AMOUNT, text).value is None


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "right"),
    [("12 万元", 120000), ("12(万元)", 120000), ("12(单位:万元)", 120000), ("12(亿元)", 12 * 10**8), ("12万", 120000),
     ("12千元", 12000), ("12百万元", 12 * 10**6), ("12万美元", None), ("12.", None), ("12.3.4", None)],
)  # fmt: skip
def test_a_unit_in_the_cell_is_never_overruled_by_the_header(text: str, right: int | None, layout: str) -> None:
    assert read_cell(LAYOUTS[layout], "2019", PROCUREMENT_AMOUNT, text, "元").value in (None, right)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "right"), [("12 元", 12), ("12(元)", 12), ("12元", 12), ("12亿元", 12 * 10**8)])
def test_a_fee_in_yuan_under_a_header_in_ten_thousand_yuan_is_not_multiplied(
    text: str, right: int, layout: str
) -> None:
    assert read_cell(LAYOUTS[layout], "2021", FEE_AMOUNT, text, "万元").value in (None, right)


@pytest.mark.parametrize("text", ["详见附件", "12万", "待统计", "人民币12万元"])
def test_words_in_a_cell_are_not_called_blank(text: str) -> None:
    assert read_cell(PipeRows(), "2021", FEE_AMOUNT, text, "万元").status in ("unreadable", "ambiguous")
