"""The sentences of a report, whatever its layout: tables, headings and line breaks make none."""

from dataclasses import replace
from random import Random

from benchmarks.generated_prose import report_of, some_prose
from ingest.report import Report, Section
from ingest.sameness.sentences import own_sentences

TABLE = "申请人情况\n自然人\n法人或其他组织\n总计\n本年新收政府信息公开申请数量\n80\n1\n0\n0\n0\n0\n81\n"
GRID = "\t本年新制作数量\t本年新公开数量\n规章\t0\t0\n规范性文件\t12\t12\n"
RUN_TOGETHER = "本年新收政府信息公开申请数量 80 1 0 0 0 0 81 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 "


def with_overview(text: str) -> Report:
    report = report_of([])
    return replace(report, sections=(Section("overview", "一、总体情况", text, "char:0-9"),))


def letters_of(text: str) -> list[str]:
    return [sentence.letters for sentence in own_sentences(with_overview(text), 5)]


def test_tables_in_every_layout_give_no_sentence() -> None:
    for table in (TABLE, GRID, RUN_TOGETHER, TABLE.replace("\n", " |\n")):
        assert letters_of(table) == [], table


def test_prose_is_the_same_with_a_table_before_it() -> None:
    prose = "".join(some_prose(Random(1), 5))
    plain = letters_of(prose)
    assert len(plain) == 5
    for table in (TABLE, GRID, RUN_TOGETHER):
        assert letters_of(table + prose) == plain, table


def test_lines_broken_inside_sentences_are_joined() -> None:
    prose = "".join(some_prose(Random(2), 8))
    broken = "\n".join(prose[start : start + 38] for start in range(0, len(prose), 38))
    assert letters_of(broken) == letters_of(prose)


def test_a_heading_and_a_new_item_are_not_joined_to_what_follows() -> None:
    assert letters_of("(一)主动公开方面\n门户网站按月更新预算信息。") == ["门户网站按月更新预算信息"]
    long = "门户网站按月更新预算信息并将招标采购信息集中清理后张贴上墙"
    assert letters_of(f"{long}\n二是窗口人员现场答疑。") == ["是窗口人员现场答疑"]


def test_the_printed_sentence_is_kept_without_the_marks_of_a_table() -> None:
    (sentence,) = own_sentences(with_overview("**门户网站**按月更新\t预算信息12条。"), 5)
    assert sentence.text == "门户网站 按月更新 预算信息12条。"
