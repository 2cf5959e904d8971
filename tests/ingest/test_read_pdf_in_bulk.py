"""What is read of a PDF in bulk, to be fast, is what the library gives when asked for one at a time."""

import base64
import io
import zlib
from collections.abc import Callable
from random import Random

import pypdfium2.raw as pdfium
import pytest
from form_printer.filled_form import fill_form
from form_printer.formats.pdf_ink import FONT
from form_printer.formats.pdf_page import PdfStyle, print_pdf
from form_printer.pages import draft_report
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.glyphs import read_glyphs
from ingest.readers.pdf.quick import address_of
from ingest.readers.pdf.streams import has_broken_stream

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <41> <D840DC0B> <42> <0000> <43> <FFFD> endbfchar
endcmap end end"""


def printed_report() -> bytes:
    rng = Random(3)
    return print_pdf(draft_report(fill_form(rng, "2021"), rng), PdfStyle(), rng).raw


def broken_words() -> bytes:
    """A hyphen at the end of a line, control characters, full-width signs, and a page without any text."""
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    canvas.drawString(60, 700, "an exam-")
    canvas.drawString(60, 680, "ple of 1\x93 2\x03")
    canvas.setFont(FONT, 10)
    canvas.drawString(60, 660, "（一）行政许可，１２件 3")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def strange_map() -> bytes:
    """A font whose letters stand for a character beyond 16 bits, for none, and for the mark of what cannot be read."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 44>>stream\nBT /F 12 Tf 40 200 Td (1A2 xByC D 34) Tj ET \nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(_TO_UNICODE), _TO_UNICODE),
    ]
    bodies = (b"%d 0 obj%s endobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(bodies) + b"trailer<</Root 1 0 R>>"


@pytest.mark.parametrize("make", [printed_report, broken_words, strange_map])
def test_codes_and_boxes_are_those_of_each_character(make: Callable[[], bytes]) -> None:
    document = PdfDocument(make())
    box = pdfium.FS_RECTF()
    for page in document:
        text_page = page.get_textpage()
        count = text_page.count_chars()
        glyphs = read_glyphs(address_of(text_page.raw), count) if count else None
        assert (glyphs is None) == (text_page.get_text_range() == "")
        for index in range(count):
            assert glyphs.codes[index] == pdfium.FPDFText_GetUnicode(text_page, index)
            pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
            assert tuple(side[index] for side in glyphs.advances) == (box.left, box.top, box.right, box.bottom)
            if glyphs.characters[index].isascii() and not glyphs.characters[index].isspace():
                ink = glyphs.left[index], glyphs.bottom[index], glyphs.right[index], glyphs.top[index]
                assert ink == text_page.get_charbox(index)
    document.close()


@pytest.mark.parametrize("size", range(12))
def test_a_stream_in_ascii_is_whole_until_one_of_its_digits_changes(size: int) -> None:
    rng = Random(size)
    packed = zlib.compress(rng.randbytes(size) + bytes(20))
    digits = base64.a85encode(packed, wrapcol=7)

    def is_broken(digits: bytes) -> bool:
        opening = b"1 0 obj <</Filter [/ASCII85Decode /FlateDecode]>> stream\n"
        return has_broken_stream(opening + digits + b"~>\nendstream endobj")

    assert not is_broken(digits)
    for index in range(len(digits) - 1):
        if not digits[index : index + 1].isspace():
            for other in (b"~", b"v", b"\x00"):  # are no digits
                assert is_broken(digits[:index] + other + digits[index + 1 :])
    checksum = base64.a85encode(packed[:-2] + bytes(2))
    assert is_broken(checksum)
