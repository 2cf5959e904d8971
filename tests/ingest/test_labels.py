"""The tolerance for misprinted labels is an error-correcting code: nearest to one label by far, or nothing."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from rapidfuzz.distance import Levenshtein

from ingest.extract.canonical import canonical, skeleton, without_parentheses
from ingest.extract.labels import RADIUS, match_label
from ingest.extract.look_alikes import LOOK_ALIKES, folded
from ingest.forms import APPLICATION_COLUMNS, APPLICATION_ROWS, DISCLOSURE_CELLS, LEGAL_CELLS, label_variants

Codes = frozenset[tuple[str, str, str]]

PRINTED = sorted(
    {row.label for row in APPLICATION_ROWS}
    | {row.note for row in APPLICATION_ROWS if row.note}
    | {column.label for column in APPLICATION_COLUMNS}
    | {cell.row_label for cell in DISCLOSURE_CELLS}
    | {cell.column_label for cell in DISCLOSURE_CELLS}
    | {cell.clause for cell in DISCLOSURE_CELLS}
    | {cell.row_label for cell in LEGAL_CELLS}
    | {cell.column_label for cell in LEGAL_CELLS}
    | {variant.label for variant in label_variants() if variant.kind != "other"}
)
CHARACTERS = sorted(set("".join(LOOK_ALIKES)) | set("".join(PRINTED)) | set("非否反免前后去今正副甲乙Il0O"))


def codes(text: str) -> Codes:
    match = match_label(text)
    return frozenset((m.table, m.kind, m.code) for m in match.meanings) if match else frozenset()


def label_of(text: str) -> str:
    is_whole = text.startswith(("(", "第二十条"))
    return skeleton(text if is_whole else without_parentheses(text))


def slips(text: str) -> Iterator[str]:
    for at in range(len(text) + 1):
        yield text[:at] + text[at + 1 :]
        for character in CHARACTERS:
            yield text[:at] + character + text[at:]
            yield text[:at] + character + text[at + 1 :]


def test_every_label_is_read_as_one_of_the_forms() -> None:
    assert [label for label in PRINTED if not codes(label)] == []


def test_no_look_alike_makes_one_label_of_two() -> None:
    labels = {label_of(label).replace("其它", "其他") for label in PRINTED}
    for one, other in combinations(sorted(labels), 2):
        assert folded(one) != folded(other), (one, other)
    together = "".join(LOOK_ALIKES)
    assert len(together) == len(set(together)), "a character in two groups"


def test_the_tolerances_of_two_labels_of_different_meaning_never_meet() -> None:
    assert set(RADIUS) >= {folded(label_of(label)) for label in PRINTED}
    for one, other in combinations(RADIUS, 2):
        if codes(one) != codes(other):
            assert RADIUS[one] + RADIUS[other] < Levenshtein.distance(one, other), (one, other)


@pytest.mark.parametrize("label", PRINTED)
def test_any_one_slip_leaves_a_label_itself_or_no_label_or_makes_it_wholly_another(label: str) -> None:
    own = codes(label)
    core = label_of(label)
    exact = {folded(label_of(other)) for other in PRINTED}
    for slipped in set(slips(core)):
        read = codes(slipped)
        if read and folded(label_of(slipped)) not in exact:
            assert read == own, f"{label} as {slipped} is read as {read}"


def test_no_part_of_a_label_is_taken_for_a_misprint_of_another() -> None:
    for label in PRINTED:
        core = label_of(label)
        for low in range(len(core)):
            for high in range(low + 2, len(core) + 1):
                match = match_label(core[low:high])
                if match and match.distance:
                    assert codes(core[low:high]) == codes(label), (
                        f"{core[low:high]} of {label} is read as {match.label}"
                    )


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("末经复议直接起诉", "未经复议直接起诉"),
        ("1.元正当理由大量反复申请", "无正当理由大量反复申请"),
        ("2.设有现成信息需要另行制作", "没有现成信息需要另行制作"),
        ("总汁", "总计"),
        ("自然入", "自然人"),
        ("(二）其地处理", "其他处理"),
        ("要求行政机关确认或重新出具己获取信息", "要求行政机关确认或重新出具已获取信息"),
        ("行政複議", "行政复议"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ("８.屬於行政查詢事項", "属于行政查询事项"),
        ("⾏政处罚", "行政处罚"),
        ("其他法律行政止公开", "其他法律行政法规禁止公开"),
        ("本 年 新 收 政府信息\n公开申请数量", "本年新收政府信息公开申请数量"),
    ],
)
def test_look_alikes_traditional_characters_and_splits_are_read(printed: str, label: str) -> None:
    match = match_label(canonical(printed))
    assert match is not None
    assert codes(canonical(printed)) == codes(label)


@pytest.mark.parametrize(
    "printed",
    [
        *("复议前起诉", "经复议直接起诉", "已经复议直接起诉", "非规范性文件", "非行政规范性文件"),
        *("上年新收政府信息公开申请数量", "本年结转政府信息公开申请数量", "结转上年度继续办理"),
        *("有现成信息需要另行制作", "本机关掌握相关政府信息", "补正后申请内容明确", "补正前申请内容仍不明确"),
        *("反复申请", "大量申请", "工业企业", "国有企业", "本年减", "上年收费金额", "现行无效件数", "下一年项目数量"),
        *("行政征收", "行政检查", "行政确认", "行政给付", "结果撤销", "部分维持", "不予受理", "不属于国家秘密"),
        *("申请人无正当理由逾期补正", "已审结", "总数"),
    ],
)
def test_a_word_that_says_something_else_is_no_misprint(printed: str) -> None:
    assert match_label(printed) is None


@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
@pytest.mark.parametrize("between", ["单位:", "单位：", "单位", " 单位： "])
@pytest.mark.parametrize("label", ["本年收费金额", "采购总金额"])
def test_a_unit_behind_a_column_of_money_is_a_note_without_its_brackets(label: str, between: str, unit: str) -> None:
    match = match_label(canonical(f"{label}{between}{unit}"))
    assert match is not None
    assert (match.label, match.distance, match.note) == (label, 0, f"(单位:{unit})")


@pytest.mark.parametrize(
    "printed",
    [
        *("采购项目数量单位:万元", "处理决定数量单位:元", "行政事业性收费单位:万元", "总计单位:元"),
        *("采购总金额单位:千元", "采购总金额单位:美元", "采购总金额单位:件", "采购总金额单位", "单位:万元", "万元"),
        *("采购金额单位:万元", "采购总金额单位:万元单位:元", "本年收费金额单位:万元以上"),
    ],
)
def test_no_other_words_behind_a_label_are_a_unit_of_money(printed: str) -> None:
    assert match_label(printed) is None


@pytest.mark.parametrize("item", "一五六八九")
def test_an_item_of_article_20_is_itself_without_the_character_for_ordinals(item: str) -> None:
    for printed in (f"第二十条({item})项", f"第二十条（{item}）项", f"第二十条{item}项"):
        assert (
            codes(canonical(printed))
            == codes(f"第二十条第({item})项")
            == {("disclosure", "clause", f"第二十条第({item})项")}
        )


@pytest.mark.parametrize(
    "printed",
    [
        "第二十条项",
        "第二十条(十)项",
        "第二十条(二)项",
        "第二十一条(五)项",
        "第三十条(五)项",
        "第二十条(五)",
        "第十条(五)项",
    ],
)
def test_an_item_of_another_article_or_of_none_is_no_label(printed: str) -> None:
    assert match_label(printed) is None
