"""The members of a ZIP archive, each found by the directory at the end; where that is missing, one after the other."""

import bz2
import stat
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from ingest.errors import issue
from ingest.report import Issue
from ingest.sources.containers.decompression import Decompressor, Inflater, decompressed
from ingest.sources.containers.forward_reader import BLOCK_BYTES, ForwardReader, read_at
from ingest.sources.containers.limits import Budget, damaged, too_large
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.member_names import decoded_name, safe_name
from ingest.sources.folders import is_left_out
from ingest.zip_directory import (
    LOCAL_HEADER,
    LOCAL_SIGNATURE,
    ZipDirectoryError,
    ZipEntry,
    extra_fields,
    read_zip_directory,
)

_STORED, _DEFLATED, _BZIP2 = 0, 8, 12
_HAS_DESCRIPTOR = 0x8


def zip_members(file: BinaryIO, budget: Budget, notes: Notes) -> Iterator[Member]:
    """The members in the order of the directory. One that is damaged costs no other.

    Raises UnreadableDocumentError: damaged_container when the directory is, then after all that could be read;
    container_too_large when members overlap, with which a small file can claim any number of large members.
    """
    file_size = file.seek(0, 2)
    claimed = 0
    count = 0
    try:
        for entry in read_zip_directory(file):
            count += 1
            claimed += LOCAL_HEADER.size + len(entry.raw_name) + entry.compressed_size
            if claimed > file_size:
                raise too_large("its members claim more bytes than the file has: they overlap")
            yield from _member(file, entry, budget, notes)
    except ZipDirectoryError as error:
        if not count:
            yield from _members_without_directory(file, budget, notes)
        raise damaged(str(error)) from error


def _member(file: BinaryIO, entry: ZipEntry, budget: Budget, notes: Notes) -> Iterator[Member]:
    name = _name(entry.raw_name, entry.is_utf8, notes)
    if entry.raw_name.endswith((b"/", b"\\")) or name is None:
        return
    if refusal := _refusal(entry):
        yield Member(name, refusal)
        return
    content = ForwardReader(_content(file, entry, budget))
    changed = datetime.fromtimestamp(entry.changed, UTC) if entry.changed is not None else None
    yield Member(name, Source(content, size=entry.size, modified_at=changed))


def _name(raw: bytes, is_utf8: bool, notes: Notes) -> str | None:
    """The safe name, or None for what is left out as a hidden file is."""
    # Some programs of Windows part folders by backslashes, which may be the second byte of a Chinese character.
    text = decoded_name(raw, is_utf8=is_utf8, otherwise="cp437").replace("\\", "/")
    name, is_unsafe = safe_name(text)
    if not name or is_left_out(name):
        return None
    if is_unsafe:
        notes.add_unsafe_name(text)
    return name


def _refusal(entry: ZipEntry) -> Issue | None:
    kind = stat.S_IFMT(entry.mode)
    if kind == stat.S_IFLNK:
        return issue("unsafe_member", "it is a link; what it leads to was not looked at")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return issue("unsafe_member", "it is a device or the like, no file")
    if entry.is_encrypted:
        return issue("encrypted_container", "it is encrypted")
    if entry.method not in (_STORED, _DEFLATED, _BZIP2):
        return issue("unsupported_format", f"it is compressed by method {entry.method}; pack the archive anew")
    return None


def _decompressor(method: int) -> Decompressor:
    return Inflater(-zlib.MAX_WBITS) if method == _DEFLATED else bz2.BZ2Decompressor()


def _blocks(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """A part of the file; other parts may be read between two blocks."""
    while size:
        block = read_at(file, start, min(size, BLOCK_BYTES))
        if not block:
            raise damaged("the file ends within this member")
        start += len(block)
        size -= len(block)
        yield block


def _content(file: BinaryIO, entry: ZipEntry, budget: Budget) -> Iterator[bytes]:
    header = read_at(file, entry.offset, LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL_SIGNATURE):
        raise damaged("the directory leads to a place where no member begins")
    name_size, extra_size = LOCAL_HEADER.unpack(header)[9:11]
    if read_at(file, entry.offset + LOCAL_HEADER.size, name_size) != entry.raw_name:
        raise damaged("the directory and the member itself name it differently")
    compressed = _blocks(file, entry.offset + LOCAL_HEADER.size + name_size + extra_size, entry.compressed_size)
    is_stored = entry.method == _STORED
    blocks = compressed if is_stored else decompressed(compressed, _decompressor(entry.method), budget)
    crc = size = 0
    for block in blocks:
        crc = zlib.crc32(block, crc)
        size += len(block)
        if size > entry.size:
            break
        yield block
    if size != entry.size or crc != entry.crc:
        raise damaged("its bytes are not those that the archive was made from")


def _members_without_directory(file: BinaryIO, budget: Budget, notes: Notes) -> Iterator[Member]:
    """The members that stand whole at the beginning of a truncated archive, and the one that is cut."""
    position = 0
    while (header := read_at(file, position, LOCAL_HEADER.size)).startswith(LOCAL_SIGNATURE):
        if len(header) < LOCAL_HEADER.size:
            return
        _, _, flags, method, _, _, crc, packed_size, size, name_size, extra_size = LOCAL_HEADER.unpack(header)
        variable = read_at(file, position + LOCAL_HEADER.size, name_size + extra_size)
        raw_name, extra = variable[:name_size], extra_fields(variable[name_size:])
        start = position + LOCAL_HEADER.size + len(variable)
        wide = extra.get(1, b"")
        if packed_size == 0xFFFFFFFF and len(wide) >= 16:
            size, packed_size = int.from_bytes(wide[:8], "little"), int.from_bytes(wide[8:16], "little")
        entry = ZipEntry(raw_name, flags, method, crc, packed_size, size, position, 0, None)
        if not flags & _HAS_DESCRIPTOR:
            yield from _member(file, entry, budget, notes)
            position = start + packed_size
            continue
        if method != _DEFLATED or entry.is_encrypted:
            return  # nothing says where it ends
        tail = _Tail()
        content = ForwardReader(_content_before_descriptor(file, start, tail, budget))
        name = _name(raw_name, entry.is_utf8, notes)
        if name and not raw_name.endswith(b"/"):
            yield Member(name, Source(content))
        for _ in content.rest():
            pass
        position = tail.position


class _Tail:
    """Where the member after this one begins."""

    position = 0


def _content_before_descriptor(file: BinaryIO, start: int, tail: _Tail, budget: Budget) -> Iterator[bytes]:
    """A member whose size stands after it: DEFLATE knows its own end."""
    inflater = Inflater(-zlib.MAX_WBITS)
    read = crc = 0

    def compressed() -> Iterator[bytes]:
        nonlocal read
        while block := read_at(file, start + read, BLOCK_BYTES):
            read += len(block)
            yield block

    for block in decompressed(compressed(), inflater, budget):
        crc = zlib.crc32(block, crc)
        yield block
    end = start + read - len(inflater.unused_data)
    descriptor = read_at(file, end, 24)
    signature_size = 4 if descriptor.startswith(b"PK\x07\x08") else 0
    if int.from_bytes(descriptor[signature_size : signature_size + 4], "little") != crc:
        raise damaged("its bytes are not those that the archive was made from")
    # The two sizes have 4 or 8 bytes each; the header that follows shows which.
    narrow_end, wide_end = (end + signature_size + 4 + sizes for sizes in (8, 16))
    tail.position = wide_end if read_at(file, wide_end, 4) == LOCAL_SIGNATURE else narrow_end
