"""What kind of container a stream of bytes is, by its first bytes and never by its name."""

import json
import re
from enum import Enum, auto

from ingest.sources.containers.forward_reader import ForwardReader


class Kind(Enum):
    """A kind of container."""

    GZIP = auto()
    BZIP2 = auto()
    XZ = auto()
    ZIP = auto()
    TAR = auto()
    WARC = auto()
    JSON_LINES = auto()
    PARQUET = auto()


_HEAD_BYTES = 512
_JSON_HEAD_BYTES = 64 * 1024
_BZIP2 = re.compile(rb"BZh[1-9](\x31\x41\x59\x26\x53\x59|\x17\x72\x45\x38\x50\x90)")
_WARC = re.compile(rb"WARC/\d\.\d+\r?\n")
_JSON_OBJECT = re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:')


def recognised(reader: ForwardReader) -> Kind | None:
    """The kind of container that a stream shows itself to be; None for a document. Nothing of it is used up."""
    head = reader.peek(_HEAD_BYTES)
    if head.startswith(b"\x1f\x8b\x08"):
        return Kind.GZIP
    if _BZIP2.match(head):
        return Kind.BZIP2
    if head.startswith(b"\xfd7zXZ\x00"):
        return Kind.XZ
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if _WARC.match(head):
        return Kind.WARC
    if is_tar_header(head):
        return Kind.TAR
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _is_json_lines(reader.peek(_JSON_HEAD_BYTES)):
        return Kind.JSON_LINES
    return None


def is_tar_header(block: bytes) -> bool:
    """Whether 512 bytes have the checksum of a tar header: the sum of its bytes, its own eight taken as blanks."""
    if len(block) != 512 or b"\x00" not in block:  # names and numbers end in NULs, which no text holds
        return False
    try:
        stated = int(block[148:156].strip(b" \x00") or b"-1", 8)
    except ValueError:
        return False
    return stated == sum(block) - sum(block[148:156]) + 8 * 32


def _is_json_lines(head: bytes) -> bool:
    """Whether a file that begins with these bytes is one JSON object per line.

    It begins with an object that has a key, and some line is an object as a whole, or the first runs beyond the head.
    No report begins with a brace and a quoted key, and a JSON text of several lines has no such line.
    """
    text = head.removeprefix(b"\xef\xbb\xbf")
    if not _JSON_OBJECT.match(text):
        return False
    first, *others = text.strip().splitlines()
    if not others:
        return len(head) == _JSON_HEAD_BYTES or _is_object(first)
    complete = [first, *(others[:-1] if len(head) == _JSON_HEAD_BYTES else others)]
    return any(map(_is_object, complete))


def _is_object(line: bytes) -> bool:
    try:
        return bool(line.startswith(b"{")) and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
