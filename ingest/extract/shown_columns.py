"""Columns that the layout itself shows: fields cut by tabs or pipes, cells on lines of their own.

Only such a layout can tell which cells of a row are empty. A space shows nothing: dumps add and drop them at will.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.extract.rows import Row
from ingest.extract.tokens import Event

# How many complete rows must agree on a layout before an incomplete row is read by it.
_ROWS_OF_EVIDENCE = 3
_SEPARATOR = re.compile(r" *[\t|]")
_OPENING = re.compile(r" *\| *\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """How this table separates its cells: the separator, how many fields stand before the values of a row, how many
    behind (None where that varies), and how many fields a row has at least.
    """

    separator: re.Pattern[str]
    within_line: bool
    before: int | None
    behind: int | None
    fields: int

    @property
    def is_by_lines(self) -> bool:
        """Whether cells stand on lines of their own."""
        return self.separator.pattern not in (r"\|", r"\t")


def columns_of_line(
    text: str,
    start: int,
    width: int,
    slots: Sequence[Event],
    *,
    is_closed: bool = False,
    is_always_closed: bool = False,
) -> tuple[Event | None, ...] | None:
    """The columns of a row whose line, from its first field at `start`, has as many fields, cut by tabs or pipes, as
    there are columns: then each of them is shown, the empty ones too. None where it has not, or nothing is filled in.

    `is_closed` says that most rows of the table end with a pipe; so does a line that begins with one. Where no line
    ends otherwise (`is_always_closed`), the last pipe is no empty cell.
    """
    line_end = text.find("\n", start)
    if line_end < 0:
        return None  # the text ends in this line, maybe within a number
    line = text[start:line_end].rstrip("\r")
    separator = "\t" if "\t" in line else "|"
    fields = line.split(separator)
    if separator == "|" and len(fields) == width + 1 and not fields[-1].strip():
        if not fields[0].strip() and not is_always_closed:
            return None  # either of the two may be the frame of the row
        fields.pop()
    elif (
        (is_closed or _OPENING.match(text, text.rfind("\n", 0, start) + 1, start))
        and separator == "|"
        and not fields[-1].strip()
    ):
        return None  # the last pipe closes the row, so another one is lost
    return columns_of_fields(text, start, start + len(separator.join(fields)), separator, width, slots)


def columns_of_fields(
    text: str, start: int, end: int, separator: str, width: int, slots: Sequence[Event]
) -> tuple[Event | None, ...] | None:
    """The columns that the fields of `text[start:end]` are; None where they are not `width`, or none is filled in."""
    fields = text[start:end].split(separator)
    if len(fields) != width:
        return None
    position = start
    columns: list[Event | None] = []
    for content in fields:
        columns.append(_event_at(position, position + len(content), slots, text))
        position += len(content) + 1
    return tuple(columns) if any(columns) else None


def by_line(
    row: Row, width: int, text: str, *, is_closed: bool, is_always_closed: bool
) -> tuple[Event | None, ...] | None:
    """The columns of a row by the fields that its line has behind the label."""
    behind = _SEPARATOR.match(text, row.label.end)
    if behind is None:
        return None
    start = behind.end()
    return columns_of_line(text, start, width, row.slots, is_closed=is_closed, is_always_closed=is_always_closed)


def by_pipes(row: Row, width: int, text: str) -> tuple[Event | None, ...] | None:
    """The columns of a row of cells on lines of their own ("0 |"), if just as many stand before the next label."""
    end = text.rfind("|", row.label.end, row.area_end)
    if end < 0 or text[end + 1 : row.area_end].strip() or not row.slots:
        return None
    return columns_between_pipes(text, row.label.end, end, width, row.slots)


def columns_between_pipes(
    text: str, label_end: int, end: int, width: int, slots: Sequence[Event]
) -> tuple[Event | None, ...] | None:
    """The columns on lines of their own between a label and `end`, each but the last with a pipe behind it.

    So has the label: where a pipe begins every line, the last one would be that of the label below.
    """
    if any("\n" not in text[a.end : b.start] for a, b in pairwise(slots)):
        return None  # cells share a line: what ends it is no empty cell
    start = text.find("|", label_end, end) + 1
    if not start or text[label_end : start - 1].strip(" "):
        return None
    return columns_of_fields(text, start, end, "|", width, slots)


def _area(row: Row, text: str, *, within_line: bool) -> tuple[int, int]:
    end = row.area_end
    if within_line:
        line_end = text.find("\n", row.label.end, end)
        end = line_end if line_end >= 0 else end
    return row.label.end, end


def _fields(row: Row, separator: re.Pattern[str], text: str, *, within_line: bool) -> list[tuple[int, int]]:
    start, end = _area(row, text, within_line=within_line)
    places, position = [], start
    for match in separator.finditer(text, start, end):
        places.append((position, match.start()))
        position = match.end()
    places.append((position, end))
    return places


def _separators(complete: Sequence[tuple[Row, int]], text: str) -> list[tuple[re.Pattern[str], bool]]:
    """Separators worth trying, with whether a row ends with its line. A space shows no empty cell: dumps add and drop
    them at will.
    """
    gaps = [gap for row, _ in complete for gap in row.gaps(text)]
    within_line = all(row.stands_on_a_line_of_its_own(text) for row, _ in complete)
    found: list[tuple[re.Pattern[str], bool]] = []
    if gaps and all("|" in gap for gap in gaps):
        found.append((re.compile(r"\|"), within_line))
    elif gaps and within_line and all("\t" in gap for gap in gaps):
        found.append((re.compile(r"\t"), True))
    elif gaps and not within_line:
        newlines = Counter(gap.count("\n") for gap in gaps).most_common(1)[0][0]
        if newlines:
            found.append((re.compile(rf"[^\S\n]*(?:\n[^\S\n]*){{{newlines}}}"), False))
    return found


def find_layout(complete: Sequence[tuple[Row, int]], text: str) -> Layout | None:
    """The way the complete rows separate their cells, if all of them do it alike."""
    if len(complete) < _ROWS_OF_EVIDENCE:
        return None
    for separator, within_line in _separators(complete, text):
        befores, behinds, counts = set(), set(), []
        for row, width in complete:
            places = _fields(row, separator, text, within_line=within_line)
            filled = [i for i, (low, high) in enumerate(places) if text[low:high].strip()]
            if len(filled) != width or filled[-1] - filled[0] + 1 != width:
                break
            befores.add(filled[0])
            behinds.add(len(places) - 1 - filled[-1])
            counts.append(len(places) - width)
        else:
            before = befores.pop() if len(befores) == 1 else None
            behind = behinds.pop() if len(behinds) == 1 else None
            # An empty line or a tab is an empty cell only where there is never one without a reason.
            certain = before is not None and behind is not None
            if certain or (separator.pattern == r"\|" and (before is not None or behind is not None)):
                return Layout(separator, within_line, before, behind, min(counts))
    return None


def by_layout(row: Row, width: int, layout: Layout | None, text: str) -> tuple[Event | None, ...] | None:
    """The columns of an incomplete row in a layout that shows empty cells, or None where it does not fit the layout."""
    if layout is None or row.behind:
        return None
    if row.slots and not row.slots[0].is_slot and layout.separator.pattern != r"\|":
        return None  # words come first: only pipes show that they are a cell, and not the label of another row
    places = _fields(row, layout.separator, text, within_line=layout.within_line)
    if len(places) < layout.fields + width:
        return None
    readings = set()
    for first in (layout.before, None if layout.behind is None else len(places) - layout.behind - width):
        if first is None:
            continue
        inside, outside = places[first : first + width], places[:first] + places[first + width :]
        if first < 0 or len(inside) < width or any(text[low:high].strip() for low, high in outside):
            return None
        readings.add(tuple(inside))
    if len(readings) != 1:
        return None
    places = list(readings.pop())
    if layout.separator.pattern == r"\|" and not text[slice(*places[-1])].strip() and _opens_lines(row, text):
        return None  # the last pipe is that of the label below
    if layout.is_by_lines and not (text[slice(*places[0])].strip() and text[slice(*places[-1])].strip()):
        return None  # an empty line before or behind the numbers may be one between two rows
    return tuple(_event_at(low, high, row.slots, text) for low, high in places)


def _opens_lines(row: Row, text: str) -> bool:
    """Whether a pipe begins the line behind that of the label, as it begins every cell."""
    pipe = text.find("|", row.label.end, row.area_end)
    return pipe >= 0 and "\n" in text[row.label.end : pipe]


def _event_at(low: int, high: int, slots: Sequence[Event], text: str) -> Event | None:
    content = text[low:high]
    if not content.strip():
        return None
    start = low + len(content) - len(content.lstrip())
    end = low + len(content.rstrip())
    for slot in slots:
        if (slot.start, slot.end) == (start, end):
            return slot
    return Event("text", start, end)
