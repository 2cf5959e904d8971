"""Titles of annual reports: lines, or two or three lines together, that name a report on the disclosure of information.

A title has the words 信息公开 or 政务公开 and ends in 报告 or 年报; it names a year, an organ or both. A page's chrome
is full of such lines, as links to the reports of other years.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ingest.extract.dates import YEAR, year_of
from ingest.extract.organ_names import is_name, is_organ, is_place

_TITLE = re.compile(
    rf"(?P<organ>[^。;!?]{{0,50}}?)(?P<year>{YEAR})?\s*年?\s*度?\s*(?:政府|政务)?(?:信息|政务)公开[^。;!?]{{0,12}}?(?:报告|年报)"
    r"(?:\s*\([^()]{1,20}\))?(?=[\s|_\-—·*》]|$)"
)
_SUBJECT = "公开"
_YEAR = re.compile(YEAR)
# Words that make a line with a title in it a notice about reports, a list, a link or a trail of links.
_ABOUT_REPORTS = re.compile(
    r"关于(?:做好|开展|印发|报送|编制|编写|转发|进一步|公布|发布)|[上下前后]一?[篇条]|如下|根据|一览|汇总表|[>»]|当前位置|所在位置"
)
_BEFORE_TITLE = re.compile(
    r"(?:关于|标\s*题\s*:|名\s*称\s*:|附件\s*\d?\s*:?|索引号|[\[【][^\[\]【】]{0,20}[\]】]|[《“\"])\s*"
)
_AROUND_ORGAN = ' -—_·:,的《》“”"'
_LONGEST_TITLE = 60
_LONGEST_LINE = 600
_LONGEST_PART = 40
_MOST_LINES = 600
_LONG_LINE = 100
_NO_PART = re.compile(r"[:。;|>»!?]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its place in the canonical text; `organ` is "" and `year` None where it names none."""

    text: str
    start: int
    end: int
    organ: str
    year: int | None


def title_of(text: str, start: int = 0, end: int | None = None) -> Title | None:
    """The title that canonical `text` is, or begins with; its place is given as [start, end)."""
    if _SUBJECT not in text or _ABOUT_REPORTS.search(text):
        return None
    match = _TITLE.match(text)
    if match is None:
        return None
    years = {year_of(year) for year in _YEAR.findall(match.group())}
    printed = match.group().strip(_AROUND_ORGAN + " ")
    before = match["organ"].strip()
    while prefix := _BEFORE_TITLE.match(before):
        before = before[prefix.end() :]
    if "《" in before:
        return None  # a sentence that names a report: 现公布《青山县2021年政府信息公开工作年度报告》
    name = re.sub(rf"{YEAR}\s*年?\s*度?", "", before).strip(_AROUND_ORGAN).removesuffix("关于")
    name = re.sub(r"\s", "", name)
    year = years.pop() if len(years) == 1 else None
    return Title(printed, start, start + match.end() if end is None else end, name if is_name(name) else "", year)


def start_of_text(text: str, end: int) -> int:
    """Where the first line of prose in text[:end] begins, a long one with a full stop; `end` where there is none."""
    position = 0
    for line in text[:end].split("\n"):
        if len(line) > _LONG_LINE and "。" in line:
            return position
        position += len(line) + 1
    return end


def _lines(text: str, end: int) -> Iterator[tuple[int, str]]:
    position = 0
    for count, line in enumerate(text[:end].split("\n")):
        if count >= _MOST_LINES:
            return
        stripped = line.strip(" #*|•·\t\r\u200b")
        if stripped:
            yield position + line.index(stripped[0]), stripped
        position += len(line) + 1


def _in_one_line(start: int, line: str) -> Iterator[Title]:
    if len(line) <= _LONGEST_TITLE:
        if title := title_of(line, start):
            yield title
        return
    # In dumps without line breaks the title is a word among others.
    position = start
    for part in line[:_LONGEST_LINE].split(" "):
        title = title_of(part, position) if len(part) <= _LONGEST_TITLE else None
        if title:
            yield title
        position += len(part) + 1


def _together(lines: list[tuple[int, str]]) -> Title | None:
    """The title that these lines are only together: an organ and the rest, or a title broken anywhere."""
    joined = "".join([line for _, line in lines])
    if len(lines) < 2 or _SUBJECT not in joined:
        return None
    if any(len(line) > _LONGEST_PART or _NO_PART.search(line) for _, line in lines):
        return None
    first = lines[0][1]
    rest = joined[len(first) :]
    title = title_of(joined, lines[0][0], lines[-1][0] + len(lines[-1][1]))
    if title is None or len(title.text) < len(joined) - 2:
        return None
    name = re.sub(rf"\s|{YEAR}\s*年?\s*度?\s*$", "", first)
    if alone := title_of(rest):
        # The rest is a title by itself: then only a name can belong to it, not the heading of a column.
        return title if not alone.organ and (is_organ(name) or is_place(name)) else None
    return title if title.organ or title.year else None


def _may_begin_titles(lines: list[tuple[int, str]]) -> list[int]:
    """The lines whose first is one of three that have the word which no title is without, maybe broken over two."""
    ends = list(accumulate(len(line) for _, line in lines))
    subjects = re.finditer(_SUBJECT, "".join([line for _, line in lines]))
    first = {bisect_right(ends, subject.start()) for subject in subjects}
    return sorted({index - back for index in first for back in range(3) if index >= back})


def titles_in(text: str, end: int) -> list[Title]:
    """The titles in canonical text[:end] in reading order, each as long as its lines allow."""
    lines = list(_lines(text, end))
    found: list[Title] = []
    for index in _may_begin_titles(lines):
        start, line = lines[index]
        joined = _together(lines[index : index + 3]) or _together(lines[index : index + 2])
        titles = [joined] if joined else list(_in_one_line(start, line))
        for title in titles:
            inside = found and found[-1].start <= title.start < found[-1].end
            if (title.year or title.organ) and not inside:
                found.append(title)
    return found
