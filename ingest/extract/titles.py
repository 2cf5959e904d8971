"""Titles of annual reports: lines, or two or three lines together, that name a report on the disclosure of information.

A title has the words 信息公开 or 政务公开 and ends in 报告 or 年报; it names a year, an organ or both. A page's chrome
is full of such lines, as links to the reports of other years.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ingest.extract.dates import DATE, YEAR, year_of
from ingest.extract.organ_names import is_name, is_organ, is_place

_TITLE = re.compile(
    rf"(?P<organ>[^。;!?]{{0,50}}?)(?P<year>{YEAR})?\s*年?\s*度?\s*(?:政府|政务)?(?:信息|政务)公开[^。;!?]{{0,12}}?"
    rf"(?:报\s?告|年\s?报)(?:\s*\((?!\s*{DATE})[^()]{{1,20}}\))?(?=[\s|_\-—·*》(]|\.(?:docx?|pdf|wps)|$)"
)
_SUBJECT = "公开"
_YEAR = re.compile(YEAR)
# Words that make a line with a title in it a notice about reports, a list, a link or a trail of links.
_ABOUT_REPORTS = re.compile(
    r"关于(?:做好|开展|印发|报送|编制|编写|转发|进一步|公布|发布)|[上下前后]一?[篇条]|如下|根据|一览|汇总表|[>»]|当前位置|所在位置"
)
# The label of the field, or the number of the page, that a title stands behind: no part of it.
_LABEL = re.compile(
    r"(?:(?:公报|信息|文件|文章|公文)?\s*(?:标\s*题|名\s*称)\s*[:|]?|(?:Page\s*|P\.\s*)\d{1,4}\s*[-—–:]?|第\s*\d{1,4}\s*页)\s*",
    re.IGNORECASE,
)
_BEFORE_TITLE = re.compile(r"(?:关于|附件\s*\d?\s*:?|索引号|[\[【][^\[\]【】]{0,20}[\]】]|[《“\"])\s*")
# Other fields of a page in the same line: 索引号 000000001/2022-00121 分类 政府信息公开年报
_OTHER_FIELD = re.compile(
    r"(?:索引号|分类|发布机构|发布日期|发文机关|发文日期|成文日期|公开日期|公开方式|主题词|文号)\s"
)
_AROUND_ORGAN = ' -—_·:,的《》“”"'
_IN_BRACKETS = re.compile(r"[\[【]([^\[\]【】]*)[\]】]")
_LONGEST_TITLE = 60
_LONGEST_LINE = 600
_LONGEST_PART = 40
_MOST_LINES = 600
_LONG_LINE = 100
_NO_PART = re.compile(r"[:。;|>»!?]")
_DATE_ALONE = re.compile(rf"\(?\s*{DATE}\s*日?\s*\)?")
# 年 度 报 告: a heading printed with a space between all its letters.
_LETTERSPACED = re.compile(r"[\u4e00-\u9fff\d](?:[^\S\n]+[\u4e00-\u9fff\d])+")
_YEAR_OF_TITLE = re.compile(rf"{YEAR}\s*年?\s*度?")
# Of the end of a line and the begin of the next: 政府⏎信息公开.
_SUBJECT_BROKEN = re.compile(r"(?<!人民)(?:政府|政务)$")
_MOST_WORDS = 5
# How a character is read, as some pages print behind it: 清水乡(xiāng)人民政府.
_PINYIN = re.compile(r"\([a-zü\u00e0-\u00fc\u0101-\u01dc]{1,6}\)")


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
    if _SUBJECT not in text or _ABOUT_REPORTS.search(text) or _OTHER_FIELD.search(text):
        return None
    label = _LABEL.match(text)
    match = _TITLE.match(text, label.end() if label else 0)
    if match is None:
        return None
    years = {year_of(year) for year in _YEAR.findall(match.group())}
    printed = match.group().strip(_AROUND_ORGAN + " ")
    before = match["organ"].strip()
    if before.endswith("人民") and match["year"] is None and text.startswith("政府", match.end("organ")):
        before += "政府"  # 青山县人民政府信息公开: 政府 is printed once for the organ and for the information
    while prefix := _BEFORE_TITLE.match(before):
        before = before[prefix.end() :]
    if "《" in before:
        return None  # a sentence that names a report: 现公布《青山县2021年政府信息公开工作年度报告》
    name = _YEAR_OF_TITLE.sub("", before).strip(_AROUND_ORGAN).removesuffix("关于")
    name = _PINYIN.sub("", re.sub(r"\s", "", name))
    year = years.pop() if len(years) == 1 else None
    return Title(
        printed, start + match.start(), start + match.end() if end is None else end, name if is_name(name) else "", year
    )


def start_of_text(text: str, end: int) -> int:
    """Where the first line of prose in text[:end] begins, a long one with a full stop; `end` where there is none."""
    stop = text.find("。", 0, end)
    while stop >= 0:
        line_start = text.rfind("\n", 0, stop) + 1
        line_end = text.find("\n", stop, end)
        if line_end < 0:
            line_end = end
        if line_end - line_start > _LONG_LINE:
            return line_start
        stop = text.find("。", line_end, end)
    return end


def _lines(text: str, end: int) -> Iterator[tuple[int, str]]:
    position = 0
    for count, line in enumerate(text[:end].split("\n")):
        if count >= _MOST_LINES:
            return
        stripped = line.strip(" #*|•·\t\r\u200b")
        if in_brackets := _IN_BRACKETS.fullmatch(stripped):
            stripped = in_brackets[1].strip()
        if stripped:
            yield position + line.index(stripped[0]), stripped
        position += len(line) + 1


def _in_one_line(start: int, line: str) -> Iterator[Title]:
    if "|" in line and _SUBJECT in line:
        # A row of a table: what stands in one of its cells.
        for cell in line.split("|"):
            if _SUBJECT in cell:
                yield from _in_one_line(start + len(cell) - len(cell.lstrip()), cell.strip())
            start += len(cell) + 1
    elif len(line) <= _LONGEST_TITLE and not _OTHER_FIELD.search(line):
        if title := title_of(line, start):
            yield title
    else:
        yield from _among_words(start, line[:_LONGEST_LINE])


def _among_words(start: int, line: str) -> Iterator[Title]:
    """In dumps without line breaks a title is a word among others, or some that begin with its organ or its year."""
    words = line.split(" ")
    places = [start + place for place in accumulate((len(word) + 1 for word in words), initial=0)]
    index = 0
    while index < len(words):
        title, count = _at_word(words, places, index)
        if title:
            yield title
        index += count


def _at_word(words: list[str], places: list[int], index: int) -> tuple[Title | None, int]:
    """The title that begins with a word, and of how many words it is."""
    name = _YEAR_OF_TITLE.sub("", words[index])
    most = _MOST_WORDS if not name or is_organ(name) or is_place(name) else 1
    for count in range(1, min(most, len(words) - index) + 1):
        joined = "".join(words[index : index + count])
        if len(joined) > _LONGEST_TITLE:
            break
        last = index + count - 1
        end = places[last] + len(words[last]) if count > 1 else None
        title = title_of(joined, places[index], end)
        if title and count > 1 and joined.count(_SUBJECT, len(words[index])) > 1:
            break  # the names of columns: 政府信息公开 2021年 政府信息公开年报
        if title and (count == 1 or len(title.text) >= len(joined) - 2):
            return title, count
    return None, 1


def _closed(line: str) -> str:
    """A line without the spaces that part all of its letters."""
    return re.sub(r"\s", "", line) if _LETTERSPACED.fullmatch(line) else line


def _together(lines: list[tuple[int, str]]) -> Title | None:
    """The title that these lines are only together: an organ and the rest, or a title broken anywhere."""
    parts = [_closed(line) for _, line in lines]
    joined = "".join(parts)
    if len(lines) < 2 or _SUBJECT not in joined:
        return None
    if any(len(part) > _LONGEST_PART or _NO_PART.search(part) for part in parts) or _DATE_ALONE.fullmatch(parts[-1]):
        return None
    last = title_of(parts[-1])
    if last and (last.organ or title_of("".join(parts[:-1]))):
        return None  # a title by itself, under the name of a site and of its column, or printed twice
    label = _LABEL.match(joined)
    title = title_of(joined, lines[0][0], lines[-1][0] + len(lines[-1][1]))
    if title is None or len(title.text) < len(joined) - 2 - (label.end() if label else 0):
        return None
    rest = joined[len(parts[0]) :]
    if alone := title_of(rest):
        # The rest is a title by itself: then only a name can belong to it, not the heading of a column.
        name = re.sub(r"\s", "", _YEAR_OF_TITLE.sub("", parts[0]))
        name = _SUBJECT_BROKEN.sub("", name) if rest.startswith(("信息", "公开")) else name
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
