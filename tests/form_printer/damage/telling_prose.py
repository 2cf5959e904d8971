"""Prose that speaks in the words of the tables: numbers beside statutory labels that are no cells."""

from random import Random

from form_printer.draft import Block, Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.tables import Table

SENTENCES = (
    "2020 年,本机关共发生行政复议 {a} 件、行政诉讼 {b} 件,均已审结。",
    "注:本表中其他结果 {a} 件为上年结转 {b} 件之和。",
    "全年办结政府信息公开申请{a}件,其中予以公开{b}件,部分公开{c}件,不予公开{d}件,无法提供{b}件,不予处理{c}件,其他处理{d}件。",
    "本年新收政府信息公开申请数量 {a} 件,上年结转政府信息公开申请数量 {b} 件,结转下年度继续办理 {c} 件。",
    "一、本年新收政府信息公开申请数量{a}件;\n二、上年结转政府信息公开申请数量{b}件;\n四、结转下年度继续办理{c}件。",
    "(一)予以公开 {a} 件。\n(二)部分公开 {b} 件。\n(三)不予公开 {c} 件。\n1.属于国家秘密 {d} 件。\n(七)总计 {a} 件。",
    "行政复议{a}件,其中结果维持{b}件、结果纠正{c}件、其他结果{d}件、尚未审结{b}件;行政诉讼总计{c}件。",
    "规章 {a} 件,规范性文件 {b} 件;行政许可 {c} 项;行政处罚 {d} 项;行政强制 {a} 项;行政事业性收费 {b} 万元。",
    "行政许可\n{a}\n行政处罚\n{b}\n行政强制\n{c}",
    "自然人 {a}\n商业企业 {b}\n科研机构 {c}\n其他 {d}\n总计 {a}",
    "规章{a}件、规范性文件{b}件,行政许可{c}项,其他对外管理服务事项{d}项,政府集中采购项目{a}个、采购总金额{b}万元。",
)


def _sentence(rng: Random) -> Paragraph:
    numbers = {letter: rng.randrange(100_000, 999_999) for letter in "abcd"}
    return Paragraph(rng.choice(SENTENCES).format(**numbers), "prose")


def _with_sentences(draft: Draft, rng: Random, near_tables: bool) -> Draft:
    blocks: list[Block] = []
    for block in draft.blocks:
        may_follow = isinstance(block, Table) if near_tables else isinstance(block, Paragraph) and block.kind == "prose"
        before = near_tables and isinstance(block, Table) and rng.random() < 0.3
        behind = may_follow and rng.random() < 0.3
        blocks += [*([_sentence(rng)] if before else []), block, *([_sentence(rng)] if behind else [])]
    # A list of labels with numbers may be taken for a table that cannot be read, never for one that can.
    absent = {key for key, e in draft.expected.items() if e.statuses == {"absent"}}
    return draft.with_blocks(blocks).expecting(absent, Expectation.no_value())


def speak_in_labels(draft: Draft, rng: Random) -> Draft:
    """Such sentences in the overview and the last sections. The tables still say what they say."""
    return _with_sentences(draft, rng, near_tables=False)


def speak_in_labels_beside_tables(draft: Draft, rng: Random) -> Draft:
    """Such sentences directly before and behind tables, where they may blur what the table's first row or last is."""
    return _with_sentences(draft, rng, near_tables=True).doubting(draft.expected.keys())
