"""Runs of characters to lines of text, by their places: top to bottom, left to right, whatever order the file has.

Two numbers are never put together that the page does not print as one: between digits a gap stays a gap, a line break
in a cell stays one (but see `wrapping`), and characters that lie on top of each other or differ in size are parted by
U+FFFD, so that nobody takes them for a number.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.readers.pdf.runs import PageText, Run

# Shares of the size of the font.
_SAME_LINE = 0.4
_OVERLAP = 0.15
_SAME_PLACE = 0.2
_WIDE_GAP = 1.0
_GAP_BETWEEN_WORDS = 0.5
_GAP_BESIDE_A_NUMBER = 0.3
_GAP_BETWEEN_NUMBERS = 0.15
_SAME_SIZE = 0.12
_BROKEN = "\N{REPLACEMENT CHARACTER}"
_WIDE = "  "
_FIRST_IDEOGRAPH = "\u2e80"
# Between them stand the full-width digits, comma, stop, signs and stroke.
_FULL_WIDTH_PLUS, _FULL_WIDTH_NINE = "\uff0b", "\uff19"


class Fragment(NamedTuple):
    """A piece of text; it is that of a page from character `start` on, or, with page -1, written between characters."""

    text: str
    page: int = -1
    start: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its fragments, where it stands (upright), the size of its font, and whether a wide gap parts it."""

    fragments: tuple[Fragment, ...]
    left: float
    right: float
    baseline: float
    size: float
    is_parted: bool

    @property
    def text(self) -> str:
        """What is written in it."""
        return "".join(fragment.text for fragment in self.fragments)


def lines_of(runs: Iterable[Run], text: PageText) -> list[TextLine]:
    """The lines that some runs of a page form, from top to bottom."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if lines and lines[-1][0].middle - run.middle <= _SAME_LINE * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_line(sorted(line, key=lambda run: run.left), text) for line in lines]


def _line(runs: Sequence[Run], text: PageText) -> TextLine:
    fragments: list[Fragment] = []
    is_parted = False
    before: Run | None = None
    for run in runs:
        if before is not None:
            if _repeats(run, before, text):
                continue
            between = _between(before, run, text)
            is_parted = is_parted or between == _WIDE
            if between:
                fragments.append(Fragment(between))
        fragments.append(own_fragment(run, text))
        if before is None or run.right > before.right:
            before = run
    size = max(run.size for run in runs)
    right = max(run.right for run in runs)
    return TextLine(tuple(fragments), runs[0].left, right, runs[0].baseline, size, is_parted)


def own_fragment(run: Run, text: PageText) -> Fragment:
    """The text of a run alone."""
    characters = text.characters[run.start : run.end]
    if not run.is_sound:
        characters = "".join(_BROKEN if character.isdecimal() else character for character in characters)
    return Fragment(characters, run.page, run.start)


def _repeats(run: Run, before: Run, text: PageText) -> bool:
    """Whether a run only prints again what stands at its place already, as bold type is imitated."""
    index = bisect_left(text.near, run.left - _SAME_PLACE * run.size, before.start, before.end)
    if index == before.end or text.near[index] > run.left + _SAME_PLACE * run.size:
        return False
    length = run.end - run.start
    return text.characters[index : min(index + length, before.end)] == text.characters[run.start : run.end]


def _between(before: Run, run: Run, text: PageText) -> str:
    """What separates two runs of one line."""
    size = min(before.size, run.size)
    gap = run.left - before.right
    if gap < 0:
        # Half of a full-width comma is empty, and the next character may stand there.
        gap = text.ink(run.start)[0] - text.ink(before.end - 1)[1]
        if gap < -_OVERLAP * size:
            return _BROKEN
    if gap >= _WIDE_GAP * size:
        return _WIDE
    words = is_word(text.characters[before.end - 1]) + is_word(text.characters[run.start])
    if words:
        return " " if gap > (_GAP_BETWEEN_WORDS if words == 2 else _GAP_BESIDE_A_NUMBER) * size else ""
    if gap > _GAP_BETWEEN_NUMBERS * size:
        return " "
    is_raised = abs(before.baseline - run.baseline) > _SAME_SIZE * size
    return _BROKEN if is_raised or abs(before.size - run.size) > _SAME_SIZE * max(before.size, run.size) else ""


def is_word(character: str) -> bool:
    """Whether a character is Chinese writing, and so no part of a number: neither ASCII nor a full-width digit."""
    return character >= _FIRST_IDEOGRAPH and not _FULL_WIDTH_PLUS <= character <= _FULL_WIDTH_NINE


def joint(before: Sequence[Fragment], behind: Sequence[Fragment]) -> list[Fragment]:
    """What stands between two parts of a cell: nothing between Chinese characters, else a line feed."""
    if not before or not behind:
        return []
    both = is_word(before[-1].text[-1:]) and is_word(behind[0].text[:1])
    return [] if both else [Fragment("\n")]
