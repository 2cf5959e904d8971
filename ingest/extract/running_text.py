"""The prose of a document as sentences without white space, and the way back to the place of each character.

Reports are printed with spaces inside words, lines wrapped inside sentences and paragraphs run together, so phrases can
only be matched once white space is gone. Where it parts things (paragraphs, headings, cells), a line feed stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ingest.document import Document, SectionSpan
from ingest.extract.canonical import INVISIBLE, canonical

_GAP = re.compile(rf"[\s{INVISIBLE}|]+")
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
# A line shorter than this was ended on purpose: printed lines of running text hold 25 characters and more.
_SHORTEST_WRAPPED_LINE = 15
# 收到申请 7 / 件: a number and its classifier, parted by the end of a line.
_CLASSIFIER_ALONE = re.compile(r"[余多]?(?:人次|[条件个份次期篇项起宗])[,，。;、)]")
_STOP = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True)
class RunningText:
    """Canonical prose without white space; only the full-width comma keeps its own form, for it never parts thousands.

    `printed` is the canonical text with its white space; `headings` the places where a heading begins, and its words;
    `stops` the places after each end of a sentence.
    """

    text: str
    printed: str
    headings: tuple[tuple[int, str], ...]
    stops: tuple[int, ...]
    _kept: tuple[int, ...]
    _origins: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The place in the document of text[start:end], which must not be empty."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        run = bisect_right(self._kept, position) - 1
        return self._origins[run] + position - self._kept[run]

    def position(self, offset: int) -> int | None:
        """The place in the running text of a character of the document, or None where it is not prose."""
        run = bisect_right(self._origins, offset) - 1
        if run < 0:
            return None
        position = self._kept[run] + offset - self._origins[run]
        end = self._kept[run + 1] if run + 1 < len(self._kept) else len(self.text)
        return position if position < end else None

    def heading_before(self, position: int) -> str:
        """The words of the last heading that begins at or before a position, or ""."""
        index = bisect_right(self.headings, position, key=lambda heading: heading[0])
        return self.headings[index - 1][1] if index else ""

    def sentence_start(self, position: int) -> int:
        """Where the sentence around a position begins."""
        index = bisect_right(self.stops, position)
        return self.stops[index - 1] if index else 0


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


def _parts_things(text: str, line_start: int, start: int, gap: str, heading_ends: set[int]) -> bool:
    """Whether the white space `gap`, which begins at text[start], stands between two things, not inside one."""
    end = start + len(gap)
    if "|" in gap or gap.count("\n") > 1 or start in heading_ends:
        return True
    if "\n" not in gap or (text[start - 1].isdigit() and _CLASSIFIER_ALONE.match(text, end)):
        return False
    return (
        text[start - 1] in "。!?;:"
        or start - line_start < _SHORTEST_WRAPPED_LINE
        or _NEW_ITEM.match(text, end) is not None
    )


def running_text(document: Document, sections: Sequence[SectionSpan], tables: Sequence[tuple[int, int]]) -> RunningText:
    """The prose of a document outside `tables`, the [start, end) ranges of its statutory tables."""
    text = canonical(document.shown, but="，")
    titles = list(_HEADING.finditer(text))
    heading_ends = {match.end() for match in titles}
    pieces: list[str] = []
    origins: list[int] = []

    def keep(piece: str, origin: int) -> None:
        pieces.append(piece)
        origins.append(origin)

    for low, high in _prose_ranges(len(text), sections, tables):
        position = line_start = low
        for gap in _GAP.finditer(text, low, high):
            start, end = gap.span()
            if position < start:
                keep(text[position:start], position)
            position = end
            white = gap.group()
            if start == low or end == high or not white.strip(INVISIBLE):
                continue
            if _parts_things(text, line_start, start, white, heading_ends):
                keep("\n", start)
            elif _ASCII_WORD.match(text, start - 1) and _ASCII_WORD.match(text, end):
                keep(" ", start)
            if "\n" in white:
                line_start = start + white.rindex("\n") + 1
        if position < high:
            keep(text[position:high], position)
        if high < len(text):
            keep("\n", high - 1)
    prose = "".join(pieces)
    stops = tuple(stop.end() for stop in _STOP.finditer(prose))
    kept = tuple(accumulate(map(len, pieces[:-1]), initial=0)) if pieces else ()
    bare = RunningText(prose, text, (), stops, kept, tuple(origins))
    headings = ((bare.position(title.start()), title["title"]) for title in titles)
    return replace(bare, headings=tuple((place, words) for place, words in headings if place is not None))
