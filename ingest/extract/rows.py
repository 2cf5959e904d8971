"""Rows of a printed table in running text: a label, and the slots that stand behind it."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.extract.tokens import SLOT_KINDS, Event

# A text longer than this between two slots is no cell content: prose or a page header has begun.
_LONGEST_CELL_TEXT = 20
# A header has fifteen. One that is longer is kept no further than to show that it is.
MOST_LABELS_OF_A_HEADER = 200
_END_OF_TEXT = re.compile(r"\s*+\Z")


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
        return len([slot for slot in self.slots if slot.kind in SLOT_KINDS])

    def gaps(self, text: str) -> list[str]:
        """What stands between its slots."""
        return [text[a.end : b.start] for a, b in pairwise(self.slots)]

    def stands_on_a_line_of_its_own(self, text: str) -> bool:
        """Whether label and values share a line, so that no other row's numbers can be meant."""
        if not self.slots:
            return False
        last = self.slots[-1].end
        return "\n" not in text[self.label.end : last] and (
            "\n" in text[last : self.area_end] or _END_OF_TEXT.match(text, self.area_end) is not None
        )


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
    of_words = 0
    for index, event in enumerate(events):
        kind = event.kind
        belongs_to_words = kind in SLOT_KINDS and (belongs_to_words or last_is_text)
        after_text, last_is_text = last_is_text, kind == "text"
        if kind == "label":
            code = row_code(index)
            if code is not None:
                _end_area(current, event.start)
                current = Row(code, event, tuple(header or block), area_end=end, before=unclaimed)
                rows.append(current)
                unclaimed = 0
                continue
            if event.match and all(m.kind == "note" for m in event.match.meanings):
                if after_text:
                    last_is_text = True  # the note of a label that cannot be read: what follows is that row's
                    continue
                if current and not current.slots:
                    continue  # "(区分处理的,…)" belongs to the label before it
            header = [event] if _begins_block(event) else [*header[-MOST_LABELS_OF_A_HEADER:], event]
            _end_area(current, event.start)
        elif kind == "unit" and current and not current.closed and current.slots:
            current.slots.append(event)
        elif kind == "unit":
            header.append(event)
        elif kind == "heading":
            _end_area(current, event.start)
            unclaimed = 0
        elif kind == "text":
            if current is None or current.closed:
                # Words among the labels of a header; words anywhere else are none of the table's.
                header = [*header[-MOST_LABELS_OF_A_HEADER:], event] if header else []
                continue
            is_long = event.end - event.start > _LONGEST_CELL_TEXT
            if len(current.slots) >= width or is_long:
                current.interrupted = not current.slots
                _end_area(current, event.start)
            else:
                current.slots.append(event)
        else:
            # Words right before a number are the label of its row, not one above it.
            block, header = (header[:-1] if after_text else header) or block, []
            if current is not None and not current.closed:
                current.slots.append(event)
                continue
            unread += after_text
            of_words = 1 if after_text else of_words + 1
            if not belongs_to_words or of_words > width:
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
