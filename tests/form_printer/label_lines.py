"""Labels broken over lines, as narrow table columns leave them (本年新/制作数量, 无法/提供, 结果/维持)."""

from random import Random


def broken(text: str, rng: Random, joint: str = "\n") -> str:
    """The label in two parts of at least two characters. An ordinal keeps its first word (no line "1." by itself).

    Numbers in local columns are no labels and stay whole; so does the unit in 采购总金额(万元), which would be another
    unit if it were halved.
    """
    if text.isdecimal():
        return text
    first = 2
    for mark in ".、)":
        at = text.find(mark, 0, 4)
        if at >= 0:
            first = max(first, at + 3)
    last = text.rindex("(") if text.endswith("元)") else len(text) - 2
    if last < first:
        return text
    cut = rng.randint(first, last)
    return text[:cut] + joint + text[cut:]
