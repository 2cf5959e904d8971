"""The content of an HTTP response as it was sent: undoing its transfer coding and its content coding."""

import zlib
from collections.abc import Iterator

from ingest.sources.containers.decompression import Inflater, decompressed, gunzip
from ingest.sources.containers.forward_reader import ForwardReader
from ingest.sources.containers.limits import Budget, damaged

KNOWN_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_LONGEST_CHUNK_LINE = 4096


def decoded_content(reader: ForwardReader, transfer: str, coding: str, budget: Budget) -> Iterator[bytes]:
    """The content after the headers; `coding` is one of `KNOWN_CODINGS`.

    Web archives often keep the headers of a response whose codings they have undone, so a coding that the bytes do not
    bear out is not there. Raises UnreadableDocumentError: damaged_container or container_too_large.
    """
    if transfer == "chunked":
        reader = ForwardReader(_without_chunks(reader))
    head = reader.peek(2)
    if coding in ("gzip", "x-gzip") and head == b"\x1f\x8b":
        return gunzip(reader.rest(), budget)
    if coding == "deflate" and _is_zlib(head):
        return decompressed(reader.rest(), Inflater(zlib.MAX_WBITS), budget)
    return reader.rest()


def _is_zlib(head: bytes) -> bool:
    """RFC 1950, 2.2: method 8, and both bytes as a number are a multiple of 31."""
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0


def _without_chunks(reader: ForwardReader) -> Iterator[bytes]:
    """RFC 9112, 7.1: each chunk after a line with its size in hex; one of size 0 is the last."""
    if _chunk_size(reader.peek(_LONGEST_CHUNK_LINE).partition(b"\n")[0]) is None:
        yield from reader.rest()
        return
    while True:
        size = _chunk_size(reader.line(_LONGEST_CHUNK_LINE) or b"")
        if size is None:
            raise damaged("a chunk of the response has no size")
        if size == 0:
            return
        yield from reader.part(size, "a chunk of the response")
        reader.line(_LONGEST_CHUNK_LINE)


def _chunk_size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    try:
        return int(digits, 16) if digits.isalnum() and len(digits) <= 16 else None
    except ValueError:
        return None
