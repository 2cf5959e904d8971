"""Reading a stream of bytes once, forwards, and looking ahead in it."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from ingest.errors import UnreadableDocumentError
from ingest.sources.containers.limits import damaged, too_large

BLOCK_BYTES = 64 * 1024
# An archive in an archive that is no larger than this is kept in memory while it is read.
_KEPT_IN_MEMORY = 32 * 1024 * 1024


def file_blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file from its present position, in blocks."""
    while block := file.read(BLOCK_BYTES):
        yield block


def read_at(file: BinaryIO, offset: int, size: int) -> bytes:
    """Up to `size` bytes at an offset of an open file."""
    file.seek(offset)
    return file.read(size)


class ForwardReader:
    """Reads blocks of bytes as one stream; memory holds a few blocks and what is looked ahead.

    The blocks may end with UnreadableDocumentError; it is raised again by every later reading, so that a stream that
    broke never looks like one that ended.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._ahead = b""
        self._error: UnreadableDocumentError | None = None
        self.position = 0

    def _next_block(self) -> bytes:
        if self._error:
            raise self._error
        try:
            return next(self._blocks, b"")
        except UnreadableDocumentError as error:
            self._error = error
            raise

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end or before the place where the stream is broken."""
        parts = [self._ahead]
        length = len(self._ahead)
        try:
            while length < size and (block := self._next_block()):
                parts.append(block)
                length += len(block)
        except UnreadableDocumentError:
            if not length:
                raise
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def block(self, most: int = BLOCK_BYTES) -> bytes:
        """Some bytes, at most so many; none at the end."""
        block = self._ahead or self._next_block()
        self._ahead = block[most:]
        block = block[:most]
        self.position += len(block)
        return block

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, which must fit in memory; fewer only at the end."""
        parts = []
        while size and (block := self.block(size)):
            parts.append(block)
            size -= len(block)
        return b"".join(parts)

    def line(self, limit: int) -> bytes | None:
        r"""The next line with its line feed, b"" at the end; None for one of more than `limit` bytes, skipped whole."""
        parts: list[bytes] = []
        length = 0
        while block := self._ahead or self._next_block():
            end = block.find(b"\n") + 1
            self._ahead = block[end:] if end else b""
            line = block[:end] if end else block
            self.position += len(line)
            length += len(line)
            if length <= limit:
                parts.append(line)
            else:
                parts.clear()
            if end:
                break
        return b"".join(parts) if length <= limit else None

    def rest(self) -> Iterator[bytes]:
        """All that is left, in blocks."""
        while block := self.block():
            yield block

    def part(self, size: int, what: str) -> Iterator[bytes]:
        """The next `size` bytes in blocks. Raises UnreadableDocumentError (damaged_container) when there are fewer."""
        while size:
            block = self.block(min(size, BLOCK_BYTES))
            if not block:
                raise damaged(f"it ends within {what}, {size:,} bytes too early")
            size -= len(block)
            yield block

    def skip_to(self, position: int, what: str) -> None:
        """Pass over everything before a position. Raises UnreadableDocumentError when the stream ends before it."""
        for _ in self.part(max(0, position - self.position), what):
            pass


def seekable(reader: ForwardReader, most: int) -> BinaryIO:
    """The stream as a file, in memory or without a name on disk, that ends with the program at the latest.

    Raises UnreadableDocumentError (container_too_large) beyond `most` bytes.
    """
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY))  # noqa: SIM115 - the caller closes it
    try:
        for block in reader.rest():
            _check_nested_size(reader.position, most)
            file.write(block)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _check_nested_size(size: int, most: int) -> None:
    if size > most:
        raise too_large(f"an archive in an archive has more than {most:,} bytes")
