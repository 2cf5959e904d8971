"""A PDF that cannot be read says why: scans, passwords, damage, fonts without meaning, too many pages."""

import io
import re
import zlib
from collections.abc import Callable
from random import Random

import pytest
from form_printer.filled_form import fill_form
from form_printer.formats.pdf_ink import FONT
from form_printer.formats.pdf_page import PdfStyle, print_pdf
from form_printer.pages import draft_report
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableDocumentError
from ingest.parse import parse_bytes
from ingest.readers.pdf import MOST_PAGES, open_pdf
from ingest.readers.pdf.streams import has_broken_stream

LINE = "根据《中华人民共和国政府信息公开条例》要求,由青河县人民政府编制本报告。"


def pdf_of(*pages: Callable[[Canvas], object], encryption: StandardEncryption | None = None) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=1, encrypt=encryption)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def draw_text(canvas: Canvas) -> None:
    for line in range(20):
        canvas.drawString(60, 760 - 20 * line, LINE)


def draw_scan(canvas: Canvas) -> None:
    picture = io.BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.drawString(250, 20, "扫描件 - 3 -")


def draw_letters_as_shapes(canvas: Canvas) -> None:
    for place in range(300):
        canvas.bezier(60 + place, 700, 65 + place, 710, 70 + place, 690, 66 + place, 705)


def printed_report() -> bytes:
    rng = Random(3)
    return print_pdf(draft_report(fill_form(rng, "2021"), rng), PdfStyle(), rng).raw


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        open_pdf(raw)
    report = parse_bytes(raw, "report.pdf")
    assert not report.is_report
    assert [issue.code for issue in report.issues] == [caught.value.code]
    assert (report.cells, report.figures) == ((), ())
    return caught.value.code


def test_scanned_pages_need_their_text_recognised() -> None:
    assert refusal(pdf_of(draw_scan, draw_scan)) == "needs_ocr"
    assert refusal(pdf_of(draw_letters_as_shapes)) == "needs_ocr"


def test_a_document_of_which_some_pages_are_scans_is_read_and_names_them() -> None:
    opened = open_pdf(pdf_of(draw_text, draw_scan, draw_text, draw_scan))
    assert [(issue.code, issue.locator) for issue in opened.issues] == [("pages_without_text", "page:2")]
    assert opened.issues[0].message.endswith(": 2, 4")
    assert opened.document.text.count(LINE) == 40


def test_a_document_that_opens_with_a_password_only_is_refused() -> None:
    assert refusal(pdf_of(draw_text, encryption=StandardEncryption("secret", canPrint=0))) == "encrypted_document"
    # Many are encrypted so that they can be read and not changed.
    assert LINE in open_pdf(pdf_of(draw_text, encryption=StandardEncryption("", "owner"))).document.text


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.4 and then nothing that is one", printed_report()[:4000]])
def test_what_is_no_pdf_behind_its_first_bytes_is_damaged(raw: bytes) -> None:
    assert refusal(raw) == "damaged_document"


def test_a_document_without_its_table_of_contents_is_read_and_says_so() -> None:
    raw = printed_report()
    opened = open_pdf(raw.replace(b"startxref", b"startxxxx"))
    assert [issue.code for issue in opened.issues] == ["repaired_document"]
    assert opened.document.text == open_pdf(raw).document.text
    assert open_pdf(raw).issues == ()


def test_a_document_with_a_damaged_compressed_stream_is_not_read_around_the_damage() -> None:
    raw = printed_report()
    first = raw.index(b"stream", raw.index(b"FlateDecode")) + 200
    assert refusal(raw[:first] + b"!" + raw[first + 1 :]) == "damaged_document"
    assert refusal(raw[:first] + raw[first + 10 :]) == "damaged_document"


def test_a_stream_is_broken_by_its_end_or_its_checksum_and_not_for_want_of_one() -> None:
    packed = zlib.compress(b"BT (95) Tj ET" * 99)

    def is_broken(stream: bytes) -> bool:
        return has_broken_stream(b"4 0 obj << /Filter /FlateDecode >> stream\r\n" + stream + b"\nendstream")

    assert not is_broken(packed)
    assert not is_broken(packed[:-4])
    assert is_broken(packed[:-4] + b"sums")
    assert is_broken(packed[:-9])
    assert is_broken(b"")
    assert not has_broken_stream(b"4 0 obj << /Length 9 >> stream\nplain\nendstream")


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    assert refusal(pdf_of(*[lambda canvas: canvas.drawString(9, 9, "1")] * (MOST_PAGES + 1))) == "too_many_pages"


def test_a_font_that_does_not_tell_what_it_shows_gives_no_numbers() -> None:
    raw = re.sub(rb"/UniGB-UCS2-H", b"/Identity-H  ", printed_report())
    assert refusal(raw.replace(b"(GB1)", b"(Xx1)")) == "needs_ocr"
    garbled = parse_bytes(raw, "report.pdf")
    assert [cell for cell in garbled.cells if cell.value is not None] == []


def test_the_information_dictionary_is_declared() -> None:
    declared = {field.name: (field.value, field.locator) for field in open_pdf(printed_report()).document.declared}
    assert declared["Title"][0].endswith("年报")
    assert declared["CreationDate"] == ("D:20000101000000+00'00'", "info:CreationDate")
