"""Sections are found by what their titles mean, whatever their number, typos or line breaks."""

from itertools import combinations

import pytest
from rapidfuzz.distance import Levenshtein

from ingest.document import Document
from ingest.extract.canonical import canonical, skeleton
from ingest.extract.sections import TOLERANCE, find_sections
from ingest.forms import SECTION_TITLES


def codes(text: str) -> list[str]:
    return [section.code for section in find_sections(Document(text), canonical(text))]


SIX = ["overview", "disclosure", "applications", "legal_review", "problems", "other_matters"]


def report(titles: list[str]) -> str:
    return "某县年度报告\n" + "\n".join(f"{title}\n正文如下。\n" for title in titles)


def test_the_six_sections_are_found_whatever_their_numbers() -> None:
    titles = [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    titles += ["存在的主要问题及改进情况", "其他需要报告的事项"]
    for shift in range(3):
        numbered = [f"{'一二三四五六七八'[i + shift]}、{title}" for i, title in enumerate(titles)]
        assert codes(report(numbered)) == ["preface", *SIX]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("、总体情况", "overview"),
        ("一.总体情况", "overview"),
        ("## 一、总体情况", "overview"),
        ("第一部分 总体情况", "overview"),
        ("四、政府信息公开行政法复议、行政诉讼情况", "legal_review"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "legal_review"),
        ("五、政府信息公开工作存在的主要问题及改进措施", "problems"),
        ("其他需要报告的事项", "other_matters"),
        ("一、概述", "summary"),
        ("二、政府信息主動公開情況", "disclosure"),
        ("三、收到和处理政府信息公开申请的情况", "applications"),
        ("四、因政府信息公开工作被申请行政复议和提起行政诉讼情况", "legal_review"),
        ("四、政府信息公开行政复议、诉讼情况", "legal_review"),
        ("五、存在的问题及改进措施", "problems"),
        ("六、其它需要报告的事项", "other_matters"),
    ],
)
def test_a_title_may_vary_in_number_wording_and_one_character(line: str, code: str) -> None:
    assert codes(f"前言\n{line}\n正文如下。\n") == ["preface", code]


@pytest.mark.parametrize(
    "line",
    [
        "无其他需要报告的事项。",
        "(一)主动公开政府信息情况",
        "1.总体情况",
        "本报告由总体情况、主动公开政府信息情况、其他需要报告的事项等部分组成。",
        "二、扎实推进主动公开",
    ],
)
def test_an_answer_a_part_or_a_sentence_is_no_title(line: str) -> None:
    assert codes(f"前言\n{line}\n正文如下。\n") == ["preface"]


def test_the_tolerances_of_two_titles_of_different_sections_never_meet() -> None:
    titles = {skeleton(title.title): title.section_code for title in SECTION_TITLES}
    for one, other in combinations(titles, 2):
        if titles[one] != titles[other]:
            assert TOLERANCE[one] + TOLERANCE[other] < Levenshtein.distance(one, other), (one, other)


def test_titles_inside_a_line_are_found_by_their_number() -> None:
    text = (
        "本报告如下。 一、总体情况 2022年公开信息5条。 二、主动公开政府信息情况第二十条第（一）项 信息内容 三、总体要求"
    )
    assert codes(text) == ["preface", "overview", "disclosure"]


def test_a_table_of_contents_does_not_hide_the_text() -> None:
    contents = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    text = (
        contents
        + "前言。\n"
        + report(["一、总体情况", "二、主动公开政府信息情况"])
        + "三、收到和处理政府信息公开申请情况\n无。"
    )
    sections = {s.code: text[s.start : s.end].strip() for s in find_sections(Document(text), canonical(text))}
    assert sections["overview"] == "正文如下。"
    assert sections["disclosure"] == "正文如下。"


def test_a_section_is_the_text_between_two_titles() -> None:
    text = "前言\n一、总体情况\r\n甲\r\n二、主动公开政府信息情况\r\n乙"
    preface, overview, disclosure = find_sections(Document(text), canonical(text))
    assert text[preface.start : preface.end].strip() == "前言"
    assert (overview.title, text[overview.start : overview.end].strip()) == ("一、总体情况", "甲")
    assert text[disclosure.start : disclosure.end].strip() == "乙"
