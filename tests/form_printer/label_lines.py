"""Labels broken over lines, as narrow table columns leave them (本年新/制作数量, 无法/提供, 结果/维持)."""

from random import Random


def broken(text: str, rng: Random, joint: str = "\n") -> str:
    """The label in two parts of at least two characters. An ordinal keeps its first word (no line "1." by itself).

    Numbers in local columns are no labels and stay whole.
    """
    if text.isdecimal():
        return text
    first = 2
    for mark in ".、)":
        at = text.find(mark, 0, 4)
        if at >= 0:
            first = max(first, at + 3)
    if len(text) - 2 < first:
        return text
    cut = rng.randint(first, len(text) - 2)
    return text[:cut] + joint + text[cut:]
