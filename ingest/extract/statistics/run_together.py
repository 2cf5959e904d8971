"""Statistics sheets that lost their separators: 指标名称单位统计数主动公开文件数条2543其中:1.政府网站…

Where a number ends and the next label begins, nothing tells but the end of a line. So a row has one reading where it
has a line of its own, the sheet has one value column, and the line before it is a whole row too or its own label has an
ordinal. All other rows are ambiguous.
"""

import re
from collections.abc import Iterator

from ingest.document import Document
from ingest.extract.statistics.headers import StatisticsColumn
from ingest.extract.statistics.headings import begins_a_label
from ingest.extract.statistics.rows import PrintedRow, PrintedSheet, PrintedSlot, Span, as_printed
from ingest.extract.statistics.values import ONE_UNIT

_YEAR_COLUMN = r"统计(?:数据|数量|数)|本年度?数?|20\d\d年度?|数量|数据|数值"
_CUMULATIVE_COLUMN = r"历年累计数?|累计数?"
_HEADER = re.compile(
    rf"(?:统计指标|指标名称|指标)(?:计量)?单位(?P<year>{_YEAR_COLUMN})(?P<cumulative>{_CUMULATIVE_COLUMN})?(?=\s*[^\s|])"
)
_NUMBERS = re.compile(rf"(?P<unit>{ONE_UNIT}|亿元|万元|元)(?P<digits>[+\-]?\d[\d,.]*+)")
_LINE_END = re.compile(r"[^\S\n]*(?:\n|$)")
_LABEL_STARTS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|(?<!\d)\d{1,2}[.、](?!\d)"
    r"|其中[::]?(?:\d{1,2}[.、])?|(?<=\n)\s*"
)
_DASHES = re.compile(r"[-–—―─]+$")
_END = re.compile(r"[。;!?]|\n\s*\n")
_LONGEST_LABEL = 160
_LONGEST_RAW = 200


def _rows(
    document: Document, text: str, body: Span, columns: tuple[StatisticsColumn, ...], *, is_clear: bool
) -> Iterator[PrintedRow]:
    position = body[0]
    line_is_whole = is_clear
    for numbers in _NUMBERS.finditer(text, *body):
        low, high = position, numbers.start()
        if high - low > 2 * _LONGEST_LABEL:
            return
        if low >= high:
            continue
        *headings, label = _parts(text, low, high)
        for begin, stop in headings:
            if heading := _label(document, begin, stop):
                yield PrintedRow(begin, heading, "", ())
        ends_line = _LINE_END.match(text, numbers.end()) is not None
        words = text[slice(*label)].strip()
        begins_line = not text[max(text.rfind("\n", low, label[0]) + 1, low) : label[0]].strip()
        is_next = line_is_whole and not text[low : label[0]].strip()
        is_whole = begins_line and (is_next or begins_a_label(words)) and words.count("(") == words.count(")")
        span = (numbers.start("digits"), min(numbers.end(), numbers.start("digits") + _LONGEST_RAW))
        slots = tuple(PrintedSlot(column, span, is_clear and ends_line and is_whole) for column in columns)
        yield PrintedRow(label[0], _label(document, *label), numbers["unit"], slots)
        line_is_whole = is_clear and ends_line
        position = numbers.end()


def _parts(text: str, low: int, high: int) -> list[Span]:
    """Headings and the label between two rows; each begins a line or with its ordinal."""
    starts = [match.start() for match in _LABEL_STARTS.finditer(text, low, high)]
    starts = starts if starts[:1] == [low] else [low, *starts]
    spans = list(zip(starts, [*starts[1:], high], strict=True))
    return [span for span in spans if text[slice(*span)].strip()] or [(low, high)]


def _label(document: Document, start: int, end: int) -> str:
    return as_printed(_DASHES.sub("", document.text[start:end].rstrip()))


def read_sheets_run_together(document: Document, text: str, report_year: int | None) -> Iterator[PrintedSheet]:
    """The sheets without separators in canonical `text`."""
    position = 0
    while header := _HEADER.search(text, position):
        following = _HEADER.search(text, header.end())
        end = following.start() if following else len(text)
        if stop := _END.search(text, header.end(), end):
            end = stop.start()
        columns: tuple[StatisticsColumn, ...] = ("year_value",)
        if header["cumulative"]:
            columns = ("year_value", "cumulative_value")
        # Where anything else stands behind the header, it may be a further column.
        is_clear = len(columns) == 1 and _LINE_END.match(text, header.end()) is not None
        is_clear &= header["year"][:2] != "20" or int(header["year"][:4]) == report_year
        rows = tuple(_rows(document, text, (header.end(), end), columns, is_clear=is_clear))
        while rows and rows[-1].is_heading:
            rows = rows[:-1]
        if rows:
            yield PrintedSheet(rows, (header.start(), rows[-1].slots[0].span[1]))
        position = max(end, header.end())
