"""Rows of a printed table: which slots belong to a label, and in which column each of them stands.

A row whose slots are as many as its columns is plain. Where there are fewer, something is blank, and only a layout that
shows its empty cells can tell which; where there are more, or where the numbers before one label make up for the lack
behind another, nobody can tell, and the row stays undecided. Undecided is a result; a guess is not.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.extract.tokens import Event

# A text longer than this between two slots is no cell content: prose or a page header has begun.
_LONGEST_CELL_TEXT = 20
# How many complete rows must agree on a layout before an incomplete row is read by it.
_ROWS_OF_EVIDENCE = 3


@dataclass(slots=True)
class Row:
    """One printed row. `header` has the labels printed since the slots of the row before, `area_end` is where the next
    label begins, `unclaimed` counts numbers that follow the row but stand behind something that is not its label.
    """

    code: str
    label: Event
    header: tuple[Event, ...]
    slots: list[Event] = field(default_factory=list)
    area_end: int = 0
    unclaimed: int = 0
    closed: bool = False

    @property
    def numbers(self) -> int:
        """How many slots hold a number or a mark."""
        return sum(slot.is_slot for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Placement:
    """The columns of a row: an event for each, None where the cell is blank; or, undecided, a reason and no columns."""

    columns: tuple[Event | None, ...] | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How this table separates its cells: the separator, how many fields stand before the values of a row, how many
    behind (None where that varies), and how many fields a row has at least.
    """

    separator: re.Pattern[str]
    within_line: bool
    before: int | None
    behind: int | None
    fields: int


def collect_rows(
    events: Sequence[Event], end: int, width: int, row_code: Callable[[int], str | None]
) -> tuple[list[Row], int]:
    """Group events into rows; `row_code(i)` says which row the label events[i] starts, `width` is the most slots a row
    may have. Returns the rows, and how many slots stand before the first of them.
    """
    rows: list[Row] = []
    header: list[Event] = []
    leading = 0
    current: Row | None = None
    for index, event in enumerate(events):
        if event.kind == "label":
            code = row_code(index)
            if code is not None:
                _end_area(current, event.start)
                current = Row(code, event, tuple(header), area_end=end)
                rows.append(current)
                header = []
                continue
            if event.match and all(m.kind == "note" for m in event.match.meanings) and current and not current.slots:
                continue  # "(区分处理的,…)" belongs to the label before it
            header.append(event)
            _end_area(current, event.start)
        elif event.kind == "unit":
            header.append(event)
        elif event.kind == "heading":
            _end_area(current, event.start)
        elif event.kind == "text":
            if current is None or current.closed:
                continue
            is_long = event.end - event.start > _LONGEST_CELL_TEXT
            if not current.slots or len(current.slots) >= width or is_long:
                _end_area(current, event.start)
            else:
                current.slots.append(event)
        elif current is None:
            leading += 1
        elif current.closed:
            current.unclaimed += 1
        else:
            current.slots.append(event)
            header = []
    return rows, leading


def _end_area(row: Row | None, position: int) -> None:
    if row and not row.closed:
        row.closed = True
        row.area_end = position


def without_mentions(rows: Sequence[Row], widths: Sequence[int]) -> list[Row]:
    """Drop labels that only mention a row which is printed in full elsewhere ("予以公开3件" in the text around it)."""
    full = {row.code for row, width in zip(rows, widths, strict=True) if row.numbers == width > 1}
    return [row for row in rows if row.numbers > 1 or row.code not in full]


def place_rows(
    rows: Sequence[Row], widths: Sequence[int], leading: int, text: str, *, is_whole: bool
) -> list[Placement]:
    """Decide the columns of every row; `widths` are their numbers of columns, `leading` the slots before them.

    `is_whole` says that the last row of the form is among the rows: then numbers left over at the top mean nothing.
    """
    rows = [_own_slots(row, width, text) for row, width in zip(rows, widths, strict=True)]
    undecided = _shifted(rows, widths, leading, text, is_whole=is_whole)
    complete = [
        (row, width)
        for index, (row, width) in enumerate(zip(rows, widths, strict=True))
        if index not in undecided and row.numbers == len(row.slots) == width and not row.unclaimed
    ]
    layout = _find_layout(complete, text)
    placements = []
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        if index in undecided:
            placement = Placement(None, "numbers stand before one label and are lacking behind another")
        elif row.numbers == len(row.slots) == width:
            placement = Placement(tuple(row.slots))
        elif explicit := _by_layout(row, width, layout, text):
            placement = Placement(explicit)
        elif not row.slots and row.unclaimed == 0:
            placement = Placement((None,) * width)
        else:
            placement = Placement(None, f"{len(row.slots) or row.unclaimed} of {width} numbers are printed")
        placements.append(placement)
    return placements


def _own_slots(row: Row, width: int, text: str) -> Row:
    """Leave out what stands behind a whole row: the text after the table, or a page number on a line of its own."""
    slots = list(row.slots)
    while slots and slots[-1].kind == "text":
        slots.pop()
    if len(slots) > width and "\n" not in text[row.label.end : slots[width - 1].end]:
        behind = text[slots[width - 1].end : slots[width].start]
        slots = slots[:width] if "\n" in behind else slots
    return replace(row, slots=slots)


def _is_tied(row: Row, text: str) -> bool:
    """Whether label and values share a line of their own, so that no other row's numbers can be meant."""
    if not row.slots:
        return False
    last = row.slots[-1].end
    return "\n" not in text[row.label.end : last] and (
        "\n" in text[last : row.area_end] or row.area_end >= len(text.rstrip())
    )


def _shifted(rows: Sequence[Row], widths: Sequence[int], leading: int, text: str, *, is_whole: bool) -> set[int]:
    """Rows that may have got another row's numbers: a surplus at one end of them is made up by a lack at the other.

    That is how text taken from a PDF looks where numbers come before their labels.
    """
    shifted: set[int] = set()
    balance, first = leading, 0
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        change = row.numbers - width
        if change == 0:
            continue
        if balance == 0:
            first = index
        elif balance * change < 0:
            shifted.update(range(first, index + 1))
        balance += change
        if balance == 0 or balance * (balance - change) < 0:
            first = index
    if rows and balance >= min(widths) and not is_whole:
        shifted.update(range(first, len(rows)))
    return {index for index in shifted if not _is_tied(rows[index], text)}


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
    them at will."""
    gaps = [text[a.end : b.start] for row, _ in complete for a, b in zip(row.slots, row.slots[1:], strict=False)]
    within_line = all(_is_tied(row, text) for row, _ in complete)
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


def _find_layout(complete: Sequence[tuple[Row, int]], text: str) -> _Layout | None:
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
                return _Layout(separator, within_line, before, behind, min(counts))
    return None


def _by_layout(row: Row, width: int, layout: _Layout | None, text: str) -> tuple[Event | None, ...] | None:
    """The columns of an incomplete row in a layout that shows empty cells, or None where it does not fit the layout."""
    if layout is None or row.unclaimed:
        return None
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
    return tuple(_event_at(low, high, row, text) for low, high in readings.pop())


def _event_at(low: int, high: int, row: Row, text: str) -> Event | None:
    content = text[low:high]
    if not content.strip():
        return None
    start = low + len(content) - len(content.lstrip())
    end = low + len(content.rstrip())
    for slot in row.slots:
        if (slot.start, slot.end) == (start, end):
            return slot
    return Event("text", start, end)
