"""What PDFium says of every character of a page: its code, the box of its advance and that of its ink, in user space.

Everything is asked in loops that run in C and write into buffers, and only where it can matter: these calls are what a
character costs beyond opening its page.
"""

import math
from array import array
from collections import deque
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

from ingest.readers.pdf.quick import code_of, has_map_error, places_in, put_advance, put_ink, put_text

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
# PDFium's mark for what is no character, and Python's.
_STAND_INS = frozenset("\ufffe\ufffd")
_BYTES_OF_A_BOX = 16


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page: their codes, and what they stand for (white space for a space, what stands for nothing
    for U+FFFD; `unmapped` counts it).

    `advances` are the left, top, right and bottom sides of where they stand; `left`, `right`, `bottom` and `top` the
    sides of their ink, infinite for white space.
    """

    codes: list[int]
    characters: list[str]
    unmapped: int
    advances: tuple[list[float], list[float], list[float], list[float]]
    left: "array[float]"
    right: "array[float]"
    bottom: "array[float]"
    top: "array[float]"


def read_glyphs(text_page: int, count: int) -> Glyphs:
    """Ask for all `count` characters of the open text page at an address."""
    codes = _codes(text_page, count)
    # An ideograph fills its advance.
    narrow = [index for index, code in enumerate(codes) if not _FIRST_IDEOGRAPH <= code <= _LAST_IDEOGRAPH]
    odd = [index for index in narrow if not _FIRST_PLAIN <= codes[index] < _FIRST_ODD]
    blank = {index for index in odd if codes[index] in _SPACES}
    inked = [index for index in narrow if index not in blank]
    has_error = _errors(text_page, count, inked)
    characters, unmapped = _characters(codes, {*odd, *has_error}, has_error)
    advances = _advances(text_page, count)
    left, top, right, bottom = (array("d", side) for side in advances)
    _put_ink(text_page, inked, (left, right, bottom, top))
    for index in blank.union(index for index in has_error if codes[index] in _SPACES):
        left[index] = bottom[index] = math.inf
        right[index] = top[index] = -math.inf
    return Glyphs(codes, characters, unmapped, advances, left, right, bottom, top)


def _codes(text_page: int, count: int) -> list[int]:
    """The codes of all characters: those of the text of the page, which is there at once, where it is known to have all
    of them one by one. It leaves out what is no writing and what needs two units, and has a mark for others.
    """
    units = array("H", bytes(2 * count + 2))
    written = put_text(text_page, 0, count, places_in(units)[0])
    text = units[:count].tobytes().decode("utf-16-le", "replace")
    if written == count + 1 and len(text) == count and not _STAND_INS.intersection(text):
        return list(map(ord, text))
    return list(map(code_of, repeat(text_page), range(count)))


def _errors(text_page: int, count: int, inked: Sequence[int]) -> set[int]:
    """The characters whose font does not tell what they are. Ideographs are asked for one by one only where some of a
    sample are such.
    """
    sample = range(0, count, _ERROR_SAMPLE)
    asked = range(count) if any(map(has_map_error, repeat(text_page), sample)) else inked
    return set(compress(asked, map(has_map_error, repeat(text_page), asked)))


def _advances(text_page: int, count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    boxes = array("f", bytes(_BYTES_OF_A_BOX * count))
    deque(map(put_advance, repeat(text_page), range(count), places_in(boxes)[::4]), maxlen=0)
    return boxes[0::4].tolist(), boxes[1::4].tolist(), boxes[2::4].tolist(), boxes[3::4].tolist()


def _put_ink(text_page: int, inked: Sequence[int], sides: "Sequence[array[float]]") -> None:
    """Put the sides of the ink of some characters in place of those of their advance."""
    places = [map(places_in(side).__getitem__, inked) for side in sides]
    deque(map(put_ink, repeat(text_page), inked, *places), maxlen=0)


def _characters(codes: Sequence[int], looked_at: Iterable[int], has_error: Container[int]) -> tuple[list[str], int]:
    """The characters, one for each code, and how many stand for nothing; only some need to be looked at."""
    characters = list(map(chr, codes))
    unmapped = 0
    for index in looked_at:
        code = codes[index]
        if code in _SPACES:
            characters[index] = " " if code <= _SPACE else chr(code)
        elif code == _LINE_END_HYPHEN and index not in has_error:
            characters[index] = "-"
        elif 0xD800 <= code < 0xDC00 and index + 1 < len(codes) and 0xDC00 <= codes[index + 1] < 0xE000:
            characters[index] = chr(0x10000 + ((code & 0x3FF) << 10) + (codes[index + 1] & 0x3FF))
        elif 0xDC00 <= code < 0xE000 and index and 0xD800 <= codes[index - 1] < 0xDC00:
            characters[index] = _NO_WIDTH  # the second half of the character before it
        elif code < _SPACE or 0xD800 <= code < 0xE000 or code == _BROKEN or index in has_error:
            characters[index] = chr(_BROKEN)
            unmapped += 1
        else:
            unmapped += 0xE000 <= code < 0xF900
    return characters, unmapped
