"""DOCX: not written yet."""

from ingest.errors import UnreadableDocumentError
from ingest.readers.opened import OpenedDocument


def open_docx(raw: bytes) -> OpenedDocument:
    """Not written yet. Raises UnreadableDocumentError."""
    del raw
    raise UnreadableDocumentError("unsupported_format", "this is DOCX; no reader yet")
