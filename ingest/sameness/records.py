"""What is kept of a report's prose so that it can be compared with that of others."""

from dataclasses import dataclass
from typing import Literal

SketchScope = Literal["report", "problems"]


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence that is the report's own (no phrase that all reports have) and long enough to be recognised.

    `section_index` is its place in `Report.sections`, `text` is as printed. Sentences that differ only in numbers,
    names or punctuation have the same `letters_hash` (64 bits, signed).
    """

    section_index: int
    text: str
    letters_hash: int


@dataclass(frozen=True, slots=True)
class ProseSketch:
    """The prose of a whole report, or of its section on problems, as a MinHash signature.

    `shingle_count` is the number of different shingles; `signature` has `ingest.sameness.sketches.SLOTS` numbers of 32
    bits, and is None where the prose is too short to be judged.
    """

    scope: SketchScope
    shingle_count: int
    signature: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ComparableProse:
    """The sketches of a report, that of the whole first, and its sentences in printed order."""

    sketches: tuple[ProseSketch, ...] = ()
    sentences: tuple[ComparedSentence, ...] = ()
