"""Recognising formats that are not plain text, by the first bytes of their content. The name of a file says nothing:
pages are saved as .txt, and archives as .doc.
"""

import re
from enum import Enum
from io import BytesIO
from itertools import islice
from typing import NamedTuple

from ingest.zip_directory import ZipDirectoryError, read_zip_directory


class Format(Enum):
    """A format with a reader of its own."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class OtherFormat(NamedTuple):
    """A format that cannot be read: what to call it, the code of the problem, and how to get at its text."""

    name: str
    code: str
    way_out: str


def _container(name: str) -> OtherFormat:
    return OtherFormat(name, "unsupported_format", "unpack it")


def _to_convert(name: str) -> OtherFormat:
    return OtherFormat(name, "needs_conversion", "an office program saves it as DOCX or PDF")


def _data(name: str) -> OtherFormat:
    return OtherFormat(name, "unsupported_format", "it holds tables, not reports")


def _picture(name: str) -> OtherFormat:
    return OtherFormat(name, "needs_ocr", "find the document it was made from, or have its text recognised")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[bytes, OtherFormat], ...] = (
    (_OLE, _to_convert("an old Office document (.doc, .xls, .wps)")),
    (b"{\\rtf", _to_convert("an RTF document")),
    (b"\x1f\x8b", _container("a gzip archive")),
    (b"BZh", _container("a bzip2 archive")),
    (b"\xfd7zXZ\x00", _container("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", _container("a 7z archive")),
    (b"Rar!\x1a\x07", _container("a RAR archive")),
    (b"PAR1", _data("a Parquet file")),
    (b"SQLite format 3\x00", _data("an SQLite database")),
    (b"\x89PNG\r\n\x1a\n", _picture("a PNG picture")),
    (b"\xff\xd8\xff", _picture("a JPEG picture")),
    (b"GIF87a", _picture("a GIF picture")),
    (b"GIF89a", _picture("a GIF picture")),
    (b"II*\x00", _picture("a TIFF picture")),
    (b"MM\x00*", _picture("a TIFF picture")),
)
# Documents that are ZIP archives, by the name of a member.
_ZIP_MEMBERS: tuple[tuple[bytes, Format | OtherFormat], ...] = (
    (b"word/document.xml", Format.DOCX),
    (b"word/document2.xml", Format.DOCX),  # what Word on the web names it
    (b"xl/workbook.xml", _data("an Excel workbook (XLSX)")),
    (b"OFD.xml", _to_convert("an OFD document")),
)
# A document has tens of members, one with many pictures some hundreds.
_SEARCHED_MEMBERS = 10_000
# The PDF signature may follow other bytes within the first 1,024 (ISO 32000, Annex H.3.4.1).
PDF_MARK = b"%PDF-"
PDF_WINDOW = 1024
# The stream that holds a DOCX, XLSX or PPTX locked with a password, as the directory of its OLE file names it
# ([MS-OFFCRYPTO] 2.3.1).
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = OtherFormat("an Office document locked with a password", "encrypted_document", "save a copy without it")

_TAG = re.compile(
    r"<(/?)(html|head|body|meta|link|script|style|title|table|thead|tbody|tr|td|th|div|p|span|font|b|i|u|strong|em|a|img"
    r"|ul|ol|li|dl|dt|dd|h[1-6]|center|br|hr|input|form|iframe|section|article|header|footer|main)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Browsers look for the declaration in the first 1,024 bytes; pages that put a script before it are met all the same.
_HEAD_OF_PAGE = 4096
_CHARSET = re.compile(r"<meta\s[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HTML_START = re.compile(r"\s*(<!--.*?-->\s*|<\?xml[^<>]*\?>\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def recognised_format(raw: bytes) -> Format | OtherFormat | None:
    """The format that the bytes show themselves to be, or None for what may be text."""
    if PDF_MARK in raw[:PDF_WINDOW]:
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(raw)
    if raw.startswith(_OLE) and _LOCKED_PACKAGE in raw:
        return _LOCKED
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return _picture("a WebP picture")
    if raw.startswith(b"BM") and raw[6:10] == b"\x00\x00\x00\x00":  # two letters alone could begin a text
        return _picture("a BMP picture")
    return next((format_ for signature, format_ in _SIGNATURES if raw.startswith(signature)), None)


def _zip_format(raw: bytes) -> Format | OtherFormat:
    try:
        entries = islice(read_zip_directory(BytesIO(raw)), _SEARCHED_MEMBERS)
        names = {entry.raw_name for entry in entries}
    except ZipDirectoryError:
        # Cut short: names stand uncompressed in the archive, and its reader tells the damage.
        names = {member for member, _ in _ZIP_MEMBERS if member in raw}
    return next((format_ for member, format_ in _ZIP_MEMBERS if member in names), _container("a ZIP archive"))


def declared_charset(text: str) -> str | None:
    """The encoding that the source of a page declares for itself, as it is written there."""
    declared = _CHARSET.search(text, 0, _HEAD_OF_PAGE)
    return declared[1] if declared else None


def html_evidence(text: str) -> str | None:
    """What shows that a text is the source of an HTML page, or None.

    It is HTML if it begins with <!doctype html> or <html>, holds an element that is both opened and closed (<p>…</p>),
    or a tag with an attribute (<td colspan=3>), whose digits could be taken for those of a cell. Bare leftovers in a
    text dump (<br>, a lone </p>, &nbsp;, comments) leave it a text, and so does any < that begins no HTML tag.
    """
    if start := _HTML_START.match(text):
        return f"it begins with <{start[2]}>"
    opened = set()
    for tag in _TAG.finditer(text):
        slash, name, attributes = tag[1], tag[2].lower(), tag[3]
        if attributes and "=" in attributes:
            return f"it holds the tag {tag[0][:40]}"
        if not slash:
            opened.add(name)
        elif name in opened:
            return f"it holds <{name}>…</{name}>"
    return None
