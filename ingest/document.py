"""A document as text in reading order, with the way back to the place of every character.

Readers make it, extractors read it. Offsets into `Document.text` are the one way to name a place inside the program;
`Document.locator` turns them into what a person can follow in the original.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol

BlockKind = Literal["heading", "paragraph", "cell"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are known: rows of one width, each cell the span of its text in `Document.text`.

    A cell that covers several places stands in each of them with the same span; that of an empty cell is white space,
    or nothing.
    """

    rows: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def span(self) -> tuple[int, int]:
        """From the first cell to the last."""
        return self.rows[0][0][0], max(end for row in self.rows for _, end in row)


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """What the format itself says of a document outside its text: a meta tag of a page, a property of a Word file.

    `name` is as declared ("PubDate", "dc:creator"), `locator` says where.
    """

    name: str
    value: str
    locator: str


class Places(Protocol):
    """The way from a span of `Document.text` to a place in the original."""

    def locator(self, start: int, end: int) -> str:
        """The place of text[start:end] as a person can follow it."""


@dataclass(frozen=True, slots=True)
class CharacterPlaces:
    """Places of a plain text: "char:START-END", characters counted from 0 in the decoded text."""

    def locator(self, start: int, end: int) -> str:
        """See `Places`."""
        return f"char:{start}-{end}"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or the cell of a table: text[start:end] is what the original has at `place`."""

    kind: BlockKind
    start: int
    end: int
    place: str


@dataclass(frozen=True)
class BlockPlaces:
    """Places of a document made of blocks (in the order of the text, never overlapping).

    A cell is named as a whole ("table:2/row:5/cell:3"); in a paragraph the characters are counted from 0
    ("paragraph:12/char:4-9"). What runs over several blocks is named by its first and last, joined by "..".
    """

    blocks: tuple[Block, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def _block_at(self, offset: int) -> Block:
        return self.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def locator(self, start: int, end: int) -> str:
        """See `Places`."""
        first, last = self._block_at(start), self._block_at(max(start, end - 1))
        if first is not last:
            return f"{first.place}..{last.place}"
        if first.kind == "cell":
            return first.place
        low, high = max(0, start - first.start), min(end, first.end) - first.start
        return f"{first.place}/char:{low}-{max(low, high)}"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one document in reading order, its grids, and what its format declares.

    For plain text it is the file's own text without its byte order mark, so that offsets are offsets in it. In other
    formats every paragraph ends with a line feed, the cells of a row are parted by tabs and rows by line feeds.
    `without_marks` is the same text with the marks of Markdown turned into spaces, None where there are none.
    """

    text: str
    grids: tuple[Grid, ...] = ()
    declared: tuple[DeclaredField, ...] = ()
    places: Places = field(default_factory=CharacterPlaces)
    without_marks: str | None = None

    @property
    def shown(self) -> str:
        """The text as a person sees it, of the same length: labels and numbers are looked for in this one."""
        return self.text if self.without_marks is None else self.without_marks

    def locator(self, start: int, end: int) -> str:
        """The place of text[start:end] in the original."""
        return self.places.locator(start, end)


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """A section of a document: its code, its printed title, and text[start:end] below that title."""

    code: str
    title: str
    start: int
    end: int
