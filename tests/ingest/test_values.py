"""What a printed cell gives: the number that certainly stands there, or none."""

from decimal import Decimal

import pytest

from ingest.extract.canonical import canonical
from ingest.extract.values import UNIT_NOTE, is_change_in_words, is_not_applicable, read_value
from ingest.report import can_be_held


@pytest.mark.parametrize(
    ("printed", "number", "amount_unit"),
    [
        ("0", "0", None),
        ("-57", "-57", None),
        ("+43", "43", None),
        ("＋43", "43", None),
        ("−57", "-57", None),
        ("–57", "-57", None),
        ("－57", "-57", None),
        ("‑57", "-57", None),
        ("1,800", "1800", None),
        ("１，８００", "1800", None),
        ("12,345,678.90", "12345678.90", None),
        ("0.00", "0.00", None),
        ("1.0", "1.0", None),
        ("12件", "12", None),
        ("12 条", "12", None),
        ("3起", "3", None),
        ("61883.4万元", "61883.4", "万元"),
        ("1.000万元", "1.000", "万元"),
        ("0.5亿元", "0.5", "亿元"),
        ("39573802895.90元", "39573802895.90", "元"),
        ("¥12.5万元", "12.5", "万元"),
        ("￥1,234.56元整", "1234.56", "元"),
        ("12(万元)", "12", "万元"),
        ("12(单位:件、万元)", "12", "万元"),
        ("55(含自然失效 29 件)", "55", None),
        ("55（含自然失效29件）", "55", None),
        ("3(增加)", "3", None),
        (" 7\u00a0", "7", None),
        ("\u200b7", "7", None),
    ],
)
def test_a_number_with_its_sign_separators_unit_and_note_is_read(
    printed: str, number: str, amount_unit: str | None
) -> None:
    value = read_value(canonical(printed))
    assert value is not None
    assert (value.number, value.amount_unit) == (Decimal(number), amount_unit)


@pytest.mark.parametrize(
    "printed",
    [
        *("", " ", "&nbsp;", "/", "—", "－－", "无", "*", "合计", "见附件"),
        # Several cells, or a cell with a space in it
        *("00", "000", "0000000", "05", "1 234", "1\u2009234", "1\u00a0234", "1/2", "3-1", "1\n2"),
        # Separators that may be decimal points, or torn numbers
        *("1.000", "12.000", "-12.000", "1,80", "1,8000", "1,234,56", "1.2.3", "1,", ".5", "5."),
        # Words that make another number of it
        *("约30", "30余", "30多件", "3万", "2千", "12%", "3‰", "≥5", "<5", "12+", "12*", "57-"),
        *("57(减)", "57(-)", "57(-3)", "3(万)", "12(应为13)", "12(预计)", "(57)", "12(元)万元"),
        *("¥12", "12美元", "人民币12万元", "12个月", "第3", "2020年"),
        # Signs that are no digits, or are read as such only by a guess
        *("①", "12①", "1²", "5³", "⑴", "⒈", "Ⅲ", "零", "〇", "○", "O", "l", "I", "一", "十二", "1O", "l2"),
        *("--5", "+-5", "—57", "- 57", "٣", "३"),
    ],
)
def test_what_could_only_be_guessed_is_no_number(printed: str) -> None:
    assert read_value(canonical(printed)) is None


@pytest.mark.parametrize(
    "printed", ["/", "//", "\\", "-", "—", "——", "－－", "–", "―", "─", "无", "暂无", "未涉及", "N/A"]
)
def test_a_dash_a_stroke_or_a_word_for_none_says_that_there_is_no_value(printed: str) -> None:
    assert is_not_applicable(canonical(printed))
    assert read_value(canonical(printed)) is None


@pytest.mark.parametrize("printed", ["", "0", "零", "*", "见附件", "-----", "无。", "无条件", "&nbsp;", "×", "√"])
def test_nothing_and_other_words_do_not_say_that_there_is_no_value(printed: str) -> None:
    assert not is_not_applicable(canonical(printed))


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("采购总金额(万元)", "万元"),
        ("本年收费金额（单位：万元）", "万元"),
        ("采购总金额(单位:亿元)", "亿元"),
        ("(单位:件、万元)", "万元"),
        ("(人民币元)", "元"),
        ("(单位:人民币万元)", "万元"),
        ("(单位:件)", None),
        ("(美元)", None),
        ("(万元、元)", None),
    ],
)
def test_the_unit_of_a_header_is_the_one_unit_of_money_in_its_note(printed: str, unit: str | None) -> None:
    found = UNIT_NOTE.search(canonical(printed))
    assert (found and found[1]) == unit


@pytest.mark.parametrize(
    "printed",
    [
        *("减3", "增12", "减少3", "增加 2", "减３", "增1项", "减少2件", "增加4个"),
        *("未增未减", "不增不减", "无增减", "未增减", "没有增减", "无变化", "没有变化", "未变", "不变", "持平"),
    ],
)
def test_a_change_in_words_stands_in_one_cell_and_is_no_number(printed: str) -> None:
    assert is_change_in_words(canonical(printed))
    assert read_value(canonical(printed)) is None


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "3",
        "-3",
        "增",
        "减",
        "增减",
        "本年增3",
        "增3减2",
        "减-3",
        "减少了3",
        "约减3",
        "减3.5",
        "减3%",
        "3减",
        "减免3",
        "变化",
    ],
)
def test_what_says_something_else_is_no_change_in_words(printed: str) -> None:
    assert not is_change_in_words(printed)


def test_a_number_of_a_million_digits_is_no_accident_and_no_value() -> None:
    value = read_value("1" * 1_100_000)
    assert value is not None
    assert not can_be_held(value.number)
