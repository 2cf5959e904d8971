"""The six prescribed sections, found by what their titles mean: reports number them as they like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.document import Document, SectionSpan
from ingest.extract.canonical import skeleton
from ingest.forms import SECTION_TITLES

_TITLES = {skeleton(t.title): t.section_code for t in SECTION_TITLES}
_LONGEST_TITLE = max(map(len, _TITLES))
# Titles of two sections differ in at least this many characters: the tolerance stays under half of it.
_NEAREST = min(
    Levenshtein.distance(a, b) for a, code_a in _TITLES.items() for b, code_b in _TITLES.items() if code_a != code_b
)
# 一、 and the like; (一) and 1. number the parts of a section.
_ORDINAL = r"(?:[一二三四五六七八九十]{1,2}\s?[、.,]|第[一二三四五六七八九十]部分[、.:]?|[、.])"
_LINE_ORDINAL = re.compile(_ORDINAL)
_LINE = re.compile(r"[^\n]+")
_INLINE = re.compile(rf"(?:(?<=\s)|(?<=^)|(?<=。)){_ORDINAL}\s?(?=[\u4e00-\u9fff])")
_MARKUP = re.compile(r"^[#*\s]+|[*\s]+$")


@dataclass(frozen=True, slots=True)
class _Heading:
    code: str
    start: int
    end: int


def _code_of_title(title: str) -> str | None:
    """The section that a title names, with one wrong character in eight at most."""
    text = skeleton(title)
    if text in _TITLES:
        return _TITLES[text]
    if not 5 <= len(text) <= _LONGEST_TITLE + 4:
        return None
    distances = {known: Levenshtein.distance(text, known) for known in _TITLES}
    nearest = min(distances, key=lambda known: distances[known])
    return _TITLES[nearest] if distances[nearest] <= min((_NEAREST - 1) // 2, len(nearest) // 6) else None


def _title_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The section whose title text[start:end] begins with, and where that title ends; one wrong character at most."""
    places = [i for i in range(start, min(end, start + 2 * _LONGEST_TITLE)) if skeleton(text[i])]
    letters = "".join(text[i] for i in places)
    best: tuple[int, int, str] | None = None
    for title, code in _TITLES.items():
        for size in (len(title), len(title) + 1, len(title) - 1) if len(title) >= 8 else (len(title),):
            if size > len(letters):
                continue
            distance = Levenshtein.distance(letters[:size], title, score_cutoff=1)
            if distance > (1 if len(title) >= 8 else 0):
                continue
            if best is None or (distance, -size) < best[:2]:
                best = (distance, -size, code)
    return (best[2], places[-best[1] - 1] + 1) if best else None


def _headings(text: str) -> Iterator[_Heading]:
    """Titles on a line of their own, and numbered titles inside a line (dumps that lost their line breaks)."""
    for line in _LINE.finditer(text):
        content = line.group()
        if len(content) <= 2 * _LONGEST_TITLE:
            stripped = _MARKUP.sub("", content).strip(" |")
            ordinal = _LINE_ORDINAL.match(stripped)
            code = _code_of_title(stripped[ordinal.end() :] if ordinal else stripped)
            # Without a number only the exact words are a title: "无其他需要报告的事项。" is an answer.
            if code and (ordinal or skeleton(stripped) in _TITLES):
                low = line.start() + content.index(stripped[:1])
                yield _Heading(code, low, low + len(stripped))
                continue
        for numbered in _INLINE.finditer(text, line.start(), line.end()):
            found = _title_at(text, numbered.end(), line.end())
            if found:
                yield _Heading(found[0], numbered.start(), found[1])


def _in_the_text(headings: list[_Heading], text: str) -> list[_Heading]:
    """Drop the lines of a table of contents: of two headings of one section the one with text below it is meant."""

    def size(index: int) -> int:
        end = headings[index + 1].start if index + 1 < len(headings) else len(text)
        return len(text[headings[index].end : end].strip())

    kept: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if heading.code not in kept or size(index) > size(kept[heading.code]):
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
