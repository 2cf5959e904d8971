"""Rows of a printed table: which slots belong to a label, and in which column each of them stands.

A row whose slots are as many as its columns is plain. Where there are fewer, something is blank, and only a layout that
shows its empty cells can tell which; where there are more, or where the numbers before one label make up for the lack
behind another, nobody can tell, and the row stays undecided. Undecided is a result; a guess is not.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.extract.tokens import Event

# A text longer than this between two slots is no cell content: prose or a page header has begun.
_LONGEST_CELL_TEXT = 20
# How many complete rows must agree on a layout before an incomplete row is read by it.
_ROWS_OF_EVIDENCE = 3
_SEPARATOR = re.compile(r" *[\t|]")


@dataclass(slots=True)
class Row:
    """One printed row.

    `header` has the labels of its block, printed before the slots of the block's first row; `area_end` is where the
    next label begins; `before` counts numbers between those labels and this row's own; `behind` counts numbers that
    follow it but stand behind something that is not its label; `interrupted` says that words stand where they should.
    """

    code: str
    label: Event
    header: tuple[Event, ...]
    slots: list[Event] = field(default_factory=list)
    area_end: int = 0
    before: int = 0
    behind: int = 0
    interrupted: bool = False
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

    @property
    def is_by_lines(self) -> bool:
        """Whether cells stand on lines of their own."""
        return self.separator.pattern not in (r"\|", r"\t")


def collect_rows(
    events: Sequence[Event], end: int, width: int, row_code: Callable[[int], str | None]
) -> tuple[list[Row], int]:
    """Group events into rows: `row_code(i)` is the row that label events[i] starts, `width` the most slots of one.

    Numbers behind labels of the table, but not of a row, are counted with the next row; numbers behind words belong to
    those words. Returns the rows, and how often such words had numbers: those may be rows with an unreadable label.
    """
    rows: list[Row] = []
    header: list[Event] = []
    block: list[Event] = []
    unclaimed = 0
    unread = 0
    current: Row | None = None
    last_is_text = belongs_to_words = False
    for index, event in enumerate(events):
        belongs_to_words = event.is_slot and (belongs_to_words or last_is_text)
        after_text, last_is_text = last_is_text, event.kind == "text"
        if event.kind == "label":
            code = row_code(index)
            if code is not None:
                _end_area(current, event.start)
                current = Row(code, event, tuple(header or block), area_end=end, before=unclaimed)
                rows.append(current)
                unclaimed = 0
                continue
            if event.match and all(m.kind == "note" for m in event.match.meanings) and current and not current.slots:
                continue  # "(区分处理的,…)" belongs to the label before it
            header = [event] if _begins_block(event) else [*header, event]
            _end_area(current, event.start)
        elif event.kind == "unit" and current and not current.closed and current.slots:
            current.slots.append(event)
        elif event.kind == "unit":
            header.append(event)
        elif event.kind == "heading":
            _end_area(current, event.start)
            unclaimed = 0
        elif event.kind == "text":
            if current is None or current.closed:
                # Words among the labels of a header; words anywhere else are none of the table's.
                header += [event] if header else []
                unclaimed = 0
                continue
            is_long = event.end - event.start > _LONGEST_CELL_TEXT
            if len(current.slots) >= width or is_long:
                current.interrupted = not current.slots
                _end_area(current, event.start)
            else:
                current.slots.append(event)
        else:
            block, header = header or block, []
            if current is not None and not current.closed:
                current.slots.append(event)
                continue
            unread += after_text
            if not belongs_to_words:
                unclaimed += 1
                if current is not None:
                    current.behind += 1
    return rows, unread


def _begins_block(event: Event) -> bool:
    """Whether a label begins a new block of rows with columns of its own: 第二十条第(五)项."""
    return event.match is not None and any(m.kind == "clause" for m in event.match.meanings)


def _end_area(row: Row | None, position: int) -> None:
    if row and not row.closed:
        row.closed = True
        row.area_end = position


def without_mentions(rows: Sequence[Row], width: int, read: Collection[str]) -> list[Row]:
    """Drop labels that only mention a row: one number in the text around the table ("予以公开3件") where the row is
    printed in full elsewhere, or nothing behind the label where the row has numbers or was `read` from a grid.
    """
    full = {row.code for row in rows if row.numbers == width} | set(read)
    filled = {row.code for row in rows if row.numbers} | set(read)
    return [
        row
        for row in rows
        if (row.numbers > 1 or row.code not in full) and (row.numbers or row.behind or row.code not in filled)
    ]


def place_rows(rows: Sequence[Row], widths: Sequence[int], text: str, *, is_whole: bool) -> list[Placement]:
    """Decide the columns of every row; `widths` are their numbers of columns.

    `is_whole` says that the last row of the form is among the rows: then numbers left over at the top mean nothing.
    """
    # A number too many is that of a page where most rows have as many as columns; else there may be one more column.
    usual = sum(row.numbers == width for row, width in zip(rows, widths, strict=True))
    has_usual_rows = sum(row.numbers > width for row, width in zip(rows, widths, strict=True)) <= usual
    rows = [_own_slots(row, w, text, cut=has_usual_rows) for row, w in zip(rows, widths, strict=True)]
    undecided = _shifted(rows, widths, text, is_whole=is_whole)
    complete = [
        (row, width)
        for index, (row, width) in enumerate(zip(rows, widths, strict=True))
        if index not in undecided
        and row.numbers == len(row.slots) == width
        and not row.behind
        and not _wraps(row, text)
    ]
    layout = _find_layout(complete, text)
    if (
        layout
        and layout.is_by_lines
        and not all(
            row.numbers == width or not row.slots or _by_layout(row, width, layout, text)
            for row, width in zip(rows, widths, strict=True)
        )
    ):
        layout = None  # empty cells vanish from this text, so an empty line is none
    has_closed_cells = sum(_is_closed(row, text) for row, _ in complete) * 2 > len(complete)
    placements = []
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        is_plain = row.numbers == len(row.slots) == width and not _wraps(row, text)
        if index in undecided:
            placement = Placement(None, "numbers stand before one label and are lacking behind another")
        elif row.slots and row.slots[-1].end == len(text):
            placement = Placement(None, "the text ends in it, maybe within a number")
        elif is_plain and (_is_closed(row, text) or not has_closed_cells):
            placement = Placement(tuple(row.slots))
        elif explicit := (
            (has_usual_rows and _by_line(row, width, text))
            or _by_layout(row, width, layout, text)
            or _by_pipes(row, width, text)
        ):
            placement = Placement(explicit)
        elif row.interrupted or (row.slots and not row.slots[0].is_slot):
            placement = Placement(None, "words stand where its numbers should")
        elif not row.slots and not row.behind:
            placement = Placement((None,) * width)
        else:
            placement = Placement(None, f"{len(row.slots) or row.behind} of {width} numbers are printed")
        placements.append(placement)
    return placements


def _wraps(row: Row, text: str) -> bool:
    """Whether a row begins in the line of its label and goes on in the next: what stands there may be a page number."""
    gaps = [text[row.label.end : row.slots[0].start], *_gaps(row, text)] if row.slots else []
    return any("\n" in gap for gap in gaps[1:]) and not all("\n" in gap for gap in gaps)


def _gaps(row: Row, text: str) -> list[str]:
    return [text[a.end : b.start] for a, b in pairwise(row.slots)]


def _own_slots(row: Row, width: int, text: str, *, cut: bool) -> Row:
    """Leave out what stands behind a whole row: words, and a page number on a line of its own."""
    slots = list(row.slots)
    words = [index for index, slot in enumerate(slots) if slot.kind == "text"]
    interrupted = row.interrupted or any(index < width for index in words)
    if words and words[0] == width:
        slots = slots[:width]
    while slots and slots[-1].kind == "text":
        slots.pop()
    if cut and len(slots) > width and "\n" not in text[row.label.end : slots[width - 1].end]:
        behind = text[slots[width - 1].end : slots[width].start]
        slots = slots[:width] if "\n" in behind else slots
    return replace(row, slots=slots, interrupted=interrupted)


def columns_of_line(text: str, start: int, width: int, slots: Sequence[Event]) -> tuple[Event | None, ...] | None:
    """The columns of a row whose line, from its first field at `start`, has as many fields, cut by tabs or pipes, as
    there are columns: then each of them is shown, the empty ones too. None where it has not, or nothing is filled in.
    """
    line_end = text.find("\n", start)
    if line_end < 0:
        return None  # the text ends in this line, maybe within a number
    line = text[start:line_end].rstrip("\r")
    separator = "\t" if "\t" in line else "|"
    fields = line.split(separator)
    if separator == "|" and len(fields) == width + 1 and not fields[-1].strip():
        if not fields[0].strip():
            return None  # either of the two may be the frame of the row
        fields.pop()
    if len(fields) != width:
        return None
    position = start
    columns: list[Event | None] = []
    for content in fields:
        columns.append(_event_at(position, position + len(content), slots, text))
        position += len(content) + 1
    return tuple(columns) if any(columns) else None


def _by_line(row: Row, width: int, text: str) -> tuple[Event | None, ...] | None:
    """The columns of a row by the fields that its line has behind the label."""
    behind = _SEPARATOR.match(text, row.label.end)
    return columns_of_line(text, behind.end(), width, row.slots) if behind else None


def _by_pipes(row: Row, width: int, text: str) -> tuple[Event | None, ...] | None:
    """The columns of a row of cells on lines of their own ("0 |"), if just as many stand before the next label."""
    first, *cells = text[row.label.end : row.area_end].split("|")
    if first.strip() or len(cells) != width + 1 or cells[-1].strip() or not row.slots:
        return None
    columns: list[Event | None] = []
    position = row.label.end + len(first) + 1
    for content in cells[:-1]:
        columns.append(_event_at(position, position + len(content), row.slots, text))
        position += len(content) + 1
    return tuple(columns)


def _is_closed(row: Row, text: str) -> bool:
    """Whether a pipe stands behind every slot, as behind the cells of a table and not behind a page number."""
    return all(text[slot.end :].lstrip(" ")[:1] == "|" for slot in row.slots)


def _is_tied(row: Row, text: str) -> bool:
    """Whether label and values share a line of their own, so that no other row's numbers can be meant."""
    if not row.slots:
        return False
    last = row.slots[-1].end
    return "\n" not in text[row.label.end : last] and (
        "\n" in text[last : row.area_end] or row.area_end >= len(text.rstrip())
    )


def _shifted(rows: Sequence[Row], widths: Sequence[int], text: str, *, is_whole: bool) -> set[int]:
    """Rows that may have got another row's numbers: a surplus at one end of them is made up by a lack at the other.

    That is how text taken from a PDF looks where numbers come before their labels.
    """
    shifted: set[int] = set()
    balance, first = 0, 0
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        for change in (row.before, row.numbers - width):
            if change == 0:
                continue
            if balance == 0:
                first = index
            elif balance * change < 0:
                shifted.update(range(first, index + 1))
            balance += change
            if balance * (balance - change) < 0:
                first = index
    if rows and balance >= min(widths) and not is_whole:
        shifted.update(range(first, len(rows)))
    shifted |= _behind_a_row_too_many(rows, widths, is_whole=is_whole)
    return {index for index in shifted if not _is_tied(rows[index], text)}


def _behind_a_row_too_many(rows: Sequence[Row], widths: Sequence[int], *, is_whole: bool) -> set[int]:
    """Rows from where a whole row of numbers is too many to where exactly one is lacking: all may have another's.

    A broken row in between (words, a number more or less) hides the balance, and so closes nothing. Numbers before the
    first label mean nothing where the last row of the form has its own.
    """
    doubtful: set[int] = set()
    surplus = 0
    is_clean = True
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        if surplus == 0:
            before = 0 if index == 0 and is_whole else row.before
            # Where a row is one number, the number of a page is a whole row: nothing follows from that.
            if width == 1 or (before < width and row.numbers < 2 * width):
                continue
            surplus, is_clean = before, True
        doubtful.add(index)
        surplus += row.numbers - width
        is_clean = is_clean and row.numbers % width == 0 and len(row.slots) == row.numbers and not row.interrupted
        if surplus == 0 and not is_clean:
            surplus = width  # the balance is an accident
    return doubtful


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
    gaps = [gap for row, _ in complete for gap in _gaps(row, text)]
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
    if layout.is_by_lines and not (text[slice(*places[0])].strip() and text[slice(*places[-1])].strip()):
        return None  # an empty line before or behind the numbers may be one between two rows
    return tuple(_event_at(low, high, row.slots, text) for low, high in places)


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
