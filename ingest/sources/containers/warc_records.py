"""The records of a web archive (WARC, and WET with the text taken out of pages) that may hold a report.

Source: ISO 28500, The WARC File Format 1.1.
"""

import io
from collections.abc import Iterator

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from ingest.errors import issue
from ingest.sources.containers.forward_reader import ForwardReader
from ingest.sources.containers.http_content import KNOWN_CODINGS, decoded_content
from ingest.sources.containers.limits import Budget, damaged
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.member_names import safe_name

_LONGEST_HEADERS = 256 * 1024
_LONGEST_URL = 4000
_LONGEST_ID = 200
_CONTENT_RECORDS = ("response", "resource", "conversion")
# Media types that reports are published in. Servers send what they do not know as a stream of bytes.
_TYPES_OF_DOCUMENTS = frozenset(
    {
        "",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/x-pdf",
        "application/msword",
        "application/vnd.ms-word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/kswps",
        "application/vnd.ms-works",
        "application/wps-office.doc",
        "application/wps-office.docx",
        "application/wps-office.wps",
        "application/ofd",
        "application/rtf",
        "text/rtf",
        "application/octet-stream",
        "binary/octet-stream",
        "application/download",
        "application/x-download",
        "application/x-msdownload",
        "application/force-download",
    }
)


def warc_members(reader: ForwardReader, budget: Budget, notes: Notes) -> Iterator[Member]:
    """The documents in the order of their records: responses with status 200, resources and conversions.

    Pictures, styles, scripts, redirects and errors are counted and passed over. What is in a record says how it is
    read; its declared type only whether it is taken in, and its charset nothing.

    Raises UnreadableDocumentError (damaged_container) at the place from which no record can be found.
    """
    number = 0
    while (headers := _record_headers(reader)) is not None:
        number += 1
        length = headers.get_header("Content-Length", "").strip()
        if not (length.isascii() and length.isdigit() and len(length) <= 18):
            raise damaged(f"record {number} states the length {length[:40]!r}")
        end = reader.position + int(length)
        content = ForwardReader(reader.part(int(length), "this record"))
        if (headers.get_header("WARC-Type") or "").strip().casefold() in _CONTENT_RECORDS:
            yield from _member(headers, number, content, budget, notes)
        elif headers.get_header("WARC-Type") == "revisit":
            notes.left_out["revisits of what was taken in before"] += 1
        reader.skip_to(end, f"record {number}")


def _record_headers(reader: ForwardReader) -> StatusAndHeaders | None:
    """The headers of the next record, or None at the end."""
    blank = 0
    while reader.peek(1) in (b"\r", b"\n"):
        blank += len(reader.read(1))
        if blank > 1024:
            raise damaged(f"at byte {reader.position:,} no record begins")
    if not reader.peek(1):
        return None
    start = reader.position
    if reader.peek(5) != b"WARC/":
        raise damaged(f"at byte {start:,} no record begins; the length of the one before may be wrong")
    headers = _headers(reader, ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"])
    if headers is None:
        raise damaged(f"the record at byte {start:,} has no whole headers")
    return headers


def _headers(reader: ForwardReader, protocols: list[str]) -> StatusAndHeaders | None:
    """The block of headers that begins here, or None for one that is damaged or endless."""
    lines: list[bytes] = []
    size = 0
    while line := reader.line(_LONGEST_HEADERS):
        size += len(line)
        if size > _LONGEST_HEADERS:
            return None
        lines.append(line)
        if not line.strip():
            break
    if not lines or lines[-1].strip() or not lines[0].strip():
        return None
    try:
        return StatusAndHeadersParser(protocols).parse(io.BytesIO(b"".join(lines)))
    except StatusAndHeadersParserException:
        return None


def _member(
    headers: StatusAndHeaders, number: int, content: ForwardReader, budget: Budget, notes: Notes
) -> Iterator[Member]:
    name = _name(headers, number)
    url = (headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
    media_type = _media_type(headers)
    if headers.get_header("WARC-Type") == "response":
        if url.casefold().startswith(("dns:", "whois:", "ntp:")):
            return
        response = _headers(content, ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"])
        if response is None:
            notes.left_out["responses without headers of HTTP"] += 1
            return
        status = response.get_statuscode()
        if status != "200":
            notes.left_out[_status_kind(status)] += 1
            return
        media_type = _media_type(response)
        coding = (response.get_header("Content-Encoding") or "").strip().casefold()
        if media_type in _TYPES_OF_DOCUMENTS and coding not in KNOWN_CODINGS:
            yield Member(name, issue("unsupported_format", f"its content coding is {coding[:40]}"), may_nest=False)
            return
        if media_type in _TYPES_OF_DOCUMENTS:
            transfer = (response.get_header("Transfer-Encoding") or "").strip().casefold()
            content = ForwardReader(decoded_content(content, transfer, coding, budget))
    if media_type not in _TYPES_OF_DOCUMENTS:
        notes.left_out[_type_kind(media_type)] += 1
        return
    if headers.get_header("WARC-Truncated"):
        notes.cut_short += 1
    yield Member(name, Source(content, source_url=url[:_LONGEST_URL] or None), may_nest=False)


def _name(headers: StatusAndHeaders, number: int) -> str:
    """The id of the record, which is an address of its own kind and the same in every copy; else its number, from 1."""
    record_id = (headers.get_header("WARC-Record-ID") or "").strip().strip("<>")
    name, is_unsafe = safe_name(record_id)
    return name if name == record_id and 0 < len(name) <= _LONGEST_ID and not is_unsafe else f"record:{number}"


def _media_type(headers: StatusAndHeaders) -> str:
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().casefold()


def _status_kind(status: str) -> str:
    return {"3": "redirects", "4": "error pages", "5": "error pages"}.get(status[:1], "responses without a whole page")


def _type_kind(media_type: str) -> str:
    """What is left out, in a few words: a container may declare any number of types."""
    if media_type.startswith("image/"):
        return "pictures"
    if media_type == "text/css":
        return "styles"
    if "javascript" in media_type or "ecmascript" in media_type:
        return "scripts"
    return "records of other types"
