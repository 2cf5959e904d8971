"""The six prescribed sections, found by what their titles mean: reports number them as they like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.document import Document, SectionSpan
from ingest.extract.canonical import skeleton
from ingest.extract.remembered import remembered
from ingest.forms import SECTION_TITLES

_TITLES = {skeleton(t.title): t.section_code for t in SECTION_TITLES}
_LONGEST_TITLE = max(map(len, _TITLES))


def _tolerance(title: str) -> int:
    """Wrong characters that a title may have: under half the way to a title of another section, 1 in 6 at most."""
    nearest = min(Levenshtein.distance(title, other) for other, code in _TITLES.items() if code != _TITLES[title])
    return min((nearest - 1) // 2, len(title) // 6)


TOLERANCE = {title: _tolerance(title) for title in _TITLES}
# Without as many characters as may be wrong.
_SHORTEST_TITLE = min(len(title) - tolerance for title, tolerance in TOLERANCE.items())
# 一、 and the like; (一) and 1. number the parts of a section.
_ORDINAL = r"(?:[一二三四五六七八九十]{1,2}\s?[、.,]|第[一二三四五六七八九十]部分[、.:]?|[、.])"
_LINE_ORDINAL = re.compile(_ORDINAL)
# The same before a word of a line; its first character stands in front, for a search looks out for such quickly.
_INLINE = re.compile(
    r"[一二三四五六七八九十第、.](?<![^\s。].)"
    r"(?:(?<=[一二三四五六七八九十])[一二三四五六七八九十]?[^\S\n]?[、.,]|(?<=第)[一二三四五六七八九十]部分[、.:]?|(?<=[、.]))"
    r"[^\S\n]?(?=[\u4e00-\u9fff])"
)
_MARKUP = re.compile(r"^[#*\s]+|[*\s]+$")


@dataclass(frozen=True, slots=True)
class _Heading:
    code: str
    start: int
    end: int


def _code_of_title(title: str) -> str | None:
    """The section that a title names, within the tolerance of that title."""
    text = skeleton(title)
    if len(text) > _LONGEST_TITLE + 4:
        return None
    for known, code in _TITLES.items():
        if Levenshtein.distance(text, known, score_cutoff=TOLERANCE[known]) <= TOLERANCE[known]:
            return code
    return None


@remembered(longest=2)
def _titles_like(beginning: str) -> tuple[tuple[str, str], ...]:
    """The titles, with their codes, that a text with these two first letters can be with one wrong character at most.

    One that is wrong, lost or added among the first two leaves the other of them, at its place or beside it.
    """
    return tuple((title, code) for title, code in _TITLES.items() if {*beginning} & {*title[:2]})


def _title_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The section whose title text[start:end] begins with, and where that title ends; one wrong character at most."""
    end = min(end, start + 2 * _LONGEST_TITLE)
    letters = skeleton(text[start:end])
    best: tuple[int, int, str] | None = None
    for title, code in _titles_like(letters[:2]):
        for size in (len(title), len(title) + 1, len(title) - 1):
            if size > len(letters):
                continue
            allowed = min(1, TOLERANCE[title])
            distance = Levenshtein.distance(letters[:size], title, score_cutoff=allowed)
            if distance > allowed:
                continue
            if best is None or (distance, -size) < best[:2]:
                best = (distance, -size, code)
    if best is None:
        return None
    places = [i for i in range(start, end) if skeleton(text[i])]
    return best[2], places[-best[1] - 1] + 1


@remembered(longest=2 * _LONGEST_TITLE)
def _title_of_line(line: str) -> tuple[str, int, int] | None:
    """The section whose title a line is, and where in the line that title stands."""
    title = _MARKUP.sub("", line).strip(" |")
    ordinal = _LINE_ORDINAL.match(title)
    # Without a number only the exact words are a title: "无其他需要报告的事项。" is an answer.
    code = _code_of_title(title[ordinal.end() :]) if ordinal else _TITLES.get(skeleton(title))
    if code is None:
        return None
    low = line.index(title[:1])
    return code, low, low + len(title)


def _headings(text: str) -> Iterator[_Heading]:
    """Titles on a line of their own, and numbered titles inside a line (dumps that lost their line breaks)."""
    inline = _INLINE.finditer(text)
    numbered = next(inline, None)
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        whole = _title_of_line(line) if _SHORTEST_TITLE <= len(line) <= 2 * _LONGEST_TITLE else None
        if whole:
            code, low, high = whole
            yield _Heading(code, start + low, start + high)
        while numbered and numbered.start() < end:
            found = None if whole else _title_at(text, numbered.end(), end)
            if found:
                yield _Heading(found[0], numbered.start(), found[1])
            numbered = next(inline, None)


def _in_the_text(headings: list[_Heading], text: str) -> list[_Heading]:
    """Of two headings of one section keep the last that has text below it: a table of contents stands before."""

    def has_text(index: int) -> bool:
        end = headings[index + 1].start if index + 1 < len(headings) else len(text)
        return bool(text[headings[index].end : end].strip())

    kept: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if heading.code not in kept or has_text(index):
            kept[heading.code] = index
    return [headings[index] for index in sorted(kept.values())]


def find_sections(document: Document, text: str) -> tuple[SectionSpan, ...]:
    """The sections of a report in reading order; `text` is the canonical text of the document.

    The first is always "preface", the text before any title. A section runs to the title of the next.
    """
    headings = _in_the_text(sorted(_headings(text), key=lambda h: h.start), text)
    ends = [h.start for h in headings[1:]] + [len(text)]
    sections = [SectionSpan("preface", "", 0, headings[0].start if headings else len(text))]
    for heading, end in zip(headings, ends, strict=True) if headings else ():
        sections.append(SectionSpan(heading.code, document.text[heading.start : heading.end], heading.end, end))
    return tuple(sections)


def heading_places(sections: Sequence[SectionSpan]) -> list[tuple[int, int]]:
    """The places of the printed titles themselves."""
    return [(section.start - len(section.title), section.start) for section in sections if section.title]
