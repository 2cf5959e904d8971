"""PDF: its text layer, read by the places of its characters, with the tables that its rulings form.

PDFium is C++ and meets hostile bytes; a crash costs one worker of `ingest.workers`. Pages are opened one at a time and
every handle is closed, so memory grows with the text only.

What this is: characters with their places into runs, lines and blocks, rulings into grids, and the way back to each.
What to add here: how documents are set that the lines or tables of a page come out wrong for.
What to keep out: what text and grids mean (`ingest.extract`).
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from ingest.document import DeclaredField
from ingest.errors import UnreadableDocumentError, issue
from ingest.readers.opened import OpenedDocument
from ingest.readers.pdf.blocks import PageBlocks, page_blocks, usual_size
from ingest.readers.pdf.rulings import Drawing, read_drawing
from ingest.readers.pdf.runs import PageText, read_page_text
from ingest.readers.pdf.streams import has_broken_stream
from ingest.readers.pdf.writing import write_document
from ingest.report import Issue

MOST_PAGES = 500
_MOST_CHARACTERS = 2_000_000
# A page of a report has 200 characters at the very least; a header and a page number, or the mark that a scanning
# program leaves, have less.
_FEW_CHARACTERS = 60
# A picture that covers half of a page is a scan of it; so many objects without text are letters drawn as shapes.
_SCANNED_SHARE = 0.5
_DRAWN_LETTERS = 200
_MOST_UNMAPPED = 0.3
_LONGEST_FIELD = 1000
_BROKEN = "\N{REPLACEMENT CHARACTER}"
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def open_pdf(raw: bytes) -> OpenedDocument:
    """Read the bytes of a PDF.

    Raises UnreadableDocumentError: damaged_document, encrypted_document, too_many_pages, needs_ocr, overfull_page,
    too_many_cells.
    """
    texts: list[PageText] = []
    pages: list[PageBlocks] = []
    textless: list[int] = []
    filled = 0
    with _opened(raw) as document:
        is_encrypted = pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0
        if not is_encrypted and has_broken_stream(raw):
            raise UnreadableDocumentError("damaged_document", "some of its compressed parts are damaged")
        for number in range(len(document)):
            with _open_page(document, number) as page:
                text, drawing, area = _read_page(page, number)
            if sum(len(text.characters) for text in texts) + len(text.characters) > _MOST_CHARACTERS:
                message = f"its pages up to {number + 1} have more than {_MOST_CHARACTERS} characters"
                raise UnreadableDocumentError("overfull_page", message)
            texts.append(text)
            pages.append(page_blocks(text, drawing, usual_size(text.runs)))
            filled += bool(drawing.objects)
            if _is_textless(text, drawing, area):
                textless.append(number + 1)
        declared = _declared(document)
        is_repaired = not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document.raw)
    _check_text(texts, textless, filled)
    written = write_document(texts, pages, declared)
    issues = tuple(_issues(written.text, textless, is_repaired=is_repaired))
    return OpenedDocument(written, "application/pdf", None, issues)


@contextmanager
def _opened(raw: bytes) -> Iterator[PdfDocument]:
    try:
        document = PdfDocument(raw)
    except PdfiumError as error:
        if error.err_code in _LOCKED:
            raise UnreadableDocumentError("encrypted_document", "it opens with a password only") from error
        raise UnreadableDocumentError("damaged_document", "no PDF can be made out in its bytes") from error
    try:
        if len(document) > MOST_PAGES:
            message = f"it has {len(document)} pages; at most {MOST_PAGES} are read"
            raise UnreadableDocumentError("too_many_pages", message)
        yield document
    finally:
        document.close()


@contextmanager
def _open_page(document: PdfDocument, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document.raw, number)
    if not page:
        raise UnreadableDocumentError("damaged_document", f"page {number + 1} of {len(document)} cannot be opened")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: Any, number: int) -> tuple[PageText, Drawing, float]:
    """The text and the drawing of an open page (counted from 0), and its area in square points."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise UnreadableDocumentError("damaged_document", f"the text of page {number + 1} cannot be opened")
    try:
        text = read_page_text(text_page, number, (box.left, box.bottom, box.right, box.top))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    drawing = read_drawing(page, number, text.quarter, usual_size(text.runs))
    return text, drawing, max(0.0, box.right - box.left) * max(0.0, box.top - box.bottom)


def _is_textless(text: PageText, drawing: Drawing, area: float) -> bool:
    characters = sum(run.end - run.start for run in text.runs)
    if characters >= _FEW_CHARACTERS:
        return False
    is_scanned = drawing.picture_area >= _SCANNED_SHARE * area or (not characters and drawing.picture_area > 0)
    return is_scanned or drawing.objects >= _DRAWN_LETTERS


def _check_text(texts: Sequence[PageText], textless: Sequence[int], filled: int) -> None:
    """Raises UnreadableDocumentError (needs_ocr) for a document without text, or one whose text cannot be read."""
    if textless and len(textless) >= filled:
        raise UnreadableDocumentError("needs_ocr", f"its {filled} pages are pictures, without a text layer")
    characters = sum(len(text.characters) - text.characters.count(" ") for text in texts)
    unmapped = sum(text.unmapped for text in texts)
    if unmapped > characters * _MOST_UNMAPPED:
        message = f"{unmapped} of its {characters} characters stand for nothing: its fonts do not tell what they show"
        raise UnreadableDocumentError("needs_ocr", message)


def _declared(document: PdfDocument) -> tuple[DeclaredField, ...]:
    """The fields of the information dictionary (ISO 32000-1, 14.3.3) that say something."""
    fields = []
    for name in document.METADATA_KEYS:
        key = name.encode("ascii")
        size = pdfium.FPDF_GetMetaText(document.raw, key, None, 0)
        written = ctypes.create_string_buffer(size)
        pdfium.FPDF_GetMetaText(document.raw, key, written, size)
        # Hostile bytes need not be UTF-16, which the method of the library takes them for.
        value = written.raw.decode("utf-16-le", "replace").rstrip("\0")
        if value.strip():
            fields.append(DeclaredField(name, value[:_LONGEST_FIELD], f"info:{name}"))
    return tuple(fields)


def _issues(text: str, textless: Sequence[int], *, is_repaired: bool) -> Iterator[Issue]:
    if is_repaired:
        yield issue("repaired_document", "its table of contents is broken and was made anew from what is there")
    if textless:
        yield issue("pages_without_text", f"pages without text: {', '.join(map(str, textless))}", f"page:{textless[0]}")
    broken = text.count(_BROKEN)
    if broken:
        yield issue("damaged_text", f"{broken} characters that cannot be read with certainty")
