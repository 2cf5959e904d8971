"""The characters of one PDF page gathered into runs: stretches of one line without a gap.

The text is read upright, whichever way the page or the writing on it is turned; boxes of characters stay in the user
space of the page, where another program finds them (see `turning`).
"""

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocumentError
from ingest.readers.pdf.glyphs import Glyphs, read_glyphs
from ingest.readers.pdf.quick import address_of, font_size_of, is_generated, places_in, put_ink, put_matrix
from ingest.readers.pdf.turning import Quarter, quarters

# A page of the samples has 800 characters, a dense page of small print 10,000.
MOST_CHARACTERS_OF_A_PAGE = 100_000
_ORIENTATION_SAMPLE = 16
_SPACE = 0x20
# Shares of the height of a line.
_LINE_SHIFT = 0.1
_GAP = 0.15
_OVERLAP = 0.3
_LOWEST_LINE, _HIGHEST_LINE = 0.5, 2.5
# How far above the baseline the middle of digits and Chinese characters alike is, in sizes of the font.
_MIDDLE = 0.36


class Run(NamedTuple):
    """Characters start to end of a page that stand on one line and touch: their left and right end, baseline and
    middle, and the size of their font, upright.

    `is_sound` is False where they cannot be read with certainty: the writing is turned against the rest of the page.
    """

    page: int
    start: int
    end: int
    left: float
    right: float
    baseline: float
    middle: float
    size: float
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in the order of its content, each with its box; what PDFium makes up (spaces, line
    ends) is among them and in no run.

    `left`, `bottom`, `right`, `top` are those of the ink in user space (infinite for white space), `near` and `far` the
    ends of its advance along the line, upright. What maps to no character is U+FFFD; `unmapped` counts it.
    """

    characters: str
    left: "array[float]"
    bottom: "array[float]"
    right: "array[float]"
    top: "array[float]"
    near: list[float]
    far: list[float]
    quarter: Quarter
    runs: tuple[Run, ...]
    unmapped: int

    def ink(self, index: int) -> tuple[float, float]:
        """Where the ink of a character begins and ends along its line, upright."""
        box = self.left[index], self.bottom[index], self.right[index], self.top[index]
        near, _, far, _ = self.quarter.upright_box(*box)
        return near, far


def read_page_text(text_page: Any, page: int, box: tuple[float, float, float, float]) -> PageText:
    """Read the characters of an open text page that stand inside `box`, the visible part of the page.

    `page` counts pages from 0. Raises UnreadableDocumentError: overfull_page.
    """
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    if count > MOST_CHARACTERS_OF_A_PAGE:
        message = f"page {page + 1} has {count} characters; at most {MOST_CHARACTERS_OF_A_PAGE} are read"
        raise UnreadableDocumentError("overfull_page", message)
    address = address_of(text_page)
    glyphs = read_glyphs(address, count)
    quarter = _quarter_of_most(address, glyphs.codes)
    return _Runs(address, page, quarter, glyphs).read(box)


class _Matrix:
    """Asks for the matrix of a character, a to f."""

    def __init__(self, text_page: int) -> None:
        self._text_page = text_page
        self._values = array("f", (0, 0, 0, 0, 0, 0))
        self._address = places_in(self._values)[0]

    def of(self, index: int) -> "array[float]":
        """The matrix of a character, until that of another one is asked for."""
        put_matrix(self._text_page, index, self._address)
        return self._values


def _quarter_of_most(text_page: int, codes: Sequence[int]) -> Quarter:
    turns: Counter[int] = Counter()
    matrix = _Matrix(text_page)
    for index in range(0, len(codes), max(1, len(codes) // _ORIENTATION_SAMPLE)):
        if codes[index] > _SPACE:
            a, b, *_ = matrix.of(index)
            turn = quarters(a, b)
            if turn is not None:
                turns[turn] += 1
    return Quarter(turns.most_common(1)[0][0]) if turns else Quarter.UPRIGHT


class _Runs:
    """Gathers the characters of one page into runs."""

    def __init__(self, text_page: int, page: int, quarter: Quarter, glyphs: Glyphs) -> None:
        self._text_page = text_page
        self._page = page
        self._quarter = quarter
        self._glyphs = glyphs
        self._near, self._low, self._far, self._high = _upright_sides(glyphs, quarter)
        self._runs: list[Run] = []
        self._matrix = _Matrix(text_page)

    def read(self, visible: tuple[float, float, float, float]) -> PageText:
        glyphs, quarter = self._glyphs, self._quarter
        least_x, least_y, most_x, most_y = quarter.upright_box(*visible)
        made_up = self._made_up()
        end_run = self._end_run
        first = -1  # of the run that is open
        height = least_low = most_low = least_step = most_step = most_change = last_near = last_far = 0.0
        sides = zip(self._near, self._low, self._far, self._high, strict=True)
        for index, (near, low, far, high) in enumerate(sides):
            if first >= 0:
                if (
                    least_low <= low <= most_low
                    and least_step <= near - last_far <= most_step
                    and near >= last_near
                    and -most_change <= high - low - height <= most_change
                    and index not in made_up
                ):
                    last_near, last_far = near, far
                    continue
                end_run(first, index)
                first = -1
            if index in made_up:
                continue
            height = high - low
            if not (near > most_x or far < least_x or low > most_y or low + height < least_y):
                first = index
            shift = most_change = _LINE_SHIFT * height
            least_low, most_low = low - shift, low + shift
            least_step, most_step = -_OVERLAP * height, _GAP * height
            last_near, last_far = near, far
        if first >= 0:
            end_run(first, len(glyphs.codes))
        boxes = glyphs.left, glyphs.bottom, glyphs.right, glyphs.top
        text = "".join(glyphs.characters)
        return PageText(text, *boxes, self._near, self._far, quarter, tuple(self._runs), glyphs.unmapped)

    def _made_up(self) -> set[int]:
        """The spaces and line ends that the library puts between characters."""
        blank = [index for index, code in enumerate(self._glyphs.codes) if code <= _SPACE]
        return set(compress(blank, map(is_generated, repeat(self._text_page), blank)))

    def _end_run(self, first: int, end: int) -> None:
        """Keep some characters as a run, without white space at its ends."""
        characters = self._glyphs.characters
        while first < end and characters[first].isspace():
            first += 1
        while first < end and characters[end - 1].isspace():
            end -= 1
        if first == end:
            return
        a, b, c, d, e, f = self._matrix.of(first)
        size = font_size_of(self._text_page, first) * math.hypot(c, d)
        turn = quarters(a, b)
        # What is turned by an odd angle is a watermark.
        if turn is None or not 0 < size < math.inf:
            return
        is_sound = turn == self._quarter
        lefts, tops, rights, bottoms = self._glyphs.advances
        height = tops[first] - bottoms[first] if not self._quarter % 2 else rights[first] - lefts[first]
        if not is_sound or not _LOWEST_LINE * size <= height <= _HIGHEST_LINE * size:
            # PDFium gives boxes without measure for fonts that write downwards.
            low, high = self._measure(first, end)
        if is_sound:
            _, baseline = self._quarter.upright(e, f)
            middle = baseline + _MIDDLE * size
        else:
            middle = (low + high) / 2
            baseline = middle - _MIDDLE * size
        near, far = self._near[first], max(self._far[first:end])
        if math.isfinite(near + far + middle):
            self._runs.append(Run(self._page, first, end, near, far, baseline, middle, size, is_sound))

    def _measure(self, first: int, end: int) -> tuple[float, float]:
        """Take the ink of some characters for their boxes. Returns its foot and head, upright."""
        glyphs, lows, highs = self._glyphs, [], []
        sides = array("d", (0, 0, 0, 0))
        places = places_in(sides)
        for index in range(first, end):
            put_ink(self._text_page, index, *places)
            left, right, bottom, top = sides
            if not glyphs.characters[index].isspace():
                glyphs.left[index], glyphs.right[index] = left, right
                glyphs.bottom[index], glyphs.top[index] = bottom, top
            self._near[index], low, self._far[index], high = self._quarter.upright_box(left, bottom, right, top)
            lows.append(low)
            highs.append(high)
        return min(lows), max(highs)


def _upright_sides(glyphs: Glyphs, quarter: Quarter) -> tuple[list[float], list[float], list[float], list[float]]:
    """Near, low, far and high side of the advance of every character."""
    left, top, right, bottom = glyphs.advances
    if quarter == Quarter.UPRIGHT:
        return left, bottom, right, top
    boxes = map(quarter.upright_box, left, bottom, right, top)
    near, low, far, high = map(list, zip(*boxes, strict=True))
    return near, low, far, high
