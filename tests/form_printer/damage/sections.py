"""Section headings shifted, lost, misprinted or joined by others: tables must be found by what they are."""

from dataclasses import replace
from random import Random

from form_printer.draft import Block, Draft, Paragraph
from form_printer.pages import CHINESE_NUMBERS


def _renumbered(blocks: list[Block]) -> list[Block]:
    numbers = iter(CHINESE_NUMBERS)
    return [
        replace(b, text=f"{next(numbers)}、{b.text.split('、', 1)[1]}")
        if isinstance(b, Paragraph) and b.kind == "heading"
        else b
        for b in blocks
    ]


def shift_sections(draft: Draft, rng: Random) -> Draft:
    """一、概述 first, or a local section in between, and every later number one higher."""
    title = rng.choice(("概述", "基本情况", "重点工作推进情况"))
    extra: list[Block] = [
        Paragraph(f"零、{title}", "heading", "extra"),
        Paragraph("本报告由概述、总体情况、主动公开政府信息情况等部分组成。", "prose"),
    ]
    headings = [i for i, b in enumerate(draft.blocks) if isinstance(b, Paragraph) and b.kind == "heading"]
    at = rng.choice(headings)
    return draft.with_blocks(_renumbered([*draft.blocks[:at], *extra, *draft.blocks[at:]]))


def lose_headings(draft: Draft, rng: Random) -> Draft:
    """Section headings missing, some or all."""
    chance = rng.choice((0.2, 1.0))
    return draft.with_blocks(
        [b for b in draft.blocks if not (isinstance(b, Paragraph) and b.kind == "heading" and rng.random() < chance)]
    )


def lose_heading_numbers(draft: Draft, rng: Random) -> Draft:
    """一、总体情况 printed as 、总体情况 or 总体情况 (seen)."""
    mark = rng.choice(("、", ""))
    return draft.with_blocks(
        [
            replace(b, text=mark + b.text.split("、", 1)[1])
            if isinstance(b, Paragraph) and b.kind == "heading" and rng.random() < 0.5
            else b
            for b in draft.blocks
        ]
    )
