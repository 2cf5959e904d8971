"""HTML: not written yet."""

from ingest.errors import UnreadableDocumentError
from ingest.readers.opened import OpenedDocument
from ingest.readers.text import DecodedText


def open_html(decoded: DecodedText) -> OpenedDocument:
    """Not written yet. Raises UnreadableDocumentError."""
    del decoded
    raise UnreadableDocumentError("unsupported_format", "this is HTML; no reader yet")
