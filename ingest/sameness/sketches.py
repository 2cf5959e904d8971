"""MinHash sketches: the share of shingles that two texts have in common, from 256 numbers of each.

Shingles are the runs of five letters within a sentence. Two signatures agree in a slot with the probability that the
Jaccard similarity of the two sets of shingles is, so the share of slots that agree estimates it: with 256 of them the
standard error is 0.025 at 0.8.

Stored are six bits of each slot, as one character: 256 bytes for a report, and two signatures are compared as fast as
two texts. Of slots that differ one in 64 then agrees by chance, which `similarity_of` takes off.

To find the alike among many, signatures are cut into 42 bands of 6 slots, and only reports that agree in a whole band
are compared. Of pairs as alike as s, 1 - (1 - s^6)^42 are found: all but 3 in a million at 0.8, where the rule begins
to fail, 99.5 % at 0.7, 48 % at 0.5, and of those at 0.1, which any two reports may reach, one in 24 000. With fewer
slots to a band there would be many more of these, with more slots copies would be missed.
`python -m benchmarks.sameness` holds all this against exact similarities.
"""

import hashlib
import os
import string

from ingest.report import Report
from ingest.sameness.letters import hash_of
from ingest.sameness.records import ComparableProse, ComparedSentence, ProseSketch, SketchScope
from ingest.sameness.sentences import OwnSentence, own_sentences

# The allocator of the library reserves 1 GiB of addresses when it starts, half of what a worker is allowed.
os.environ.setdefault("MIMALLOC_ARENA_RESERVE", "1024")
from rensa import RMinHash

SLOTS = 256
BANDS = 42
ROWS = 6
SHINGLE = 5
_SEED = 20080501
_SYMBOLS = string.ascii_letters + string.digits + "-_"

# A sentence of fewer letters is likely to be found in reports that never knew each other.
_SHORTEST_SENTENCE = 8
# Shorter sentences are shingled, but two reports that share one share nothing worth showing.
_SHORTEST_SHOWN = 15
# Below this a few stock sentences decide how alike two texts are: 200 shingles are about eight sentences.
FEWEST_SHINGLES: dict[SketchScope, int] = {"report": 200, "problems": 100}


def shingles_of(letters: str) -> set[str]:
    """The different runs of five letters in a text."""
    return {letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1)}


def signature_of(shingles: set[str]) -> tuple[int, ...]:
    """The MinHash signature of a set: `SLOTS` numbers of 32 bits, the same on every machine."""
    sketch = RMinHash(num_perm=SLOTS, seed=_SEED)
    sketch.update(list(shingles))
    return tuple(sketch.digest())


def signature_text(signature: tuple[int, ...]) -> str:
    """A signature as it is stored: one character of 64 for each slot."""
    # The multiplier of Knuth: the top bits of the product depend on all bits of the slot.
    return "".join(_SYMBOLS[(slot * 2654435761 & 0xFFFFFFFF) >> 26] for slot in signature)


def similarity_of(one: str, other: str) -> float:
    """The Jaccard similarity that two stored signatures tell, from 0 to 1, as `macros/sameness.sql` does in SQL."""
    share = sum(a == b for a, b in zip(one, other, strict=True)) / SLOTS
    return max(0.0, (64 * share - 1) / 63)


def band_hashes(signature: tuple[int, ...]) -> list[int]:
    """One number of 64 bits, signed, for each band of a signature."""
    content = b"".join(slot.to_bytes(4, "big") for slot in signature)
    width = 4 * ROWS
    bands = (content[band * width : (band + 1) * width] for band in range(BANDS))
    return [int.from_bytes(hashlib.blake2b(b, digest_size=8).digest(), "big", signed=True) for b in bands]


def comparable_prose(report: Report) -> ComparableProse:
    """The sketches and sentences of a report; nothing for a document that is none."""
    if not report.is_report:
        return ComparableProse()
    sentences = list(own_sentences(report, _SHORTEST_SENTENCE))
    problems = [sentence for sentence in sentences if sentence.section_code == "problems"]
    return ComparableProse(
        sketches=(_sketch("report", sentences), _sketch("problems", problems)),
        sentences=tuple(
            ComparedSentence(sentence.section_index, sentence.text, hash_of(sentence.letters))
            for sentence in sentences
            if len(sentence.letters) >= _SHORTEST_SHOWN
        ),
    )


def _sketch(scope: SketchScope, sentences: list[OwnSentence]) -> ProseSketch:
    shingles: set[str] = set()
    for sentence in sentences:
        shingles |= shingles_of(sentence.letters)
    return ProseSketch(
        scope, len(shingles), signature_of(shingles) if len(shingles) >= FEWEST_SHINGLES[scope] else None
    )
