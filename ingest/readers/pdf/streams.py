"""Whether the compressed parts of a PDF came through whole: each ends with the checksum of what it holds (RFC 1950).

PDFium reads on behind damage and leaves out what it cannot draw. Where the font of a digit is damaged, 84 becomes 4.
"""

import base64
import re
import struct
import zlib

_STREAM = re.compile(rb"\bstream\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*(/(?:ASCII85Decode|A85)\s*)?/(?:FlateDecode|Fl)\b")
_LONGEST_DICTIONARY = 2000
_PIECE = 1 << 20
# Five characters from "!" to "u" are the digits, to the base 85, of four bytes (ISO 32000-1, 7.4.3).
_DIGITS = re.compile(rb"[!-u]*")
_GROUP = 5
_VALUES = [[(character - ord("!")) * 85**power for character in range(256)] for power in (4, 3, 2, 1, 0)]
_HEADER = 2
# As much as takes a second to unpack; a report holds a few MiB.
_MOST_UNPACKED = 1 << 28


def has_broken_stream(raw: bytes) -> bool:
    """Whether a compressed stream of a PDF that is not encrypted ends early, holds an error or another checksum."""
    position = unpacked = 0
    while unpacked < _MOST_UNPACKED and (found := _STREAM.search(raw, position)):
        end = raw.find(b"endstream", found.end())
        end = len(raw) if end < 0 else end
        opening = raw.rfind(b"obj", max(0, found.start() - _LONGEST_DICTIONARY), found.start())
        filters = _DEFLATED.search(raw, opening, found.start()) if opening >= 0 else None
        if filters:
            stream = raw[found.end() : end]
            size = _unpacked_size(_from_ascii(stream) if filters[1] else stream, _MOST_UNPACKED - unpacked)
            if size is None:
                return True
            unpacked += size
        position = end
    return False


def _from_ascii(stream: bytes) -> bytes:
    """The bytes that a stream in ASCII stands for, none where it breaks the rules. `base64` takes four times as long as
    this loop, and has what is no whole group, or not made of digits alone.
    """
    digits = stream.strip().removesuffix(b"~>").translate(None, b" \t\n\r\v")
    whole = len(digits) // _GROUP * _GROUP if _DIGITS.fullmatch(digits) else 0
    a, b, c, d, e = _VALUES
    numbers = [a[v] + b[w] + c[x] + d[y] + e[z] for v, w, x, y, z in zip(*[iter(digits[:whole])] * _GROUP, strict=True)]
    try:
        return struct.pack(f">{len(numbers)}I", *numbers) + base64.a85decode(digits[whole:])
    except (ValueError, struct.error):
        return b""  # which no compressed stream is


def _unpacked_size(deflated: bytes, most: int) -> int | None:
    """How many bytes a stream unpacks to, as far as `most`; None for one that is broken.

    Some programs leave the checksum out; that alone is no damage.
    """
    try:
        size, is_whole = _unpacked(zlib.decompressobj(), deflated, most)
        if not is_whole:
            size, is_whole = _unpacked(zlib.decompressobj(-zlib.MAX_WBITS), deflated[_HEADER:], most)
    except zlib.error:
        return None
    return size if is_whole else None


def _unpacked(unpacking: "zlib._Decompress", deflated: bytes, most: int) -> tuple[int, bool]:
    """How many bytes there are, and whether they come to their end or to as many as are looked at."""
    size = 0
    while not unpacking.eof and size < most:
        piece = unpacking.decompress(deflated, _PIECE)
        deflated = unpacking.unconsumed_tail
        size += len(piece)
        if not piece and not unpacking.eof:
            return size, False
    return size, True
