"""A document as text in reading order, with the way back to the place of every character.

Readers make it, extractors read it. Offsets into `Document.text` are the one way to name a place; `locator` turns them
into what a person can follow in the original.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are known: rows of one width, each cell the span of its text in `Document.text`.

    A cell that covers several places stands in each of them with the same span; that of an empty cell is white space.
    """

    rows: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def span(self) -> tuple[int, int]:
        """From the first cell to the last."""
        return self.rows[0][0][0], max(end for row in self.rows for _, end in row)


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded text of one document and its grids in reading order.

    For plain text it is the file's own text without its byte order mark, so that offsets are offsets in it.
    """

    text: str
    grids: tuple[Grid, ...] = ()

    def locator(self, start: int, end: int) -> str:
        """The place of text[start:end]: "char:START-END", characters counted from 0 in the decoded text."""
        return f"char:{start}-{end}"


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """A section of a document: its code, its printed title, and text[start:end] below that title."""

    code: str
    title: str
    start: int
    end: int
