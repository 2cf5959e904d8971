"""The characters of one PDF page with their places, gathered into runs: stretches of one line without a gap.

The text is read upright, whichever way the page or the writing on it is turned: `Quarter` says how. "Upright" below
means coordinates in PDF points after that turn, x to the right and y upwards; boxes of characters stay in the user
space of the page (ISO 32000-1, 8.3.2.3), where another program finds them.
"""

import ctypes
import math
from array import array
from collections import Counter, deque
from collections.abc import Sequence
from ctypes import byref
from dataclasses import dataclass
from enum import IntEnum
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocumentError

# A page of the samples has 800 characters, a dense page of small print 10,000.
MOST_CHARACTERS_OF_A_PAGE = 100_000
_ORIENTATION_SAMPLE = 16
_SPACE, _BROKEN = 0x20, 0xFFFD
_SPACES = frozenset((*b"\t\n\v\f\r ", 0xA0, 0x3000))
# Codes from "!" to those of surrogates, without the white ones, need no second look.
_FIRST_PLAIN, _FIRST_ODD = 0x21, 0xD800
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = 0x3400, 0x9FFF
# One font may be broken and the others not; one character in so many is asked for.
_ERROR_SAMPLE = 8
_NO_WIDTH = "\u200b"
# PDFium's sign for a hyphen that ends a line; a dash in a cell must stay one.
_LINE_END_HYPHEN = 0x02
# Shares of the height of a line.
_LINE_SHIFT = 0.1
_GAP = 0.15
_OVERLAP = 0.3
_STRAIGHT_DEGREES = 3
_LOWEST_LINE, _HIGHEST_LINE = 0.5, 2.5
# How far above the baseline the middle of digits and Chinese characters alike is, in sizes of the font.
_MIDDLE = 0.36


class Quarter(IntEnum):
    """How far the writing is turned counter-clockwise against the user space, in quarters of a circle."""

    UPRIGHT = 0
    UPWARDS = 1
    UPSIDE_DOWN = 2
    DOWNWARDS = 3

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the user space in upright coordinates."""
        if self == Quarter.UPRIGHT:
            return x, y
        return {1: (y, -x), 2: (-x, -y), 3: (-y, x)}[int(self)]

    def upright_box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top) of the user space in upright coordinates."""
        if self == Quarter.UPRIGHT:
            return left, bottom, right, top
        x0, y0 = self.upright(left, bottom)
        x1, y1 = self.upright(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True, slots=True)
class Run:
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
    glyphs = _read_glyphs(text_page, count)
    quarter = _quarter_of_most(text_page, glyphs.codes)
    return _Runs(text_page, page, quarter, glyphs).read(box)


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """What the library says of every character: its code, whether that is none, the box of its advance (left, top,
    right, bottom) and of its ink, in user space.
    """

    codes: list[int]
    has_error: set[int]
    advances: tuple[list[float], list[float], list[float], list[float]]
    left: "array[float]"
    right: "array[float]"
    bottom: "array[float]"
    top: "array[float]"


def _read_glyphs(text_page: Any, count: int) -> _Glyphs:
    """Ask for everything in loops that run in C and write into buffers: half of the time that a PDF takes."""
    if not count:
        return _Glyphs([], set(), ([], [], [], []), *(array("d") for _ in range(4)))
    pages = repeat(text_page)
    codes = list(map(pdfium.FPDFText_GetUnicode, pages, range(count)))
    has_error = _errors(text_page, codes)
    advances = (pdfium.FS_RECTF * count)()
    places = map(byref, repeat(advances[0]), range(0, 16 * count, 16))
    deque(map(pdfium.FPDFText_GetLooseCharBox, pages, range(count), places), maxlen=0)
    sides = memoryview(advances).cast("B").cast("f")
    lefts, tops, rights, bottoms = (list(sides[side::4]) for side in range(4))
    left, right, bottom, top = (array("d", column) for column in (lefts, rights, bottoms, tops))
    # An ideograph fills its advance.
    narrow = _narrow(codes)
    firsts = [ctypes.c_double.from_buffer(box) for box in (left, right, bottom, top)]
    columns = [map(byref, repeat(first), [8 * index for index in narrow]) for first in firsts]
    deque(map(pdfium.FPDFText_GetCharBox, pages, narrow, *columns), maxlen=0)
    return _Glyphs(codes, has_error, (lefts, tops, rights, bottoms), left, right, bottom, top)


def _narrow(codes: Sequence[int]) -> list[int]:
    return [index for index, code in enumerate(codes) if not _FIRST_IDEOGRAPH <= code <= _LAST_IDEOGRAPH]


def _errors(text_page: Any, codes: Sequence[int]) -> set[int]:
    """The characters whose font does not tell what they are. Ideographs are asked for one by one only where some of a
    sample are such.
    """
    ask = pdfium.FPDFText_HasUnicodeMapError
    narrow = _narrow(codes)
    sample = range(0, len(codes), _ERROR_SAMPLE)
    asked = range(len(codes)) if any(map(ask, repeat(text_page), sample)) else narrow
    return set(compress(asked, map(ask, repeat(text_page), asked)))


def _quarters(matrix: Any) -> int | None:
    """How many quarters a matrix turns counter-clockwise, from 0 to 3; None where it is an odd angle, or no number."""
    turn = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    if not math.isfinite(turn) or abs(turn - round(turn)) * 90 > _STRAIGHT_DEGREES:
        return None
    return round(turn) % 4


def _quarter_of_most(text_page: Any, codes: Sequence[int]) -> Quarter:
    turns: Counter[int] = Counter()
    matrix = pdfium.FS_MATRIX()
    for index in range(0, len(codes), max(1, len(codes) // _ORIENTATION_SAMPLE)):
        if codes[index] > _SPACE:
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            turn = _quarters(matrix)
            if turn is not None:
                turns[turn] += 1
    return Quarter(turns.most_common(1)[0][0]) if turns else Quarter.UPRIGHT


class _Runs:
    """Gathers the characters of one page into runs."""

    def __init__(self, text_page: Any, page: int, quarter: Quarter, glyphs: _Glyphs) -> None:
        self._text_page = text_page
        self._page = page
        self._quarter = quarter
        self._glyphs = glyphs
        self._characters: list[str] = []
        self._near: list[float] = []
        self._far: list[float] = []
        self._runs: list[Run] = []
        self._matrix = pdfium.FS_MATRIX()

    def read(self, visible: tuple[float, float, float, float]) -> PageText:
        glyphs, quarter, text_page = self._glyphs, self._quarter, self._text_page
        self._characters, unmapped = _characters(glyphs)
        self._near, lows, self._far, highs = _upright_sides(glyphs, quarter)
        least_x, least_y, most_x, most_y = quarter.upright_box(*visible)
        near_sides, far_sides = self._near, self._far
        first = -1  # of the run that is open
        low = height = least_low = most_low = last_near = last_far = 0.0
        for index, code in enumerate(glyphs.codes):
            near, far = near_sides[index], far_sides[index]
            if code <= _SPACE and pdfium.FPDFText_IsGenerated(text_page, index):
                if first >= 0:
                    self._end_run(first, index)
                first = -1
                continue
            if (
                first >= 0
                and least_low <= lows[index] <= most_low
                and -_OVERLAP * height <= near - last_far <= _GAP * height
                and near >= last_near
                and abs(highs[index] - lows[index] - height) <= _LINE_SHIFT * height
            ):
                last_near, last_far = near, far
                continue
            if first >= 0:
                self._end_run(first, index)
            first, low = index, lows[index]
            height = highs[index] - low
            if near > most_x or far < least_x or low > most_y or low + height < least_y:
                first = -1
            least_low, most_low = low - _LINE_SHIFT * height, low + _LINE_SHIFT * height
            last_near, last_far = near, far
        if first >= 0:
            self._end_run(first, len(glyphs.codes))
        text = "".join(self._characters)
        boxes = glyphs.left, glyphs.bottom, glyphs.right, glyphs.top
        return PageText(text, *boxes, near_sides, far_sides, quarter, tuple(self._runs), unmapped)

    def _end_run(self, first: int, end: int) -> None:
        """Keep some characters as a run, without white space at its ends."""
        characters = self._characters
        while first < end and characters[first].isspace():
            first += 1
        while first < end and characters[end - 1].isspace():
            end -= 1
        if first == end:
            return
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text_page, first, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text_page, first) * math.hypot(matrix.c, matrix.d)
        turn = _quarters(matrix)
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
            _, baseline = self._quarter.upright(matrix.e, matrix.f)
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
        sides = [ctypes.c_double() for _ in range(4)]
        for index in range(first, end):
            pdfium.FPDFText_GetCharBox(self._text_page, index, *sides)
            left, right, bottom, top = (side.value for side in sides)
            if not self._characters[index].isspace():
                glyphs.left[index], glyphs.right[index] = left, right
                glyphs.bottom[index], glyphs.top[index] = bottom, top
            self._near[index], low, self._far[index], high = self._quarter.upright_box(left, bottom, right, top)
            lows.append(low)
            highs.append(high)
        return min(lows), max(highs)


def _characters(glyphs: _Glyphs) -> tuple[list[str], int]:
    """The characters, one for each code, and how many stand for nothing. White space loses its box."""
    codes = glyphs.codes
    characters = list(map(chr, codes))
    unmapped = 0
    for index, code in enumerate(codes):
        if _FIRST_PLAIN <= code < _FIRST_ODD and index not in glyphs.has_error:
            continue
        if code in _SPACES:
            characters[index] = " " if code <= _SPACE else chr(code)
            glyphs.left[index] = glyphs.bottom[index] = math.inf
            glyphs.right[index] = glyphs.top[index] = -math.inf
        elif code == _LINE_END_HYPHEN and index not in glyphs.has_error:
            characters[index] = "-"
        elif 0xD800 <= code < 0xDC00 and index + 1 < len(codes) and 0xDC00 <= codes[index + 1] < 0xE000:
            characters[index] = chr(0x10000 + ((code & 0x3FF) << 10) + (codes[index + 1] & 0x3FF))
        elif 0xDC00 <= code < 0xE000 and index and 0xD800 <= codes[index - 1] < 0xDC00:
            characters[index] = _NO_WIDTH  # the second half of the character before it
        elif code < _SPACE or 0xD800 <= code < 0xE000 or code == _BROKEN or index in glyphs.has_error:
            characters[index] = chr(_BROKEN)
            unmapped += 1
        else:
            unmapped += 0xE000 <= code < 0xF900
    return characters, unmapped


def _upright_sides(glyphs: _Glyphs, quarter: Quarter) -> tuple[list[float], list[float], list[float], list[float]]:
    """Near, low, far and high side of the advance of every character."""
    left, top, right, bottom = glyphs.advances
    if quarter == Quarter.UPRIGHT:
        return left, bottom, right, top
    boxes = map(quarter.upright_box, left, bottom, right, top)
    near, low, far, high = map(list, zip(*boxes, strict=True))
    return near, low, far, high
