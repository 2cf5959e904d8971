"""The directory of a ZIP file, which stands at its end and names its members.

Source: PKWARE, APPNOTE.TXT - .ZIP File Format Specification, 4.3 and 4.5. It is read piece by piece, so that memory
does not grow with the number of members.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LOCAL_SIGNATURE = b"PK\x03\x04"
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 0xFFFF
_PIECE_BYTES = 64 * 1024
_UNKNOWN_32 = 0xFFFFFFFF
_IS_64 = 0x0001
_UNIX_TIMES = 0x5455

# Members that only documents have: Office Open XML (DOCX, XLSX), OFD, OpenDocument and EPUB.
_DOCUMENT_MEMBERS = frozenset({b"[Content_Types].xml", b"OFD.xml", b"mimetype", b"META-INF/manifest.xml"})
# How far a directory is searched for them; office programs write them first.
_SEARCHED_ENTRIES = 1000


class ZipDirectoryError(ValueError):
    """The directory is not there, or contradicts itself."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """What the directory says of a member. `mode` is that of Unix (0 when made elsewhere); `offset` from 0.

    `changed` is in seconds since 1970, UTC; None where only a time without its zone is told.
    """

    raw_name: bytes
    flags: int
    method: int
    crc: int
    compressed_size: int
    size: int
    offset: int
    mode: int
    changed: int | None

    @property
    def is_encrypted(self) -> bool:
        return bool(self.flags & 0x1)

    @property
    def is_utf8(self) -> bool:
        return bool(self.flags & 0x800)


def read_zip_directory(file: BinaryIO) -> Iterator[ZipEntry]:
    """The entries in the order of the directory. The file may be read elsewhere between two of them.

    Raises ZipDirectoryError when it comes to the damage.
    """
    start, end, shift = _place(file)
    position, piece = start, b""
    while position < end:
        if len(piece) < _CENTRAL_HEADER.size:
            file.seek(position)
            piece = file.read(min(_PIECE_BYTES, end - position))
        if len(piece) < _CENTRAL_HEADER.size or not piece.startswith(b"PK\x01\x02"):
            raise ZipDirectoryError(f"its directory is damaged at byte {position:,}")
        header = _CENTRAL_HEADER.unpack_from(piece)
        name_size, extra_size, comment_size = header[10:13]
        size = _CENTRAL_HEADER.size + name_size + extra_size + comment_size
        if len(piece) < size:
            file.seek(position)
            # A header, a name, an extra field and a comment have at most 46 + 3 × 65,535 bytes.
            piece = file.read(min(max(size, _PIECE_BYTES), end - position))
            if len(piece) < size:
                raise ZipDirectoryError(f"its directory is damaged at byte {position:,}")
        yield _entry(header, piece[_CENTRAL_HEADER.size : size], shift)
        position += size
        piece = piece[size:]


def _entry(header: tuple[int, ...], variable: bytes, shift: int) -> ZipEntry:
    made_by, flags, method = header[1], header[3], header[4]
    crc, compressed_size, size, name_size, extra_size = header[7:12]
    extra = extra_fields(variable[name_size : name_size + extra_size])
    offset = header[16]
    wide = extra.get(_IS_64, b"")
    sizes = []
    for value in (size, compressed_size, offset):
        if value == _UNKNOWN_32 and len(wide) >= 8:
            sizes.append(struct.unpack_from("<Q", wide)[0])
            wide = wide[8:]
        else:
            sizes.append(value)
    times = extra.get(_UNIX_TIMES, b"")
    return ZipEntry(
        raw_name=variable[:name_size],
        flags=flags,
        method=method,
        crc=crc,
        compressed_size=sizes[1],
        size=sizes[0],
        offset=sizes[2] + shift,
        mode=header[15] >> 16 if made_by >> 8 in (3, 19) else 0,  # Unix, macOS
        changed=struct.unpack_from("<l", times, 1)[0] if len(times) >= 5 and times[0] & 1 else None,
    )


def extra_fields(extra: bytes) -> dict[int, bytes]:
    """The extra fields of a header by their ids."""
    fields = {}
    position = 0
    while position + 4 <= len(extra):
        field_id, size = struct.unpack_from("<HH", extra, position)
        fields[field_id] = extra[position + 4 : position + 4 + size]
        position += 4 + size
    return fields


def _place(file: BinaryIO) -> tuple[int, int, int]:
    """Where the directory begins and ends, and by how much all offsets are to be shifted."""
    file_size = file.seek(0, 2)
    tail_start = max(0, file_size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06", 0, max(0, len(tail) - _END.size + 4))
    if found < 0:
        raise ZipDirectoryError("the directory at its end is missing")
    _, disk, _, _, _, size, offset, _ = _END.unpack_from(tail, found)
    end = tail_start + found
    if _UNKNOWN_32 in (size, offset) or disk == 0xFFFF:
        file.seek(max(0, end - _LOCATOR_64.size))
        locator = file.read(_LOCATOR_64.size)
        if len(locator) == _LOCATOR_64.size and locator.startswith(b"PK\x06\x07"):
            end = _LOCATOR_64.unpack(locator)[2]
            file.seek(min(end, file_size))
            record = file.read(_END_64.size)
            if len(record) < _END_64.size or not record.startswith(b"PK\x06\x06"):
                raise ZipDirectoryError("the directory at its end is damaged")
            disk, size, offset = _END_64.unpack(record)[4], *_END_64.unpack(record)[8:10]
    if disk:
        raise ZipDirectoryError("it is one part of a split archive; join the parts")
    start = end - size
    if start < 0 or offset > start:
        raise ZipDirectoryError("the directory at its end is damaged")
    return start, end, start - offset


def is_document(file: BinaryIO) -> bool:
    """Whether a ZIP file is a document of an office program, by the names of its members."""
    try:
        for count, entry in enumerate(read_zip_directory(file)):
            if entry.raw_name in _DOCUMENT_MEMBERS:
                return True
            if count >= _SEARCHED_ENTRIES:
                break
    except ZipDirectoryError:
        # Cut short: the first member tells, which office programs choose from a few.
        file.seek(0)
        head = file.read(LOCAL_HEADER.size + 0xFFFF)
        if len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL_SIGNATURE):
            return False
        name = head[LOCAL_HEADER.size : LOCAL_HEADER.size + LOCAL_HEADER.unpack_from(head)[9]]
        return name in _DOCUMENT_MEMBERS or name.startswith((b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/"))
    return False
