"""PDF: not written yet."""

from ingest.errors import UnreadableDocumentError
from ingest.readers.opened import OpenedDocument


def open_pdf(raw: bytes) -> OpenedDocument:
    """Not written yet. Raises UnreadableDocumentError."""
    del raw
    raise UnreadableDocumentError("unsupported_format", "this is PDF; no reader yet")
