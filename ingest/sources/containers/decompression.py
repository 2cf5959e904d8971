"""Undoing a compression block by block: however much a few bytes expand to, memory holds one block of it."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from ingest.sources.containers.limits import Budget, damaged

_OUTPUT_BYTES = 256 * 1024
# A dictionary of xz -9 has 64 MiB; a hostile header may ask for 4 GiB.
_XZ_MEMORY = 128 * 1024 * 1024


class Decompressor(Protocol):
    """What `bz2` and `lzma` give, and `Inflater` makes of `zlib`."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without another block."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the compressed stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Take in a block (empty when none is needed) and give at most so many bytes."""


class Inflater:
    """DEFLATE with the interface of `bz2.BZ2Decompressor`; `window_bits` as for `zlib.decompressobj`."""

    def __init__(self, window_bits: int) -> None:
        self._inflate = zlib.decompressobj(window_bits)
        self._may_have_more = False

    @property
    def eof(self) -> bool:
        """See `Decompressor`."""
        return self._inflate.eof

    @property
    def needs_input(self) -> bool:
        """See `Decompressor`."""
        return not self._may_have_more

    @property
    def unused_data(self) -> bytes:
        """See `Decompressor`."""
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """See `Decompressor`."""
        output = self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)
        self._may_have_more = len(output) == max_length and not self._inflate.eof
        return output


def decompressed(blocks: Iterable[bytes], decompressor: Decompressor, budget: Budget) -> Iterator[bytes]:
    """What one compressed stream expands to; what follows its end is left in `decompressor.unused_data`.

    Raises UnreadableDocumentError: damaged_container, or container_too_large when the budget is spent.
    """
    for block in blocks:
        data = block
        while not decompressor.eof:
            try:
                output = decompressor.decompress(data, _OUTPUT_BYTES)
            except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
                raise damaged(f"its compressed bytes are damaged: {error}") from error
            budget.expand(len(output))
            if output:
                yield output
            data = b""
            if decompressor.needs_input:
                break
        if decompressor.eof:
            return
    raise damaged("its compressed bytes end too early")


def gunzip(blocks: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of a gzip file of any number of members. Raises UnreadableDocumentError as `decompressed` does."""
    return _concatenated(blocks, lambda: Inflater(16 + zlib.MAX_WBITS), budget)


def bunzip2(blocks: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of a bzip2 file of any number of streams. Raises UnreadableDocumentError as `decompressed` does."""
    return _concatenated(blocks, bz2.BZ2Decompressor, budget)


def unxz(blocks: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """The content of an xz file of any number of streams. Raises UnreadableDocumentError as `decompressed` does."""
    return _concatenated(blocks, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY), budget)


def _concatenated(blocks: Iterable[bytes], new: Callable[[], Decompressor], budget: Budget) -> Iterator[bytes]:
    incoming = iter(blocks)
    left_over = b""

    def with_left_over() -> Iterator[bytes]:
        yield left_over
        yield from incoming

    while True:
        decompressor = new()
        yield from decompressed(with_left_over(), decompressor, budget)
        # Between streams and at the end there may be zeros, which fill the last block of a tape.
        left_over = decompressor.unused_data.lstrip(b"\x00")
        while not left_over:
            following = next(incoming, None)
            if following is None:
                return
            left_over = following.lstrip(b"\x00")
