"""A document as text in reading order, with the way back to the place of every character.

Readers make it, extractors read it. Offsets into `Document.text` are the one way to name a place; `locator` turns them
into what a person can follow in the original.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded text of one document. For plain text it is the file's own text, so that offsets are offsets in it."""

    text: str

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
