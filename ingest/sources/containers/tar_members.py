"""The members of a tar archive (POSIX ustar and pax, GNU), read once from front to back.

Source: IEEE Std 1003.1, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar manual, "Basic Tar Format".
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from ingest.errors import UnreadableDocumentError, issue
from ingest.sources.containers.forward_reader import ForwardReader
from ingest.sources.containers.limits import damaged
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.member_names import decoded_name, safe_name
from ingest.sources.containers.recognition import is_tar_header
from ingest.sources.folders import is_left_out

_BLOCK = 512
# Names have at most 4,096 bytes on any system; further attributes are small.
_LONGEST_ATTRIBUTES = 256 * 1024
_LINKS = {b"1", b"2"}
_DEVICES = {b"3", b"4", b"6"}
# A folder, a list of a folder, the name of a volume, attributes of all that follows.
_NO_FILES = {b"5", b"D", b"V", b"g"}
_LONG_NAME, _LONG_LINK, _ATTRIBUTES, _SPARSE = b"L", b"K", (b"x", b"X"), b"S"


def tar_members(reader: ForwardReader, notes: Notes) -> Iterator[Member]:
    """The members in their order.

    Raises UnreadableDocumentError (damaged_container) at the place from which nothing more can be found.
    """
    attributes: dict[str, bytes] = {}
    while header := reader.read(_BLOCK):
        if not header.strip(b"\x00") and len(header) == _BLOCK:
            return
        if not is_tar_header(header):
            raise damaged(f"at byte {reader.position - len(header):,} no member begins")
        kind = header[156:157]
        size = _number(header[124:136])
        if kind in (_LONG_NAME, _LONG_LINK, *_ATTRIBUTES):
            attributes |= _attributes(kind, _small_content(reader, size))
            continue
        size = _stated_size(attributes.get("size"), size)
        # Links, folders and devices have no content, whatever size they state.
        end = reader.position + (0 if kind in _LINKS | _DEVICES | {b"5"} else size)
        yield from _member(header, kind, size, attributes, reader, notes)
        reader.skip_to(end + -end % _BLOCK, "a member")
        attributes = {}
    raise damaged("the mark of its end is missing")


def _member(
    header: bytes, kind: bytes, size: int, attributes: dict[str, bytes], reader: ForwardReader, notes: Notes
) -> Iterator[Member]:
    raw_name = attributes.get("path") or _name(header)
    text = decoded_name(raw_name)
    name, is_unsafe = safe_name(text)
    if kind in _NO_FILES or raw_name.endswith(b"/") or not name or is_left_out(name):
        return
    if is_unsafe:
        notes.add_unsafe_name(text)
    if kind in _LINKS:
        yield Member(name, issue("unsafe_member", "it is a link; what it leads to was not looked at"))
    elif kind in _DEVICES:
        yield Member(name, issue("unsafe_member", "it is a device or the like, no file"))
    elif kind == _SPARSE or "sparse" in attributes:
        yield Member(name, issue("unsupported_format", "it is stored with its gaps left out; pack the archive anew"))
    else:
        content = ForwardReader(reader.part(size, "this member"))
        yield Member(name, Source(content, size=size, modified_at=_time(attributes.get("mtime"), header)))


def _name(header: bytes) -> bytes:
    name = header[:100].split(b"\x00")[0]
    prefix = header[345:500].split(b"\x00")[0] if header[257:263] == b"ustar\x00" else b""
    return prefix + b"/" + name if prefix else name


def _number(field: bytes) -> int:
    """An octal number; a first byte of 0x80 marks one in base 256."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    try:
        number = int(field.strip(b" \x00") or b"0", 8)
    except ValueError:
        number = -1
    if number < 0:
        raise damaged(f"the size of a member is {field!r}")
    return number


def _stated_size(stated: bytes | None, size: int) -> int:
    if stated is None:
        return size
    if not stated.isdigit() or len(stated) > 19:
        raise damaged(f"the size of a member is {stated[:40]!r}")
    return int(stated)


def _small_content(reader: ForwardReader, size: int) -> bytes:
    if size > _LONGEST_ATTRIBUTES:
        raise damaged(f"the attributes of a member have {size:,} bytes")
    content = reader.read(size + -size % _BLOCK)
    if len(content) < size:
        raise damaged("it ends within the attributes of a member")
    return content[:size]


def _attributes(kind: bytes, content: bytes) -> dict[str, bytes]:
    """The attributes that matter here, so that a chain of headers cannot fill the memory."""
    if kind == _LONG_NAME:
        return {"path": content.rstrip(b"\x00")}
    if kind == _LONG_LINK:
        return {}
    attributes = {}
    position = 0
    while position < len(content):
        # "LENGTH KEY=VALUE\n", where LENGTH counts all of it.
        length, blank, _ = content[position : position + 10].partition(b" ")
        end = position + int(length) if length.isdigit() else 0
        if not blank or not position + len(length) < end <= len(content):
            raise damaged("the attributes of a member are damaged")
        key, _, value = content[position + len(length) + 1 : end].partition(b"=")
        if key in (b"path", b"size", b"mtime"):
            attributes[key.decode()] = value.removesuffix(b"\n")
        elif key.startswith(b"GNU.sparse"):
            attributes["sparse"] = b"1"
        position = end
    return attributes


def _time(stated: bytes | None, header: bytes) -> datetime | None:
    try:
        seconds = float(stated) if stated else _number(header[136:148])
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError, UnreadableDocumentError):
        return None  # a time that no calendar has says nothing
