"""The prose of a document as sentences without white space, and the way back to the place of each character.

Reports are printed with spaces inside words, lines wrapped inside sentences and paragraphs run together, so phrases can
only be matched once white space is gone. Where it parts things (paragraphs, headings, cells), a line feed stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ingest.document import Document, SectionSpan
from ingest.extract.canonical import INVISIBLE, WHITE, canonical

_GAP = re.compile(rf"[{WHITE}{INVISIBLE}|]+")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]")
_NEW_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[.、](?![0-9])|第[一二三四五六七八九十]"
)
# A heading inside a dump of one line: "(一)主动公开方面 2020年,…". A count that follows means it is a sentence.
# Its first character stands in front, for a search looks out for such quickly.
_HEADING = re.compile(
    r"[一二三四五六七八九十(0-9](?<![^\s。].)"
    r"(?:(?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}、|(?<=\()[一二三四五六七八九十0-9]{1,3}\)[、.]?"
    r"|(?<=[0-9])[0-9]?[.、](?![0-9]))"
    r"[^\S\n]?(?P<title>[^\s,，。;:()|]{2,30})(?=[\s。:]|$)(?![^\S\n]*(?!(?:19|20)[0-9]{2}\s*年)[0-9])",
    re.MULTILINE,
)
_NEXT_CHARACTER = re.compile(r"\s*.?")
# A line shorter than this was ended on purpose: printed lines of running text hold 25 characters and more.
_SHORTEST_WRAPPED_LINE = 15
# 收到申请 7 / 件: a number and its classifier, parted by the end of a line.
_CLASSIFIER_ALONE = re.compile(r"[余多]?(?:人次|[条件个份次期篇项起宗])[,，。;、)]")


class RunningText:
    """Canonical prose without white space; only the full-width comma keeps its own form, for it never parts thousands.

    `text` is made of pieces of the canonical text `printed`, which has its white space.
    """

    def __init__(
        self, printed: str, pieces: Sequence[str], origins: Sequence[int], titles: Sequence[re.Match[str]]
    ) -> None:
        """`origins` are the places of the pieces in `printed`, `titles` the headings there, in their order."""
        self.text = "".join(pieces)
        self.printed = printed
        self._origins = origins
        self._starts = list(accumulate(map(len, pieces), initial=0))
        places = ((self.position(title.start()), title["title"]) for title in titles)
        self._headings = [(place, words) for place, words in places if place is not None]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The place in the document of text[start:end], which must not be empty."""
        return self.origin_of(start), self.origin_of(end - 1) + 1

    def origin_of(self, position: int) -> int:
        """The place in the document of a character of the running text."""
        piece = bisect_right(self._starts, position) - 1
        return self._origins[piece] + position - self._starts[piece]

    def position(self, offset: int) -> int | None:
        """The place in the running text of a character of the document, or None where it is not prose."""
        piece = bisect_right(self._origins, offset) - 1
        if piece < 0:
            return None
        position = self._starts[piece] + offset - self._origins[piece]
        return position if position < self._starts[piece + 1] else None

    def heading_before(self, position: int) -> str:
        """The words of the last heading that begins at or before a position, or ""."""
        index = bisect_right(self._headings, position, key=lambda heading: heading[0])
        return self._headings[index - 1][1] if index else ""


def _prose_ranges(
    length: int, sections: Sequence[SectionSpan], tables: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What lies between the tables, cut where sections begin and end: a sentence never runs over a title."""
    cuts = {0, length}
    for low, high in (
        *tables,
        *((s.start, s.end) for s in sections),
        *((s.start - len(s.title), s.start) for s in sections),
    ):
        cuts.update((min(max(low, 0), length), min(max(high, 0), length)))
    places = sorted(cuts)
    blocked = sorted(tables)
    next_table = 0
    for low, high in pairwise(places):
        while next_table < len(blocked) and blocked[next_table][1] <= low:
            next_table += 1
        if next_table == len(blocked) or blocked[next_table][0] >= high:
            yield low, high


def _parts_things(text: str, line_start: int, start: int, end: int, gap: str) -> bool:
    """Whether the white space `gap`, which is text[start:end], stands between two things, not inside one."""
    if gap != "\n":
        if "|" in gap or gap.count("\n") > 1:
            return True
        if "\n" not in gap:
            return False
    before = text[start - 1]
    if before.isdigit() and _CLASSIFIER_ALONE.match(text, end):
        return False
    return start - line_start < _SHORTEST_WRAPPED_LINE or before in "。!?;:" or _NEW_ITEM.match(text, end) is not None


def _titles(text: str, ranges: Sequence[tuple[int, int]]) -> list[re.Match[str]]:
    """The headings on the lines that hold prose: half the time that it takes to look at every digit of the tables."""
    titles: list[re.Match[str]] = []
    searched = 0
    for low, high in ranges:
        if high <= searched:
            continue
        start = max(searched, text.rfind("\n", searched, low) + 1)
        line_end = text.find("\n", high)
        searched = line_end if line_end >= 0 else len(text)
        # Whether 2020 behind a heading is a year, or a count, may be told by the first character of the next line.
        behind = _NEXT_CHARACTER.match(text, searched)
        titles += _HEADING.finditer(text, start, behind.end() if behind else searched)
    return titles


def running_text(document: Document, sections: Sequence[SectionSpan], tables: Sequence[tuple[int, int]]) -> RunningText:
    """The prose of a document outside `tables`, the [start, end) ranges of its statutory tables."""
    text = canonical(document.shown, but="，")
    ranges = list(_prose_ranges(len(text), sections, tables))
    titles = _titles(text, ranges)
    heading_ends = {match.end() for match in titles}
    pieces: list[str] = []
    origins: list[int] = []

    def keep(piece: str, origin: int) -> None:
        pieces.append(piece)
        origins.append(origin)

    for low, high in ranges:
        position = line_start = low
        for gap in _GAP.finditer(text, low, high):
            start, end = gap.span()
            white = text[start:end]
            kept = ""
            if low < start and end < high and white.strip(INVISIBLE):
                if _parts_things(text, line_start, start, end, white) or start in heading_ends:
                    kept = "\n"
                elif _ASCII_WORD.match(text, start - 1) and _ASCII_WORD.match(text, end):
                    kept = " "
                if "\n" in white:
                    line_start = start + white.rindex("\n") + 1
            if white == kept:
                continue  # most of them: it stays in the piece around it
            if position < start:
                keep(text[position:start], position)
            if kept:
                keep(kept, start)
            position = end
        if position < high:
            keep(text[position:high], position)
        if high < len(text):
            keep("\n", high - 1)
    return RunningText(text, pieces, origins, titles)
