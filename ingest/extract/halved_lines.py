"""Column labels that are halved over two lines, as dumps of tables print a header whose cells break:

    本年新   本年新   对外公开总数量
    制作数量 公开数量

The words of the second line are given to those of the first in order. The pair is read only if every word comes out
as a whole label of the forms, and if there is one way to do it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.labels import Match, match_label

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\s|]+")
# A half of a label has a Chinese character and does not begin with a digit or a mark: "/" alone is a cell.
_IS_WORD = re.compile(r"[^\d+\-—]{0,3}[\u4e00-\u9fff]")
_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class HalvedLabel:
    """A label put together from two lines; the span is that of its first half."""

    start: int
    end: int
    match: Match


@dataclass(frozen=True, slots=True)
class HalvedLines:
    """Two lines of a header, from the start of the first to the end of the second, and their labels in order."""

    start: int
    end: int
    labels: tuple[HalvedLabel, ...]


@lru_cache(maxsize=4096)
def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[Match, ...] | None:
    """The labels of two lines of words, or None where there is no way or more than one to join them."""
    ways: list[list[tuple[Match, ...]]] = [[] for _ in range(len(lower) + 1)]
    ways[0] = [()]
    for word in upper:
        following: list[list[tuple[Match, ...]]] = [[] for _ in range(len(lower) + 1)]
        for used, so_far in enumerate(ways):
            if not so_far:
                continue
            alone = match_label(word)
            if alone and alone.distance == 0:
                following[used] += [(*way, alone) for way in so_far]
            if used < len(lower):
                whole = match_label(word + lower[used])
                if whole and whole.distance == 0:
                    following[used + 1] += [(*way, whole) for way in so_far]
        ways = [found[:2] for found in following]
    return ways[-1][0] if len(ways[-1]) == 1 else None


def find_halved_lines(text: str) -> list[HalvedLines]:
    """The pairs of lines of canonical `text` that are halves of column labels."""
    found: list[HalvedLines] = []
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    skip = -1
    for index in range(len(lines) - 1):
        upper, lower = lines[index].group(), lines[index + 1].group()
        if index == skip or len(upper) > _LONGEST_HEADER or len(lower) > _LONGEST_HEADER:
            continue
        above = _WORD.findall(upper)
        if len(above) < 2 or not all(map(_IS_WORD.match, above)):
            continue
        below = _WORD.findall(lower)
        if not 0 < len(below) <= len(above) or not all(map(_IS_WORD.match, below)):
            continue
        matches = _joined(tuple(above), tuple(below))
        if matches is None:
            continue
        words = _WORD.finditer(text, *lines[index].span())
        labels = tuple(HalvedLabel(*word.span(), match) for word, match in zip(words, matches, strict=True))
        *_, last = _WORD.finditer(text, *lines[index + 1].span())
        found.append(HalvedLines(labels[0].start, last.end(), labels))
        skip = index + 1
    return found
