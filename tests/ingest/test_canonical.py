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
