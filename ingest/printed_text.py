"""The text of a document as it was read, and places in it: what was read can be shown where it is printed."""

import re
from dataclasses import dataclass
from typing import Self

# A range of characters of `Document.text`, from the first to behind the last: what stands there is `text[start:end]`.
# Characters are Unicode code points, as Python counts them; a string of JavaScript counts UTF-16 units instead, of
# which characters such as 𠮷 have two.
Span = tuple[int, int]

# 70 times the longest sample. What is longer is a page made to fill a disk, or many reports in one file.
LONGEST_TEXT = 300_000
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PrintedText:
    """`Document.text` of a report, to show in its context what was read; only the start of it where `is_cut`."""

    text: str
    is_cut: bool

    @classmethod
    def of(cls, text: str) -> Self:
        """At most `LONGEST_TEXT` characters, each in its place, so that spans remain true.

        Half a character (a lone surrogate), which no file can hold, becomes U+FFFD.
        """
        kept = text[:LONGEST_TEXT]
        if not kept.isascii() and _HALF_CHARACTERS.search(kept):
            kept = _HALF_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", kept)
        return cls(kept, len(text) > LONGEST_TEXT)
