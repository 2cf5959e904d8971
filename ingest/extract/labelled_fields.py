"""The fields that sites print before a document: 索引号 | 发布机构 | 发布日期 | 名称 | 文号, in whatever layout.

Layouts: "label: value" on lines or in one line, a cell per line, a row of labels over a row of values, or everything
run together. The labels part the values, and each value must look like what its label promises, or it is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.extract.dates import DATE, date_at
from ingest.extract.organ_names import is_organ
from ingest.extract.remembered import remembered
from ingest.extract.titles import title_of

FieldName = Literal["title", "organ", "source", "published", "issued", "dated", "document_number", "index_number"]

# Labels that are no words of sentences: they are found wherever they stand.
_STRONG: dict[FieldName | None, str] = {
    "organ": "发布机构|发文机构|发文机关|发布机关|制发机关|发文单位|发布单位|信息来源机构|公开责任部门|公开责任单位",
    "published": "发布时间|发布日期|公开日期|公开时间|公布日期|发表日期|发表时间|上网日期|上网时间",
    "issued": "发文日期|发文时间",
    "index_number": "信息索引号|索引号|索引编号|索引码",
    "document_number": "发文字号|发文文号|公文文号|文件编号|文件号",
    "title": "信息名称|文件名称|信息标题|文件标题",
    "source": "信息来源|文章来源|稿件来源",
    None: "主题分类|体裁分类|组配分类|公开方式|公开范围|公开时限|公开形式|生成日期|成文日期|失效日期|废止日期|生效日期|"
    "更新时间|有效性|浏览次数|点击次数|主题词|关键词|内容概述|信息类别|服务对象",
}
# Labels that are words of sentences too: nothing may touch them from before, and something must part them from a value.
_WEAK: dict[FieldName | None, str] = {
    "title": "标题|名称",
    "organ": "公开主体|公开机构|公开单位|责任部门|发布部门",
    "source": "来源|稿源",
    "dated": "日期|时间|发布于",
    "document_number": "文号",
    None: "浏览量|访问量|点击数|点击量|阅读|栏目|公开目录|作者|编辑|责任编辑|字体|字号|分类|语种|有效期|状态|打印|分享",
}
_BRACKETED_YEAR = r"[〔\[(【]\s*(?:19|20)\d\d\s*年?\s*[〕\])】]"
_DOCUMENT_NUMBER = rf"[\u4e00-\u9fff]{{1,16}}(?:\([\u4e00-\u9fff]{{1,6}}\))?\s*{_BRACKETED_YEAR}\s*第?\s*\d{{1,5}}\s*号"
_VALUE: dict[FieldName, re.Pattern[str]] = {
    "title": re.compile(r"[^\n|\t]{4,80}"),
    "organ": re.compile(r"[^\n|\s:,。;]{3,40}"),
    "source": re.compile(r"[^\n|\s:,。;]{3,40}"),
    "published": re.compile(DATE),
    "issued": re.compile(DATE),
    "dated": re.compile(DATE),
    "document_number": re.compile(_DOCUMENT_NUMBER),
    "index_number": re.compile(r"[A-Za-z0-9][A-Za-z0-9\-/_.]{4,59}"),
}
_DIGITS_OF_AN_INDEX_NUMBER = 4


_NAMES = {word: name for labels in (_STRONG, _WEAK) for name, words in labels.items() for word in words.split("|")}
# The characters of a label may be parted by spaces: 索 引 号.
_SPACES = r"[^\S\n]*"


def _spaced(labels: dict[FieldName | None, str], first: str) -> str:
    """What stands behind the first character of the labels that begin with it, longer ones first."""
    words = sorted("|".join(labels.values()).split("|"), key=len, reverse=True)
    return "|".join(_SPACES.join(word[1:]) for word in words if word[0] == first)


def _labels_from(first: str) -> str:
    patterns = []
    if strong := _spaced(_STRONG, first):
        patterns.append(f"{_SPACES}(?:{strong})")
    if weak := _spaced(_WEAK, first):
        patterns.append(rf"(?<![\u4e00-\u9fff].){_SPACES}(?:{weak})(?={_SPACES}(?:[\]】:|\t\n]|\d|$)|[^\S\n]{{2,}})")
    return f"{first}(?:{'|'.join(patterns)})"


# By their first characters, which a search looks out for: else the labels would be tried one by one at every place.
_LABEL = re.compile("|".join(map(_labels_from, sorted({word[0] for word in _NAMES}))))
_LONGEST_COMMON_CELL = 24
_AROUND_CONTENT = " :[]【】"
# Some sites put brackets around labels, or around values: [ 索 引 号 ] 2019-0000013, 发布时间:[2020/08/24]
_TO_VALUE = re.compile(r"[^\S\n]*[\]】]?[^\S\n]*:?[^\S\n]*\|?[^\S\n]*\n?\s*(?:[\[【]\s*)?")
_DATELINE = re.compile(
    rf"^[^\S\n]*(?:[•·*][^\S\n]*)?(?P<date>{DATE})[^\S\n]*日?[^\S\n]*(?:\d\d?:\d\d|来源[^\S\n]*:)", re.MULTILINE
)
# A search for the beginnings of lines tries every character. What such a line must have is found sooner, or not at all.
_BEHIND_DATE = re.compile(r":(?:(?<=\d:)\d\d|(?<=[源\s]:))")
_YEAR_OF_NUMBER = re.compile(_BRACKETED_YEAR)
_DATE_UNDER_TITLE = re.compile(rf"\s{{0,20}}\([^\S\n]*(?P<date>{DATE})[^\S\n]*日?[^\S\n]*\)[^\S\n]*$", re.MULTILINE)
_NUMBER_LINE = re.compile(rf"^[^\S\n]*(?P<number>{_DOCUMENT_NUMBER})[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its place in the canonical text; `basis` says how it was found."""

    value: str
    start: int
    end: int
    basis: str = "labelled_field"


def _name(label: re.Match[str]) -> FieldName | None:
    return _NAMES["".join(label.group().split())]


def _is_plausible(name: FieldName, value: str) -> bool:
    if name in ("organ", "source"):
        return is_organ(value)
    if name == "title":
        return title_of(value) is not None
    if name == "index_number":
        return sum(c.isdigit() for c in value) >= _DIGITS_OF_AN_INDEX_NUMBER and not date_at(value)
    return name == "document_number" or date_at(value) is not None


def _value_at(text: str, name: FieldName, start: int, end: int) -> Field | None:
    found = _VALUE[name].match(text, start, end)
    if found is None:
        return None
    value = found.group().strip()
    return Field(re.sub(r"\s+", " ", value), start, start + len(value)) if _is_plausible(name, value) else None


def _beside_labels(text: str, end: int) -> Iterator[tuple[FieldName, Field]]:
    labels = list(_LABEL.finditer(text, 0, end))
    for index, label in enumerate(labels):
        name = _name(label)
        to_value = _TO_VALUE.match(text, label.end(), end)
        start = to_value.end() if to_value else label.end()
        limit = labels[index + 1].start() if index + 1 < len(labels) else end
        if name is None or start >= limit:
            continue
        field = _value_at(text, name, start, limit)
        if field:
            yield name, field


def _starts_of(parts: Sequence[str], start: int) -> Iterator[int]:
    """Where the words of the fields of a line begin."""
    for part in parts:
        yield start + len(part) - len(part.lstrip())
        start += len(part) + 1


@remembered(longest=_LONGEST_COMMON_CELL)
def _label_of(content: str) -> tuple[bool, FieldName | None]:
    """Whether the content of a cell is a label, and of what."""
    label = _LABEL.match(content + ":")
    is_label = label is not None and label.end() == len(content)
    return is_label, _name(label) if label and is_label else None


def _names_in(row: Sequence[str]) -> list[FieldName | None]:
    """What the labels are of that the cells of a row are; [] where one is no label, or only one has content."""
    names: list[FieldName | None] = []
    filled = 0
    for cell in row:
        content = cell.strip(_AROUND_CONTENT)
        is_label, name = _label_of(content)
        if content and not is_label:
            return []
        filled += bool(content)
        names.append(name)
    return names if filled > 1 else []


def _under_labels(text: str, end: int) -> Iterator[tuple[FieldName, Field]]:
    """Values in a row of cells under a row of labels."""
    above: list[FieldName | None] = []
    position = 0
    for line in text[:end].split("\n"):
        start_of_line, position = position, position + len(line) + 1
        separator = "|" if "|" in line else "\t"
        if separator not in line:
            above = above if not line.strip() else []
            continue
        row = line.split(separator)
        if len(row) == len(above):
            contents = [cell.strip(_AROUND_CONTENT) for cell in row]
            if not any(_label_of(content)[0] for content in contents):
                for name, start, content in zip(above, _starts_of(row, start_of_line), contents, strict=True):
                    field = _value_at(text, name, start, start + len(content)) if name else None
                    if name and field:
                        yield name, field
        above = _names_in(row)


def read_fields(text: str, end: int) -> dict[FieldName, Field]:
    """The labelled fields in canonical text[:end], the first valid value of each label."""
    fields: dict[FieldName, Field] = {}
    for name, field in (*_under_labels(text, end), *_beside_labels(text, end)):
        fields.setdefault(name, field)
    return fields


def dateline(text: str, end: int) -> Field | None:
    """A date with a time of day or a source that begins a line, as sites print it under a title: 2021-01-29 17:16"""
    line = _DATELINE.search(text, 0, end) if _BEHIND_DATE.search(text, 0, end) else None
    return Field(line["date"], *line.span("date"), "dateline") if line and date_at(line["date"]) else None


def date_under(text: str, title_end: int) -> Field | None:
    """A date in brackets directly under a title, or at its end: with the day on which a report was issued."""
    line = _DATE_UNDER_TITLE.match(text, title_end)
    return Field(line["date"], *line.span("date"), "date_under_title") if line and date_at(line["date"]) else None


def number_line(text: str, end: int) -> Field | None:
    """The number of a document that stands on a line of its own, as under the title of an official document."""
    line = _NUMBER_LINE.search(text, 0, end) if _YEAR_OF_NUMBER.search(text, 0, end) else None
    return Field(re.sub(r"\s+", "", line["number"]), *line.span("number"), "number_line") if line else None
