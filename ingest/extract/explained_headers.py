"""Headers with a word that is no label by itself: what it stands for, the labels beside it tell.

本年新制作数量 and 本年新公开数量 are printed in two lines each, and dumps of pages lose the second: 本年新, 本年新,
对外公开总数量. 本年制作数量 is no label of either form; beside those of the 2021 form it is 本年制发件数.
本年数量 for 本年增/减 says something else: nobody knows what its numbers are, but the labels on its sides stay theirs.

Such a header is explained only as a whole: from 信息内容 on it prints these words and labels, in this order, nothing
else, and all of them are separated alike. So none of its cells is empty and no column has slipped.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.extract.canonical import skeleton
from ingest.extract.tokens import Event


class ExplainedHeader(NamedTuple):
    """The columns of a header in printed order; `doubtful` is the one whose numbers are not known to be its own."""

    columns: tuple[str, ...]
    doubtful: str | None = None


# By what is printed: the codes of column labels, and words as they are.
_EXPLAINED: dict[tuple[str, ...], ExplainedHeader] = {
    ("本年新", "本年新", "disclosed_total"): ExplainedHeader(
        ("made_this_year", "disclosed_this_year", "disclosed_total")
    ),
    ("本年制作数量", "repealed_this_year", "in_force"): ExplainedHeader(
        ("issued_this_year", "repealed_this_year", "in_force")
    ),
    ("prior_year_items", "本年数量", "decisions"): ExplainedHeader(
        ("prior_year_items", "change_this_year", "decisions"), doubtful="change_this_year"
    ),
    ("prior_year_items", "本年数量"): ExplainedHeader(
        ("prior_year_items", "change_this_year"), doubtful="change_this_year"
    ),
}
_MOST_WORDS = 2 * max(map(len, _EXPLAINED))
_OPENING = "信息内容"


def explain_header(
    events: Sequence[Event], text: str, column_code: Callable[[Event], str | None]
) -> ExplainedHeader | None:
    """What a header in canonical `text` prints if words of it are explained by their neighbours, else None.

    `column_code` gives the code of the column that a label names.
    """
    opening = next((index for index, event in enumerate(events) if _is_opening(event)), len(events))
    if not 0 < len(events) - opening - 1 <= _MOST_WORDS or any(map(column_code, events[:opening])):
        return None
    printed: list[str] = []
    separator = None
    before = events[opening]
    for event in events[opening + 1 :]:
        code = column_code(event)
        if code is None and event.kind != "text":
            return None
        word = code or skeleton(text[event.start : event.end])
        between = _separator(text[before.end : event.start])
        separator = separator or between
        if between == separator:
            printed.append(word)
        elif not any(between) and event.kind == before.kind == "text":
            printed[-1] += word  # a space within the words of one cell
        else:
            return None
        before = event
    return _EXPLAINED.get(tuple(printed))


def _is_opening(event: Event) -> bool:
    return event.match is not None and event.match.label == _OPENING


def _separator(gap: str) -> tuple[int, int]:
    """What parts two cells, how often: pipes and tabs; line ends, which mean nothing beside those."""
    fields = gap.count("|") + gap.count("\t")
    return fields, 0 if fields else gap.count("\n")
