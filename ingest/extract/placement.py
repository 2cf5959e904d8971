"""Rows to columns: what is certain is placed, everything else stays undecided.

A row whose slots are as many as its columns is plain. Where there are fewer, something is blank, and only a layout that
shows its empty cells can tell which; where there are more, or where the numbers before one label make up for the lack
behind another, nobody can tell. Undecided is a result; a guess is not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.broken_numbers import is_part_of_a_number, may_go_on_below
from ingest.extract.rows import Row
from ingest.extract.shifted_rows import shifted_rows
from ingest.extract.shown_columns import by_layout, by_line, by_pipes, find_layout
from ingest.extract.tokens import Event
from ingest.report import Rule

_PIPE = re.compile(r" *\|")
_TORN = re.compile(r"0\d")
# A line of a table that does not end with a pipe.
_OPEN_LINE = re.compile(r"\|(?=[^|\n]*[^|\s])[^|\n]*+$", re.MULTILINE)
# A line of a table whose last pipe is no empty cell, so that it is none in a line either that has lost the first.
_FRAMED_LINE = re.compile(r"^ *\|[^\n]*\| *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Placement:
    """The columns of a row: an event for each, None where the cell is blank; or, undecided, a reason and no columns.

    `may_be_shifted` says that its numbers may be those of another row; `rule` is how the columns were found.
    """

    columns: tuple[Event | None, ...] | None
    reason: str = ""
    may_be_shifted: bool = False
    rule: Rule = "counted"


def place_rows(rows: Sequence[Row], widths: Sequence[int], text: str, *, is_whole: bool) -> list[Placement]:
    """Decide the columns of every row; `widths` are their numbers of columns.

    `is_whole` says that the last row of the form is among the rows: then numbers left over at the top mean nothing.
    """
    # A number too many is that of a page where most rows have as many as columns; else there may be one more column.
    surplus = [row.numbers - width for row, width in zip(rows, widths, strict=True)]
    has_usual_rows = sum(more > 0 for more in surplus) <= surplus.count(0)
    rows = [_own_slots(row, w, text, cut=has_usual_rows) for row, w in zip(rows, widths, strict=True)]
    are_plain = [
        row.numbers == len(row.slots) == width and not _wraps(row, text)
        for row, width in zip(rows, widths, strict=True)
    ]
    undecided = shifted_rows(rows, widths, text, is_whole=is_whole)
    complete = [
        (row, width)
        for index, (row, width) in enumerate(zip(rows, widths, strict=True))
        if are_plain[index] and index not in undecided and not row.behind
    ]
    layout = find_layout(complete, text)
    if (
        layout
        and layout.is_by_lines
        and not all(
            row.numbers == width or not row.slots or by_layout(row, width, layout, text)
            for row, width in zip(rows, widths, strict=True)
        )
    ):
        layout = None  # empty cells vanish from this text, so an empty line is none
    has_closed_cells = sum(_is_closed(row, text) for row, _ in complete) * 2 > len(complete)
    start, end = _extent(rows)
    has_framed_lines = _FRAMED_LINE.search(text, start, end) is not None
    has_open_lines = _OPEN_LINE.search(text, start, end) is not None
    placements = []
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        is_plain = are_plain[index]
        if index in undecided:
            placement = Placement(
                None, "numbers stand before one label and are lacking behind another", may_be_shifted=True
            )
        elif row.slots and row.slots[-1].end == len(text):
            placement = Placement(None, "the text ends in it, maybe within a number")
        elif is_plain and _may_be_torn(row, text):
            placement = Placement(None, "a number that begins with 0 may be the end of the one before it")
        elif is_plain and may_go_on_below(row, width, text, _next_label(rows, index)):
            placement = Placement(None, "digits below it may be the ends of its numbers")
        elif is_plain and (_is_closed(row, text) or not has_closed_cells):
            placement = Placement(tuple(row.slots))
        elif explicit := (
            (
                has_usual_rows
                and not _goes_on_below(row, text)
                and by_line(
                    row,
                    width,
                    text,
                    is_closed=has_closed_cells or has_framed_lines,
                    is_always_closed=not has_open_lines,
                )
            )
            or (
                not (layout and layout.within_line and _goes_on_below(row, text))
                and by_layout(row, width, layout, text)
            )
            or by_pipes(row, width, text)
        ):
            placement = Placement(explicit, rule="shown")
        elif row.interrupted or (row.slots and not row.slots[0].is_slot):
            placement = Placement(None, "words stand where its numbers should")
        elif not row.slots and not row.behind:
            placement = Placement((None,) * width)
        else:
            placement = Placement(None, f"{len(row.slots) or row.behind} of {width} numbers are printed")
        placements.append(placement)
    return placements


def _may_be_torn(row: Row, text: str) -> bool:
    """Whether a number may go on in the next slot, as where every run of characters is on a line of its own."""
    torn = (_TORN.match(text, slot.start) for slot in row.slots[1:])
    return any(torn) and not any("|" in gap or "\t" in gap for gap in row.gaps(text))


def _next_label(rows: Sequence[Row], index: int) -> int | None:
    return rows[index + 1].label.start if index + 1 < len(rows) else None


def _extent(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the rows and the column labels above the first of them stand."""
    if not rows:
        return 0, 0
    return min((event.start for event in rows[0].header), default=rows[0].label.start), rows[-1].area_end


def _goes_on_below(row: Row, text: str) -> bool:
    """Whether cells follow the line of the label before the next label: then its fields are not all of the row's."""
    line_end = text.find("\n", row.label.end, row.area_end)
    if line_end < 0:
        return False
    below = text[line_end : max(line_end, text.rfind("\n", line_end, row.area_end))]
    return "|" in below or "\t" in below or any(slot.start > line_end for slot in row.slots)


def _wraps(row: Row, text: str) -> bool:
    """Whether a row begins in the line of its label and goes on in the next: what stands there may be a page number."""
    gaps = [text[row.label.end : row.slots[0].start], *row.gaps(text)] if row.slots else []
    return any("\n" in gap for gap in gaps[1:]) and not all("\n" in gap for gap in gaps)


def _own_slots(row: Row, width: int, text: str, *, cut: bool) -> Row:
    """Leave out what stands behind a whole row: words, and a page number on a line of its own."""
    slots = list(row.slots)
    words = [index for index, slot in enumerate(slots) if slot.kind == "text"]
    interrupted = row.interrupted or any(index < width for index in words)
    if words and words[0] == width and not is_part_of_a_number(slots[width], text):
        slots = slots[:width]
    while slots and slots[-1].kind == "text" and not is_part_of_a_number(slots[-1], text):
        slots.pop()
    if cut and len(slots) == width + 1 and "\n" not in text[row.label.end : slots[width - 1].end]:
        behind = text[slots[width - 1].end : slots[width].start]
        slots = slots[:width] if "\n" in behind else slots
    if len(slots) == len(row.slots) and interrupted == row.interrupted:
        return row
    return replace(row, slots=slots, interrupted=interrupted)


def _is_closed(row: Row, text: str) -> bool:
    """Whether a pipe stands behind every slot, as behind the cells of a table and not behind a page number."""
    return all(_PIPE.match(text, slot.end) for slot in row.slots)
