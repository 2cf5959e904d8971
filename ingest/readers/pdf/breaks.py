"""What page breaks take apart is put together again, and what pages print of their own is taken away.

Rows of a table on two pages are one row only where this is certain; else both halves stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf.blocks import PageBlocks, TableBlock, TableCell
from ingest.readers.pdf.lines import TextLine, joint
from ingest.readers.pdf.wrapping import is_rest_of_a_number

# PDF points.
_SAME_EDGE = 3.0
_FURTHEST_SHIFT = 80.0
_SAME_HEIGHT = 3.0
# Shares of the size of the font.
_APART = 2.0
_AT_THE_MARGIN = 1.6
_NO_INDENT = 0.6
_SAME_SIZE = 0.1
# A share of the width of the text of the page.
_FULL_LINE = 0.6
# A share of the size that the page is set in.
_TITLE_SIZE = 1.2
_EXTREME_LINES = 2
_LABELS_OF_A_HEADER = 3

_PAGE_NUMBER = re.compile(r"[-—–－·•~\s]*(\d{1,4})[-—–－·•~\s]*")
_NAMED_PAGE_NUMBER = re.compile(
    r"\s*[-—–－·•~]+\s*\d{1,4}\s*[-—–－·•~]+\s*"
    r"|\s*第\s*\d{1,4}\s*页\s*[,，/]?\s*(?:共\s*\d{1,4}\s*页)?\s*"
)
_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")
_UNITS = ("元", "万元", "亿元")
_YEAR = re.compile(r"\d{4}\s*年")
_DIGIT = re.compile(r"\d")
# What begins a label, a heading or an item of a list.
_NUMERAL = "[一二三四五六七八九十\\d]{1,3}"
_ORDINAL = re.compile(
    rf"\s*(?:[一二三四五六七八九十]{{1,3}}\s*[、.．]|[（(]\s*{_NUMERAL}\s*[)）]|\d{{1,2}}\s*[、.．]|第\s*{_NUMERAL}\s*[条章节项])"
)
_SENTENCE_END = ("。", "；", "：", ":", ";", "！", "？")


# --- what pages print of their own


def without_furniture(pages: Sequence[PageBlocks]) -> None:
    """Take page numbers away, and all but the first print of a line that several pages have at one height."""
    lines = [(number, line, is_apart) for number, page in enumerate(pages) for line, is_apart in _outermost(page)]
    numbers = Counter(place for number, line, is_apart in lines if is_apart and (place := _counted(number, line)))
    repeated = Counter((line.text, _height(line)) for _, line, _ in lines)
    seen: set[str] = set()
    for number, line, is_apart in lines:
        place = _counted(number, line)
        is_number = is_apart and place is not None and numbers[place] > 1
        is_repeated = line.text in seen and repeated[line.text, _height(line)] > 1
        is_running = is_apart and is_repeated and _is_running_text(line.text)
        seen.add(line.text)
        if is_number or is_running or _NAMED_PAGE_NUMBER.fullmatch(line.text):
            pages[number].blocks = [block for block in pages[number].blocks if block is not line]


def _height(line: TextLine) -> int:
    return round(line.baseline / _SAME_HEIGHT)


def _counted(number: int, line: TextLine) -> tuple[int, int] | None:
    """What all page numbers of a document have in common: how far they are ahead of the page, and their height."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    return (int(found[1]) - number, _height(line)) if found else None


def _is_running_text(text: str) -> bool:
    return _HAN.search(text) is not None and not _DIGIT.search(_YEAR.sub("", text))


def _outermost(page: PageBlocks) -> Iterator[tuple[TextLine, bool]]:
    """The lines at the top and the bottom of a page, with whether they, or they and the next, stand apart from it."""
    half = len(page.blocks) // 2
    for inwards, most in ((page.blocks, len(page.blocks) - half), (page.blocks[::-1], half)):
        edge = inwards[: min(_EXTREME_LINES, most)]
        is_apart = False
        for index in reversed(range(len(edge))):
            line = edge[index]
            if isinstance(line, TextLine):
                inner = inwards[index + 1] if index + 1 < len(inwards) else None
                is_apart = is_apart or inner is None or _distance(line, inner) >= _APART * line.size
                yield line, is_apart


def _distance(line: TextLine, other: TextLine | TableBlock) -> float:
    if isinstance(other, TextLine):
        return abs(line.baseline - other.baseline)
    return min(abs(line.baseline - other.top), abs(line.baseline - other.bottom))


# --- paragraphs


def goes_on(line: TextLine, page: PageBlocks, following: TextLine, next_page: PageBlocks) -> bool:
    """Whether the paragraph of a line goes on in the line that follows it.

    The lines of a title are one. Else the first line must fill its page to the right margin and end no sentence, the
    second begin at the left margin with anything but an ordinal. Lines with wide gaps may be rows of a table and are
    left alone.
    """
    if line.is_parted or following.is_parted or abs(line.size - following.size) > _SAME_SIZE * line.size:
        return False
    text, next_text = line.text, following.text
    if page is next_page and _is_title(line, page) and _is_title(following, page):
        return True
    return (
        line.right >= page.right - _AT_THE_MARGIN * line.size
        and line.right - line.left >= _FULL_LINE * (page.right - page.left)
        and following.left <= next_page.left + _NO_INDENT * line.size
        and not text.endswith(_SENTENCE_END)
        and _HAN.search(text) is not None
        and _HAN.search(next_text) is not None
        and not _ORDINAL.match(next_text)
    )


def _is_title(line: TextLine, page: PageBlocks) -> bool:
    """Whether a line stands in the middle of its page in larger type: a title, whose lines are one."""
    is_centred = abs(line.left - page.left - (page.right - line.right)) <= line.size
    return is_centred and line.size >= _TITLE_SIZE * page.size and _HAN.search(line.text) is not None


# --- tables


def joined_tables(above: TableBlock, below: TableBlock) -> TableBlock | None:
    """The table that goes on over a page break, or None where the edges of the columns make them two."""
    shift = below.columns[0] - above.columns[0]
    shifted = [edge - shift for edge in below.columns]
    if abs(shift) > _FURTHEST_SHIFT or abs(shifted[-1] - above.columns[-1]) > _SAME_EDGE:
        return None
    many, few = (above.columns, shifted) if len(above.columns) >= len(shifted) else (shifted, above.columns)
    if not all(min(abs(edge - other) for other in many) <= _SAME_EDGE for edge in few):
        return None
    upper, lower = _on_edges(above, above.columns, many), _on_edges(below, shifted, many)
    row = _joined_row(upper[-1], lower[0])
    rows = [*upper[:-1], row, *lower[1:]] if row else [*upper, *lower]
    return TableBlock(many, rows, above.top, below.bottom)


def _on_edges(table: TableBlock, own: Sequence[float], edges: Sequence[float]) -> list[list[TableCell]]:
    """The rows of a table with its `own` edges cut at more of them."""
    if len(own) == len(edges):
        return table.rows
    columns = []
    for low, high in pairwise(edges):
        middle = (low + high) / 2
        columns.append(min(sum(edge <= middle for edge in own[1:-1]), len(own) - 2))
    return [[row[column] for column in columns] for row in table.rows]


def _is_label(text: str) -> bool:
    return _HAN.search(text) is not None and text.strip() not in _UNITS


def _is_value(text: str) -> bool:
    return bool(text.strip()) and not _is_label(text)


def _joined_row(upper: Sequence[TableCell], lower: Sequence[TableCell]) -> list[TableCell] | None:
    """One row of the last of a page and the first of the next, or None where they may be two.

    They are one where the label shows that it was broken (the first half begins with an ordinal and the second does
    not) or the second row has no label at all, and the numbers show it too: see `_are_numbers_of_one`. So is a header.
    """
    pairs = list(dict.fromkeys(zip(upper, lower, strict=True)))
    if len({a for a, _ in pairs}) < len(pairs) or len({b for _, b in pairs}) < len(pairs):
        return None  # their cells do not stand below each other
    if _is_broken_header(pairs):
        return [_joined_cell(a, b) for a, b in zip(upper, lower, strict=True)]
    own = [(a, b) for a, b in pairs if a.rows == b.rows == 1]
    labels_above = [a for a, _ in own if _is_label(a.text)]
    labels_below = [(a, b) for a, b in own if _is_label(b.text)]
    if labels_below:
        (label, rest), *others = labels_below
        if others or not _ORDINAL.match(label.text) or _ORDINAL.match(rest.text) or _is_value(label.text):
            return None
    numbers = [pair for pair in own if pair not in labels_below]
    if any(_is_label(a.text) and b.text.strip() for a, b in numbers):
        return None
    if not _are_numbers_of_one(numbers, has_label=bool(labels_above)):
        return None
    return [_joined_cell(a, b) for a, b in zip(upper, lower, strict=True)]


def _is_broken_header(pairs: Sequence[tuple[TableCell, TableCell]]) -> bool:
    """Whether several labels of a header go on below: all that the second row has are labels below labels."""
    below = [(a.text, b.text) for a, b in pairs if b.text.strip()]
    return (
        len(below) >= _LABELS_OF_A_HEADER
        and all(_is_label(a) and _is_label(b) and not _ORDINAL.match(b) for a, b in below)
        and not any(_is_value(a.text) for a, _ in pairs)
    )


def _are_numbers_of_one(pairs: Sequence[tuple[TableCell, TableCell]], *, has_label: bool) -> bool:
    """Whether the numbers of two rows may be those of one: only one of the rows has any, or numbers go on below.

    Where numbers stand below numbers, those that are not broken leave the second row blank. Without a label above, all
    that stand in the second must go on from a number that fills its cell.
    """
    above = [pair for pair in pairs if _is_value(pair[0].text)]
    below = [pair for pair in pairs if _is_value(pair[1].text)]
    if not above or not below:
        return bool(above or below) and (has_label or not below)
    has_whole = any(not b.text.strip() for _, b in above)
    return has_whole and (has_label or all(a.is_full for a, _ in below))


def _joined_cell(upper: TableCell, lower: TableCell) -> TableCell:
    if upper.rows == lower.rows == 1 or (lower.rows == 1 and lower.fragments):
        is_one = upper.is_full and is_rest_of_a_number(lower.text)
        between = [] if is_one else joint(upper.fragments, lower.fragments)
        upper.fragments = [*upper.fragments, *between, *lower.fragments]
        lower.fragments = []
    return upper
