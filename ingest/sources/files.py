"""Reading one file that comes from outside: its kind, size and every error are met before its bytes are believed."""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from ingest.errors import UnreadableDocumentError

# The longest report seen is under 1 MiB of text; one with scanned tables stays below 30 MiB. What is larger is a dump.
MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
_BLOCK_BYTES = 1024 * 1024


def path_text(path: Path) -> str:
    r"""The path as text that every file format can hold: bytes that are no UTF-8 are spelled "\xff"."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def open_file(path: Path) -> BinaryIO:
    """Open a regular file that is not empty; its size has no limit, for it may be a container.

    Its kind is checked before opening, since opening a FIFO waits and opening a device may act, and again on the open
    file, since the path may have come to mean another. Raises UnreadableDocumentError: unreadable_path or empty_file.
    """
    try:
        _check(path.stat())
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise UnreadableDocumentError("unreadable_path", _reason(error)) from error
    file = os.fdopen(descriptor, "rb", buffering=0)
    try:
        _check(os.fstat(descriptor))
    except BaseException:
        file.close()
        raise
    return cast("BinaryIO", file)  # reading without a buffer may give fewer bytes than asked for, on no regular file


def document_blocks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks of one document. Raises UnreadableDocumentError: empty_file, or too_large beyond 32 MiB."""
    size = 0
    for block in blocks:
        size += len(block)
        check_size(size)
        yield block
    if not size:
        raise UnreadableDocumentError("empty_file", "the file has no bytes")


def check_size(size: int) -> None:
    """Raises UnreadableDocumentError (too_large) for a document of more than 32 MiB."""
    if size > MAX_DOCUMENT_BYTES:
        limit = MAX_DOCUMENT_BYTES // 1024**2
        raise UnreadableDocumentError("too_large", f"the file has {size:,} bytes; the limit is {limit} MiB")


def read_file(path: Path) -> bytes:
    """All bytes of a document in a regular file.

    The size is checked while reading too, since the file may grow. Raises UnreadableDocumentError: unreadable_path,
    empty_file or too_large.
    """
    with open_file(path) as file:
        check_size(os.fstat(file.fileno()).st_size)
        try:
            return b"".join(document_blocks(iter(lambda: file.read(_BLOCK_BYTES), b"")))
        except OSError as error:
            raise UnreadableDocumentError("unreadable_path", _reason(error)) from error


def modified_at(status: os.stat_result) -> datetime | None:
    """When the file was last changed, UTC; None for a time that no calendar has (file systems hold any number)."""
    try:
        return datetime.fromtimestamp(status.st_mtime, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocumentError("unreadable_path", f"is {_kind(status.st_mode)}, not a file")
    if status.st_size == 0:
        raise UnreadableDocumentError("empty_file", "the file has no bytes")


def _reason(error: OSError | ValueError) -> str:
    """The system's words without the path, which is named beside them."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a FIFO",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")
