"""Where a thing stands in a report, in words for the person who opens it."""

import re

# Kinds of locators (see `ingest.document` and the readers) and their words; characters are counted from 0 there.
_CHARACTERS = re.compile(r"char:(\d+)-(\d+)")
_CELL = re.compile(r"table:(\d+)/row:(\d+)/cell:(\d+)")
_PARAGRAPH = re.compile(r"paragraph:(\d+)(?:/char:(\d+)-(\d+))?")
_PAGE = re.compile(r"page:(\d+)(?:/box:.*)?")
_ELEMENT = re.compile(r"\(//(\w+)\)\[(\d+)\]")

# The three tables of the form, as they follow each other in it.
TABLES = {
    "disclosure": "第1张表：主动公开政府信息情况",
    "application": "第2张表：收到和处理政府信息公开申请情况",
    "legal": "第3张表：行政复议、行政诉讼情况",
}


def place_in_words(locator: str | None) -> str | None:
    """The place in Chinese; a kind of locator that is not known stays as it is."""
    if locator is None:
        return None
    ends = locator.split("..")
    if len(ends) > 1:
        first, last = _one_place(ends[0]), _one_place(ends[-1])
        return first if first == last else f"{first}至{last}"
    return _one_place(locator)


def _one_place(locator: str) -> str:
    if match := _CHARACTERS.fullmatch(locator):
        return f"全文{_span(match[1], match[2])}"
    if match := _CELL.fullmatch(locator):
        return f"文中第{match[1]}个表格第{match[2]}行第{match[3]}格"
    if match := _PARAGRAPH.fullmatch(locator):
        return f"第{match[1]}段" + (_span(match[2], match[3]) if match[2] else "")
    if match := _PAGE.fullmatch(locator):
        return f"第{match[1]}页"
    if match := _ELEMENT.fullmatch(locator):
        return f"网页第{match[2]}个{match[1]}元素"
    return locator


def _span(start: str, end: str) -> str:
    first, last = int(start) + 1, int(end)
    return f"第{first}字" if last <= first else f"第{first}—{last}字"
