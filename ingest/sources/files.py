"""Reading one file that comes from outside: its kind, size and every error are met before its bytes are believed."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import UnreadableDocumentError

# The longest report seen is under 1 MiB of text; one with scanned tables stays below 30 MiB. What is larger is a dump.
MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
_BLOCK_BYTES = 1024 * 1024


def path_text(path: Path) -> str:
    r"""The path as text that every file format can hold: bytes that are no UTF-8 are spelled "\xff"."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def check_file(path: Path) -> os.stat_result:
    """The file's status, links followed, if it is a regular file of 1 byte to 32 MiB; nothing is opened.

    Raises UnreadableDocumentError: unreadable_path, empty_file or too_large.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise UnreadableDocumentError("unreadable_path", _reason(error)) from error
    _check(status)
    return status


def file_blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a regular file in blocks of 1 MiB.

    The checks of `check_file` are made before opening, since opening a FIFO waits and opening a device may act, and
    again on the open file and while reading, since the path may have come to mean another file and the file may grow.
    Raises UnreadableDocumentError: unreadable_path, empty_file or too_large.
    """
    check_file(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            _check(os.fstat(descriptor))
            size = 0
            while block := file.read(_BLOCK_BYTES):
                size += len(block)
                _check_size(size)
                yield block
    except OSError as error:
        raise UnreadableDocumentError("unreadable_path", _reason(error)) from error


def read_file(path: Path) -> bytes:
    """All bytes of a regular file of at most 32 MiB. Raises UnreadableDocumentError as `file_blocks` does."""
    return b"".join(file_blocks(path))


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
    _check_size(status.st_size)


def _check_size(size: int) -> None:
    if size > MAX_DOCUMENT_BYTES:
        limit = MAX_DOCUMENT_BYTES // 1024**2
        raise UnreadableDocumentError("too_large", f"the file has {size:,} bytes; the limit is {limit} MiB")


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
