"""Tables in plain text whose lines are cut by pipes or tabs: each line a row, every line with as many fields.

Lines of different widths make different grids; a line that is cut nowhere ends one, but for empty lines and the numbers
of pages. Cells that stand on lines of their own ("0 |") make no grid.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ingest.document import Grid

# Three dashes or a colon somewhere: a row of single dashes says that nothing applies.
_ALIGNMENT = re.compile(r"(?=[^\n]*(?:-{3}|:-|-:))[ \t|]*+(?::?-++:?[ \t|]*+)++")
_NO_ROW = re.compile(r"\s*+(?:[-—–]*+\s?\d{1,4}\s?[-—–]*+|第\s?\d{1,4}\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?)?\s*+")
_PIPES = "｜│┃"
_ODD_TABS = re.compile(r"(?<!\t)\t(?:\t\t)*+(?!\t)")
Span = tuple[int, int]


def _lines(text: str) -> Iterator[Span]:
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        if end < 0:
            return  # the text breaks off in this line, maybe within a number
        yield position, end - (text[end - 1 : end] == "\r")
        position = end + 1


def _separator(line: str) -> str:
    return "|" if "|" in line else "\t" if "\t" in line.strip() else ""


@dataclass(slots=True)
class _Frame:
    """Whether the lines of a table begin and end with a pipe, and how many fields they have (None: not said)."""

    opening: bool
    closing: bool
    width: int | None = None


@dataclass(slots=True)
class _Run:
    """Lines with the same separator; `frames` has what an alignment row says of each, None where there is none."""

    separator: str
    lines: list[Span] = field(default_factory=list)
    frames: list[_Frame | None] = field(default_factory=list)


def _runs(text: str) -> Iterator[_Run]:
    """Runs of lines that have the same separator; lines that are no row may stand between them."""
    run = _Run("")
    frame: _Frame | None = None
    follows_row = False
    for low, high in _lines(text):
        if _ALIGNMENT.fullmatch(text, low, high):
            if "|" in text[low:high]:
                frame = _frame_of(text[low:high])
                if follows_row and run.separator == "|":
                    run.frames[-1] = frame  # the row above an alignment row is the header of its table
            follows_row = False
            continue
        if _NO_ROW.fullmatch(text, low, high):
            follows_row = False
            continue
        separator = _separator(text[low:high])
        if separator != run.separator:
            if run.lines:
                yield run
            run, frame = _Run(separator), None
        follows_row = bool(separator)
        if separator:
            run.lines.append((low, high))
            run.frames.append(frame if separator == "|" else None)
    if run.lines:
        yield run


def _is_framed(line: str) -> tuple[bool, bool]:
    stripped = line.strip(" ")
    return stripped.startswith("|"), stripped.endswith("|")


def _frame_of(alignment: str) -> _Frame:
    opening, closing = _is_framed(alignment)
    return _Frame(opening, closing, alignment.count("|") + 1 - opening - closing)


def _usual_frame(text: str, run: _Run) -> _Frame:
    """The frame of lines of which no alignment row says anything: one that all lines of the usual width have.

    Where a line begins with an empty cell a frame and none look alike, and torn lines have lost theirs.
    """
    if run.separator != "|":
        return _Frame(opening=False, closing=False)
    pipes = [text.count("|", low, high) for low, high in run.lines]
    usual = Counter(pipes).most_common(1)[0][0]
    whole = [text[low:high] for (low, high), count in zip(run.lines, pipes, strict=True) if count == usual]
    return _Frame(*(all(sides) for sides in zip(*map(_is_framed, whole), strict=True)))


def _fields(text: str, line: Span, separator: str, frame: _Frame) -> tuple[Span, ...] | None:
    """The fields of a line, or None where the line is torn: a pipe of its frame, or some field, is not there."""
    low, high = line
    content = text[low:high]
    if separator == "|" and frame.opening and frame.closing and _is_framed(content) != (True, True):
        return None
    fields: list[Span] = []
    position = low
    for part in content.split(separator):
        fields.append((position, position + len(part)))
        position += len(part) + 1
    inner = tuple(fields[1 if frame.opening else 0 : len(fields) - 1 if frame.closing else len(fields)])
    return None if frame.width not in (None, len(inner)) else inner


def _grids_of_run(text: str, run: _Run) -> Iterator[Grid]:
    usual = _usual_frame(text, run)
    rows = [
        _fields(text, line, run.separator, frame or usual) for line, frame in zip(run.lines, run.frames, strict=True)
    ]
    for width, group in groupby(rows, key=lambda row: 0 if row is None else len(row)):
        same_width = tuple(row for row in group if row is not None)
        has_a_row = any(sum(bool(text[a:b].strip()) for a, b in row) > 1 for row in same_width)
        if width > 1 and len(same_width) > 1 and has_a_row:
            yield Grid(same_width)


def with_single_tabs(text: str) -> str:
    """The text of the same length, with a tab and a space for two tabs where every run of tabs has an even number.

    Programs write them between any two cells (resiliparse); an empty one would look like the place between two tabs.
    """
    if "\t\t" not in text or _ODD_TABS.search(text):
        return text
    return text.replace("\t\t", "\t ")


def find_grids(text: str) -> tuple[Grid, ...]:
    """The grids that lines cut by pipes or tabs form in a plain text, in reading order."""
    plain = text
    for pipe in _PIPES:
        plain = plain.replace(pipe, "|")
    if "|" not in plain and "\t" not in plain:
        return ()
    return tuple(grid for run in _runs(plain) for grid in _grids_of_run(plain, run))
