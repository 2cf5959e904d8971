"""Recognising formats that are not plain text, by the first bytes of their content. The name of a file says nothing:
pages are saved as .txt, and archives as .doc.
"""

import re
from typing import NamedTuple


class OtherFormat(NamedTuple):
    """A format that cannot be read yet: what to call it, and how to get at its text."""

    name: str
    way_out: str


_UNPACK = "unpack it"
_EXPORT_TEXT = "export its text"
_SAVE_AS_TEXT = "save it as plain text in an office program"
_TABLE = "it holds tables, not reports"
_PICTURE = "find the text it was made from, or have its text recognised"

_SIGNATURES: tuple[tuple[bytes, OtherFormat], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherFormat("an old Office document (.doc, .xls, .wps)", _SAVE_AS_TEXT)),
    (b"{\\rtf", OtherFormat("an RTF document", _SAVE_AS_TEXT)),
    (b"\x1f\x8b", OtherFormat("a gzip archive", _UNPACK)),
    (b"BZh", OtherFormat("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", OtherFormat("an xz archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", OtherFormat("a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", OtherFormat("a RAR archive", _UNPACK)),
    (b"PAR1", OtherFormat("a Parquet file", _TABLE)),
    (b"SQLite format 3\x00", OtherFormat("an SQLite database", _TABLE)),
    (b"\x89PNG\r\n\x1a\n", OtherFormat("a PNG picture", _PICTURE)),
    (b"\xff\xd8\xff", OtherFormat("a JPEG picture", _PICTURE)),
    (b"GIF87a", OtherFormat("a GIF picture", _PICTURE)),
    (b"GIF89a", OtherFormat("a GIF picture", _PICTURE)),
    (b"II*\x00", OtherFormat("a TIFF picture", _PICTURE)),
    (b"MM\x00*", OtherFormat("a TIFF picture", _PICTURE)),
)
# Documents that are ZIP archives, by the name of a member (names stand uncompressed in the archive).
_ZIP_MEMBERS: tuple[tuple[bytes, OtherFormat], ...] = (
    (b"word/document.xml", OtherFormat("a Word document (DOCX)", _SAVE_AS_TEXT)),
    (b"xl/workbook.xml", OtherFormat("an Excel workbook (XLSX)", _SAVE_AS_TEXT)),
    (b"OFD.xml", OtherFormat("an OFD document", _EXPORT_TEXT)),
)
# The PDF signature may follow other bytes within the first 1,024 (ISO 32000, Annex H.3.4.1).
_PDF_WINDOW = 1024

_TAG = re.compile(
    r"<(/?)(html|head|body|meta|link|script|style|title|table|thead|tbody|tr|td|th|div|p|span|font|b|i|u|strong|em|a|img"
    r"|ul|ol|li|dl|dt|dd|h[1-6]|center|br|hr|input|form|iframe|section|article|header|footer|main)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HTML_START = re.compile(r"\s*(<!--.*?-->\s*|<\?xml[^<>]*\?>\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def recognised_format(raw: bytes) -> OtherFormat | None:
    """The format that the bytes show themselves to be, or None for what may be text."""
    if b"%PDF-" in raw[:_PDF_WINDOW]:
        return OtherFormat("a PDF document", _EXPORT_TEXT)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        members = (format_ for member, format_ in _ZIP_MEMBERS if member in raw)
        return next(members, OtherFormat("a ZIP archive", _UNPACK))
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return OtherFormat("a WebP picture", _PICTURE)
    if raw.startswith(b"BM") and raw[6:10] == b"\x00\x00\x00\x00":  # two letters alone could begin a text
        return OtherFormat("a BMP picture", _PICTURE)
    return next((format_ for signature, format_ in _SIGNATURES if raw.startswith(signature)), None)


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
