"""Canonical text keeps every offset and never changes what simplified text says."""

import pytest

from ingest.extract.canonical import canonical


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
        ("複議後起訴", "复议后起诉"),
        ("結轉下年度繼續辦理", "结转下年度继续办理"),
        ("⾏政许可", "行政许可"),
        ("人⺠政府⻅⻓", "人民政府见长"),
        ("１，８００．５", "1,800.5"),
        ("＋3 −3 －3 ‑3", "+3 -3 -3 -3"),
        ("0&nbsp;|&NBSP;1", "0      |      1"),
        ("&amp;nbsp;", " " * 10),
        ("\u3000\u00a0\u2002", "   "),
        ("A&B &nbsp", "A&B &nbsp"),
    ],
)
def test_a_character_printed_in_several_forms_is_one_and_offsets_stay(printed: str, plain: str) -> None:
    assert canonical(printed) == plain
    assert len(canonical(printed)) == len(printed)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("行政規範性檔案", "行政规范性文件"),
        ("規范性檔案 | 12 | 3", "规范性文件 | 12 | 3"),
        ("主動公開政府資訊情況", "主动公开政府信息情况"),
        ("政府資訊公開工作年度報告", "政府信息公开工作年度报告"),
        ("資訊內容", "信息内容"),
        ("5.屬於三類內部事務資訊", "5.属於三类内部事务信息"),
        ("6.屬於四類過程性資訊", "6.属於四类过程性信息"),
        ("沒有現成資訊需要另行製作", "没有现成信息需要另行制作"),
        ("要求行政機關確認或重新出具已獲取資訊", "要求行政机关确认或重新出具已获取信息"),
        ("上一年專案數量", "上一年项目数量"),
        ("採購專案數量", "采购项目数量"),
        ("行政強製", "行政强制"),
    ],
)
def test_words_of_taiwan_in_labels_and_titles_are_those_of_the_forms(printed: str, plain: str) -> None:
    assert canonical(printed) == plain
    assert len(canonical(printed)) == len(printed)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("示例縣檔案局", "示例县档案局"),
        ("主動公開檔案30件", "主动公开档案30件"),
        ("財經資訊120條", "财经资讯120条"),
        ("專案數量", "专案数量"),
        ("專案組", "专案组"),
        ("规范性档案", "规范性档案"),
        ("政府资讯公开，縣檔案局", "政府资讯公开,县档案局"),
    ],
)
def test_words_that_may_mean_themselves_stay(printed: str, plain: str) -> None:
    assert canonical(printed) == plain


def test_no_simplified_text_is_changed() -> None:
    in_gb2312 = "".join(
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if (high, low) < (0xD7, 0xFA) or high > 0xD7
    )
    changed = {one: other for one, other in zip(in_gb2312, canonical(in_gb2312), strict=True) if one != other}
    assert changed == {"後": "后"}
    assert canonical("昇甦陞氾剋鉅於潜镇干部才乾著名") == "昇甦陞氾剋鉅於潜镇干部才乾著名"


def test_every_code_point_stays_one_character() -> None:
    everything = "".join(map(chr, range(0x20, 0x30000)))
    assert len(canonical(everything)) == len(everything)
