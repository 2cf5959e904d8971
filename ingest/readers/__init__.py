"""Bytes of one document -> its text in reading order.

What this is: recognising what the bytes are, by their content and never by the name of the file, and decoding them.
What to add here: a module per format that gives a `Document`; then its entry in `open_document`.
What to keep out: what the text says (`ingest.extract`), and where the bytes come from (`ingest.sources`).
"""

from dataclasses import dataclass

from ingest.document import Document
from ingest.errors import UnreadableDocumentError
from ingest.readers.formats import html_evidence, recognised_format
from ingest.readers.separated_lines import find_grids
from ingest.readers.text import decode
from ingest.report import Issue


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document whose text can be read. `encoding` is the one that its bytes are in; `issues` are warnings."""

    document: Document
    media_type: str
    encoding: str
    issues: tuple[Issue, ...]


def open_document(raw: bytes, path: str) -> OpenedDocument:
    """Open the bytes of a document; `path` is for messages only.

    For now plain text alone is read. Raises UnreadableDocumentError: empty_file, unsupported_format (a format other
    than plain text, named in the message), binary_content or undecodable_text.
    """
    if not raw:
        raise UnreadableDocumentError("empty_file", f"{path} has no bytes")
    other = recognised_format(raw)
    if other:
        raise UnreadableDocumentError("unsupported_format", f"this is {other.name}; {other.way_out}")
    decoded = decode(raw)
    evidence = html_evidence(decoded.document.text)
    if evidence:
        message = f"this is HTML ({evidence}); save the page as plain text"
        raise UnreadableDocumentError("unsupported_format", message)
    document = Document(decoded.document.text, find_grids(decoded.document.text))
    return OpenedDocument(document, "text/plain", decoded.encoding, decoded.issues)
