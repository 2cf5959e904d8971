"""Numbers are put together as a page prints them; tables, rows and paragraphs go on over pages where it is sure."""

import io
from collections.abc import Sequence

import pytest
from form_printer.formats.pdf_ink import FONT
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.extract.values import read_value
from ingest.readers.pdf import open_pdf

Text = tuple[float, float, str]
FILL = "根据《中华人民共和国政府信息公开条例》要求,由青河县人民政府办公室编制本报告。" * 2


def pdf_of(*pages: tuple[Sequence[Text], Sequence[tuple[float, float, float, float]]], size: float = 10) -> Document:
    """A document of pages with texts (x, y, text) and rectangles (left, bottom, width, height)."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=1)
    for texts, rectangles in pages:
        canvas.setFont(FONT, size)
        for x, y, text in texts:
            canvas.drawString(x, y, text)
        for rectangle in rectangles:
            canvas.rect(*rectangle)
        canvas.showPage()
    canvas.save()
    return open_pdf(written.getvalue()).document


def cells(document: Document, grid: int = 0) -> list[list[str]]:
    return [[document.text[start:end] for start, end in row] for row in document.grids[grid].rows]


def ruled(*rows: Sequence[str], top: float = 700, columns: Sequence[float] = (60, 260, 300, 340)) -> tuple[list, list]:
    """The texts and rectangles of a table whose rows are 20 points high."""
    texts, rectangles = [], []
    for index, row in enumerate(rows):
        bottom = top - 20 * (index + 1)
        for left, right, text in zip(columns, columns[1:], row, strict=False):
            texts.append((left + 3, bottom + 6, text))
            rectangles.append((left, bottom, right - left, 20))
    return texts, rectangles


def test_a_cell_over_several_places_stands_in_each_with_its_text_written_once() -> None:
    texts, rectangles = ruled(["行政许可", "1", "2"])
    document = pdf_of(([*texts, (70, 706, "第二十条")], [*rectangles, (60, 700, 280, 20)]))
    assert cells(document) == [["第二十条"] * 3, ["行政许可", "1", "2"]]
    assert document.text == "第二十条\n行政许可\t1\t2\n"


def test_texts_without_rulings_make_no_grid() -> None:
    texts, _ = ruled(["行政许可", "1", "2"], ["行政处罚", "3", "4"])
    document = pdf_of((texts, []))
    assert document.grids == ()
    assert document.text == "行政许可  1  2\n行政处罚  3  4\n"


@pytest.mark.parametrize(
    "drawn",
    [
        [(263, 686, "95"), (263, 686, "97")],  # a number drawn over another
        [(263, 686, "9"), (263.3, 686, "8")],
        [(263, 689, "12"), (263, 681, "345")],  # two lines
        [(263, 686, "1"), (275, 686, "2")],
        [(292, 686, "123456")],  # a ruling goes through it
    ],
)
def test_digits_that_are_not_plainly_one_number_are_none(drawn: list[Text]) -> None:
    texts, rectangles = ruled(["行政许可", "", "2"])
    first, second = cells(pdf_of((texts + drawn, rectangles)))[0][1:]
    assert read_value(first) is None
    if second != "2":
        assert read_value(second) is None


def test_a_small_raised_figure_beside_a_number_is_no_digit_of_it() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=1)
    texts, rectangles = ruled(["行政许可", "95", "2"])
    for rectangle in rectangles:
        canvas.rect(*rectangle)
    canvas.setFont(FONT, 10)
    for text in texts:
        canvas.drawString(*text)
    canvas.setFont(FONT, 6)
    canvas.drawString(273, 690, "1")
    canvas.save()
    assert read_value(cells(open_pdf(written.getvalue()).document)[0][1]) is None


def test_bold_type_that_is_drawn_twice_is_read_once() -> None:
    texts, rectangles = ruled(["行政许可", "95", "2"])
    twice = [(x + 0.3, y, text) for x, y, text in texts]
    assert cells(pdf_of((texts + twice, rectangles))) == [["行政许可", "95", "2"]]


def test_a_table_goes_on_over_a_page_and_its_page_number() -> None:
    first, second = ruled(["行政许可", "1", "2"], top=100), ruled(["行政处罚", "3", "4"], top=780)
    footers = [[(290, 28, f"- {n} -")] for n in (1, 2)]
    document = pdf_of((first[0] + footers[0], first[1]), (second[0] + footers[1], second[1]))
    assert len(document.grids) == 1
    assert cells(document) == [["行政许可", "1", "2"], ["行政处罚", "3", "4"]]
    assert "- 1 -" not in document.text


def test_a_row_is_one_over_a_page_only_where_its_label_shows_it() -> None:
    def over_a_page(above: Sequence[str], below: Sequence[str]) -> list[list[str]]:
        return cells(pdf_of(ruled(above, top=100), ruled(below, ["7.总计", "8", "9"], top=780)))[:-1]

    # The label goes on, the numbers stand on one side of the page break.
    assert over_a_page(["5.要求行政机关确认", "1", "2"], ["或重新出具", "", ""]) == [
        ["5.要求行政机关确认或重新出具", "1", "2"]
    ]
    assert over_a_page(["5.要求行政机关确认", "", ""], ["或重新出具", "1", "2"]) == [
        ["5.要求行政机关确认或重新出具", "1", "2"]
    ]
    assert over_a_page(["行政许可", "", ""], ["", "1", "2"]) == [["行政许可", "1", "2"]]
    # Two rows, or nobody can tell.
    for above, below in (
        (["5.要求", "1", "2"], ["6.重复申请", "", ""]),
        (["5.要求", "", ""], ["6.重复申请", "1", "2"]),
        (["规章", "", ""], ["规范性文件", "1", "2"]),
        (["规章", "1", "2"], ["规范性文件", "", ""]),
        (["规章", "1", ""], ["规范性文件", "", "2"]),
        (["信息内容", "数量", "数量"], ["规章", "1", "2"]),
    ):
        assert over_a_page(above, below) == [above, below]


def test_a_paragraph_goes_on_over_lines_and_pages_and_a_heading_does_not() -> None:
    lines = [FILL[:47], FILL[:47], "结束了这一段。", "二、主动公开政府信息情况"]
    first = [(60.0, 120.0 - 20 * n, line) for n, line in enumerate(lines[:2])]
    second = [(60.0, 780.0 - 20 * n, line) for n, line in enumerate([FILL[:47], *lines[2:]])]
    document = pdf_of((first, []), (second, []))
    assert document.text == f"{FILL[:47] * 3}结束了这一段。\n二、主动公开政府信息情况\n"


def test_a_watermark_and_what_stands_outside_the_page_are_not_read() -> None:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 12)
    for line in range(6):
        canvas.drawString(60, 700 - 20 * line, FILL[:30])
    canvas.drawString(700, 700, "88")
    canvas.rotate(40)
    canvas.drawString(400, 200, "99 内部资料")
    canvas.save()
    assert open_pdf(written.getvalue()).document.text.replace("\n", "") == FILL[:30] * 6
