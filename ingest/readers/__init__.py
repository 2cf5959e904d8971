"""Bytes of one document -> `Document`: its text in reading order, its grids, and the way back to every place.

What this is: recognising what the bytes are, by their content and never by the name of the file, and opening them.
What to add here: a module per format with a function that gives an `OpenedDocument`; then its entry in `_READERS`.
What to keep out: what the text says (`ingest.extract`), and where the bytes come from (`ingest.sources`).
"""

from collections.abc import Callable

from ingest.document import Document
from ingest.errors import UnreadableDocumentError
from ingest.readers.dropped_cells import without_filling
from ingest.readers.formats import Format, declared_charset, html_evidence, recognised_format
from ingest.readers.markdown import without_markup
from ingest.readers.opened import OpenedDocument
from ingest.readers.separated_lines import find_grids, with_single_tabs
from ingest.readers.text import DecodedText, decode

__all__ = ["OpenedDocument", "open_document"]


def _open_pdf(raw: bytes) -> OpenedDocument:
    from ingest.readers.pdf import open_pdf  # noqa: PLC0415 - a library is loaded only where its format is met

    return open_pdf(raw)


def _open_docx(raw: bytes) -> OpenedDocument:
    from ingest.readers.word import open_docx  # noqa: PLC0415 - as above

    return open_docx(raw)


def _open_html(decoded: DecodedText) -> OpenedDocument:
    from ingest.readers.html import open_html  # noqa: PLC0415 - as above

    return open_html(decoded)


_READERS: dict[Format, Callable[[bytes], OpenedDocument]] = {Format.PDF: _open_pdf, Format.DOCX: _open_docx}


def open_document(raw: bytes, path: str) -> OpenedDocument:
    """Open the bytes of a document; `path` is for messages only.

    Raises UnreadableDocumentError with one of the codes under "Opening" in `ingest.errors`.
    """
    if not raw:
        raise UnreadableDocumentError("empty_file", f"{path} has no bytes")
    recognised = recognised_format(raw)
    if isinstance(recognised, Format):
        return _READERS[recognised](raw)
    if recognised:
        raise UnreadableDocumentError(recognised.code, f"this is {recognised.name}; {recognised.way_out}")
    decoded = decode(raw)
    if html_evidence(decoded.document.text):
        if any(issue.code == "encoding_guessed" for issue in decoded.issues):
            decoded = decode(raw, declared_charset(decoded.document.text))
        return _open_html(decoded)
    text = decoded.document.text
    unfilled = without_filling(with_single_tabs(without_markup(text)))
    grids = find_grids(unfilled.for_grids)
    shown = unfilled.text
    document = Document(text, grids, without_marks=None if shown == text else shown)
    return OpenedDocument(document, "text/plain", decoded.encoding, decoded.issues)
