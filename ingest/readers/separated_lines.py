"""Tables in plain text whose lines are cut by pipes or tabs: each line a row, every line with as many fields.

Lines of different widths make different grids; a line that is cut nowhere ends one, but for empty lines and the numbers
of pages. Cells that stand on lines of their own ("0 |") make no grid.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.document import Grid

_ALIGNMENT = re.compile(r"[\s|:]*+-{3}[\s|:-]*+")
_NO_ROW = re.compile(r"\s*+(?:[-—–]*+\s?\d{1,4}\s?[-—–]*+|第\s?\d{1,4}\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?)?\s*+")
_PIPES = "｜│┃"
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


def _runs(text: str) -> Iterator[tuple[str, list[Span]]]:
    """Runs of lines that have the same separator; lines that are no row may stand between them."""
    run: list[Span] = []
    current = ""
    for low, high in _lines(text):
        if _NO_ROW.fullmatch(text, low, high) or _ALIGNMENT.fullmatch(text, low, high):
            continue
        separator = _separator(text[low:high])
        if separator != current:
            if run:
                yield current, run
            run, current = [], separator
        if separator:
            run.append((low, high))
    if run:
        yield current, run


def _fields(text: str, line: Span, separator: str, *, opening: bool, closing: bool) -> tuple[Span, ...]:
    low, high = line
    fields: list[Span] = []
    position = low
    for part in text[low:high].split(separator):
        fields.append((position, position + len(part)))
        position += len(part) + 1
    return tuple(fields[1 if opening else 0 : len(fields) - 1 if closing else len(fields)])


def _grids_of_run(text: str, run: Sequence[Span], separator: str) -> Iterator[Grid]:
    contents = [text[low:high].strip(" ") for low, high in run]
    opening = separator == "|" and all(line.startswith("|") for line in contents)
    closing = separator == "|" and all(line.endswith("|") for line in contents)
    rows = [_fields(text, line, separator, opening=opening, closing=closing) for line in run]
    for width, group in groupby(rows, key=len):
        same_width = tuple(group)
        has_a_row = any(sum(bool(text[a:b].strip()) for a, b in row) > 1 for row in same_width)
        if width > 1 and len(same_width) > 1 and has_a_row:
            yield Grid(same_width)


def find_grids(text: str) -> tuple[Grid, ...]:
    """The grids that lines cut by pipes or tabs form in a plain text, in reading order."""
    plain = text
    for pipe in _PIPES:
        plain = plain.replace(pipe, "|")
    if "|" not in plain and "\t" not in plain:
        return ()
    return tuple(grid for separator, run in _runs(plain) for grid in _grids_of_run(plain, run, separator))
