"""Markdown in a plain text: marks that a person does not see when it is shown, turned into white space.

The text keeps its length, so that every offset stays. A mark between two characters that could be parts of a number
stays where it is: `1**2**` is 12 and `1<br>2` is not, and neither is read as one or two numbers.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

# Stands for a pipe that is a part of the text, so that it parts no cells and the text is no number.
_PIPE = "\N{OBJECT REPLACEMENT CHARACTER}"
_ALIGNMENT = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE)
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|__)(?=[^\s*_|])[^*_|\n]{0,200}?(?<=[^\s*_|])(?P=mark)(?![*_])")
_MARK = re.compile(
    r"<br ?/?>|&(?:nbsp|ensp|emsp|#160|#xa0);"  # line breaks and spaces
    r"|\[\^[\w-]{1,20}\](?!:)"  # footnotes: 5[^1]
    r"|\$(?=[+\-]?[\d,.]{1,30}\$)|(?<=\d)\$",  # numbers that OCR takes for formulas: $5$
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{}~])")
_PART_OF_A_NUMBER = re.compile(r"[0-9A-Za-z０-９+\-−–—.,%％．，＋－/~～]")
Span = tuple[int, int]


def without_markup(text: str) -> str:
    """The text of the same length as it is shown, for reading only.

    A backslash is taken for an escape only beside a table of Markdown: elsewhere organs print it for "does not apply".
    """
    has_escapes = "\\" in text and _ALIGNMENT.search(text) is not None
    if has_escapes:
        text = text.replace("\\|", _PIPE * 2)
    marks = sorted(_marks(text, has_escapes=has_escapes))
    if not marks:
        return text
    parts: list[str] = []
    position = 0
    for start, end in _runs(marks):
        if start > 0 and _PART_OF_A_NUMBER.match(text, start - 1) and _PART_OF_A_NUMBER.match(text, end):
            continue
        parts += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, text[position:]])


def _marks(text: str, *, has_escapes: bool) -> Iterator[Span]:
    for mark in _MARK.finditer(text):
        yield mark.span()
    for pair in _EMPHASIS.finditer(text):
        size = len(pair["mark"])
        yield pair.start(), pair.start() + size
        yield pair.end() - size, pair.end()
    for escape in _ESCAPE.finditer(text) if has_escapes else ():
        yield escape.span()


def _runs(marks: list[Span]) -> Iterator[Span]:
    """Marks that touch one another as one."""
    start = marks[0][0]
    for (_, end), (following, _) in pairwise(marks):
        if following > end:
            yield start, end
            start = following
    yield start, marks[-1][1]
