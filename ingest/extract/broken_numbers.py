"""Numbers too long for their columns, whose ends stand in the lines below, as in text of a PDF:

    四、结转下年度继续办  0  1  9370  3  3  0  9371
    理                          6              3

Nothing in the text tells which end belongs to which number, so such a row is left undecided.
"""

import re
from collections.abc import Iterator

from ingest.extract.canonical import ORDINAL
from ingest.extract.labels import match_label
from ingest.extract.rows import Row
from ingest.extract.tokens import Event

_PART_OF_NUMBER = re.compile(r"[\d.,]+")
_WHOLE = re.compile(r"[0-9]{1,15}")
# A line with perhaps the end of a label, and perhaps digits.
_WORDS_AND_DIGITS = re.compile(r"(?P<words>[^|\d]{0,30}?)\s*(?P<numbers>(?<!\S)\d{1,4}(?:\s+\d{1,4})*+)?")
_LONGEST_LINE = 200
_LENGTH_BEHIND_THE_LAST = 200
_LONG_NUMBER = 3
# Rows of the disclosure table, with three columns at most, have no sum.
_WIDEST_WITHOUT_SUM = 3


def is_part_of_a_number(slot: Event, text: str) -> bool:
    """Whether a text is a part of a number ("672."), so that what stands before it is another part."""
    return _PART_OF_NUMBER.fullmatch(text, slot.start, slot.end) is not None


def may_go_on_below(row: Row, width: int, text: str, next_label: int | None) -> bool:
    """Whether the lines between a row of `width` numbers and the label of the next may have ends of its numbers.

    Only long numbers are broken. One number alone may be that of a page, if those of the row have the right sum.
    """
    numbers = [text[slot.start : slot.end] for slot in row.slots]
    if not any(len(number) >= _LONG_NUMBER for number in numbers):
        return False
    is_in_line = not any("\n" in gap for gap in row.gaps(text))
    ends = 0
    for words, digits in _below(text, row.slots[-1].end, next_label):
        if len(digits) >= width:
            break
        if is_in_line and words and digits:
            return True
        ends += len(digits)
    return 1 < ends < width or (ends == 1 and not _has_sum(numbers))


def _below(text: str, start: int, next_label: int | None) -> Iterator[tuple[str, list[str]]]:
    """The words and the digits of each line below a row, until something else begins."""
    end = start + _LENGTH_BEHIND_THE_LAST if next_label is None else next_label
    for line in filter(None, text[start:end].split("\n")[1:]):
        found = _WORDS_AND_DIGITS.fullmatch(line.strip()) if len(line) <= _LONGEST_LINE else None
        if found is None or any(ORDINAL.match(word) or match_label(word) for word in _words(found["words"])):
            return
        yield found["words"], (found["numbers"] or "").split()


def _words(text: str) -> tuple[str, ...]:
    return (text, *text.split())


def _has_sum(numbers: list[str]) -> bool:
    """Whether the last number of a row is the sum of the others."""
    if len(numbers) <= _WIDEST_WITHOUT_SUM or not all(map(_WHOLE.fullmatch, numbers)):
        return False
    return 2 * int(numbers[-1]) == sum(map(int, numbers))
