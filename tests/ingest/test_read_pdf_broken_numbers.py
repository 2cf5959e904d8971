"""A number too long for its cell goes on in the next line, or on the next page; two numbers are never made one."""

import io
from collections.abc import Sequence

import pytest
from form_printer.formats.pdf_ink import FONT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.readers.pdf import open_pdf

SIZE = 10
LEFT, PADDING = 60, 5
LABEL = 120
DIGIT = stringWidth("0", FONT, SIZE)
# Room for four digits and a half.
COLUMN = 4.5 * DIGIT + 2 * PADDING
LINE = 14

Row = Sequence[str]  # the label and the numbers; "\n" parts the lines of a cell


def pdf_of(*pages: Sequence[Row], column: float = COLUMN, centred: bool = False) -> Document:
    """A document whose pages have one table each, every cell of it ruled."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842), invariant=1)
    for rows in pages:
        canvas.setFont(FONT, SIZE)
        top = 760.0
        for row in rows:
            height = LINE * max(cell.count("\n") + 1 for cell in row) + 4
            left = float(LEFT)
            for index, cell in enumerate(row):
                width = column if index else LABEL
                canvas.rect(left, top - height, width, height)
                for number, line in enumerate(cell.split("\n")):
                    indent = (width - stringWidth(line, FONT, SIZE)) / 2 if centred and index else PADDING
                    canvas.drawString(left + indent, top - LINE * (number + 1), line)
                left += width
            top -= height
        canvas.showPage()
    canvas.save()
    return open_pdf(written.getvalue()).document


def cells(document: Document) -> list[list[str]]:
    return [[document.text[start:end] for start, end in row] for grid in document.grids for row in grid.rows]


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1544\n6", "15446"),
        ("1139\n8889", "11398889"),
        ("-1544\n6", "-15446"),
        ("+154\n46", "+15446"),
        ("1,544\n,630", "1,544,630"),
        ("69.4\n1", "69.41"),
        ("0.12\n5", "0.125"),
        ("1000\n0005\n2", "100000052"),
        ("5664\n9271\n32.5", "5664927132.5"),
        ("1544\n6元", "15446元"),
    ],
)
def test_a_number_that_fills_its_line_goes_on_in_the_next(printed: str, read: str, centred: bool) -> None:
    document = pdf_of([["规章", "12", printed]], centred=centred)
    assert cells(document) == [["规章", "12", read]]


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("printed", ["12\n6", "154\n6", "1544\n见附件", "见附\n6", "1544\n+6", "1544\n-"])
def test_lines_that_need_not_be_one_number_stay_apart(printed: str, centred: bool) -> None:
    document = pdf_of([["规章", "12", printed]], centred=centred)
    assert cells(document)[0][2] == printed


def test_a_sign_alone_belongs_to_the_number_that_does_not_fit_beside_it() -> None:
    assert cells(pdf_of([["行政许可", "1234", "-\n1544\n6"]]))[0][2] == "-15446"
    assert cells(pdf_of([["行政许可", "1234", "-\n15"]]))[0][2] == "-\n15"


@pytest.mark.parametrize("printed", ["0\n0", "0\n5"])
def test_a_zero_is_no_beginning_of_a_number_however_narrow_its_column(printed: str) -> None:
    document = pdf_of([["规章", "1", printed]], column=1.2 * DIGIT + 2 * PADDING)
    assert cells(document)[0][2] == printed
    assert cells(pdf_of([["规章", "1", "1\n5"]], column=1.2 * DIGIT + 2 * PADDING))[0][2] == "15"


def test_a_wide_column_has_room_for_more() -> None:
    assert cells(pdf_of([["规章", "12", "1544\n6"]], column=60))[0][2] == "1544\n6"


def test_a_number_goes_on_on_the_next_page() -> None:
    document = pdf_of(
        [["(七)总计", "7", "1283", "9091"], ["四、结转下年度", "0", "9370", "9371"]],
        [["", "", "6", "3"], ["五、另一行", "1", "2", "3"]],
    )
    assert cells(document)[1:] == [["四、结转下年度", "0", "93706", "93713"], ["五、另一行", "1", "2", "3"]]
    start, end = document.grids[0].rows[1][2]
    places = document.locator(start, end).split("..")
    assert [place.split("/")[0] for place in places] == ["page:1", "page:2"]


def test_a_number_goes_on_on_the_next_page_with_its_label() -> None:
    document = pdf_of(
        [["(七)总计", "7", "12"], ["四、结转下年度继续", "0", "9370"]],
        [["办理", "", "6"]],
    )
    assert cells(document)[1] == ["四、结转下年度继续办理", "0", "93706"]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        pytest.param(["(七)总计", "7", "1283"], ["四、结转", "0", "6"], id="a row with a label of its own"),
        pytest.param(["(七)总计", "7", "1283"], ["", "8", "6"], id="a number below each"),
        pytest.param(["", "7", "128"], ["", "", "6"], id="no label, and room for a digit"),
    ],
)
def test_rows_on_two_pages_that_need_not_be_one_stay_two(last: Row, first: Row) -> None:
    document = pdf_of([["(六)其他处理", "1", "2"], last], [first, ["五、另一行", "1", "2"]])
    assert [list(last), list(first)] == cells(document)[1:3]


def test_a_number_below_one_with_room_makes_the_row_unreadable_and_no_value() -> None:
    document = pdf_of([["(六)其他处理", "1", "2"], ["(七)总计", "7", "128"]], [["", "", "6"], ["五、另一行", "1", "2"]])
    assert cells(document)[1] == ["(七)总计", "7", "128\n6"]


def test_a_unit_that_stands_on_the_next_page_is_that_of_the_number() -> None:
    document = pdf_of(
        [["信息内容", "数量", "金额"], ["政府集中采购", "3", "25.6"]], [["", "", "元"], ["五、另一行", "1", "2"]]
    )
    assert cells(document)[1] == ["政府集中采购", "3", "25.6\n元"]


def test_the_labels_of_a_header_go_on_on_the_next_page() -> None:
    document = pdf_of(
        [["第一组", "一", "二", "三"], ["结果维", "结果纠", "其他结", "尚未"]],
        [["持", "正", "果", "审结"], ["1", "2", "3", "6"]],
    )
    assert cells(document)[1:] == [["结果维持", "结果纠正", "其他结果", "尚未审结"], ["1", "2", "3", "6"]]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        pytest.param(["行政许可", "", "", ""], ["行政处罚", "", "", ""], id="two labels of rows"),
        pytest.param(["信息内容", "制作", "公开", "总数"], ["规章", "", "", ""], id="a row without numbers"),
        pytest.param(["结果维", "结果", "其他", "12"], ["持", "纠正", "结果", ""], id="a number among them"),
        pytest.param(["结果维", "结果纠", "", ""], ["持", "正", "果", "结"], id="labels below nothing"),
        pytest.param(["甲", "乙", "丙", "丁"], ["一、甲", "二、乙", "三、丙", "四、丁"], id="ordinals below"),
    ],
)
def test_labels_on_two_pages_that_need_not_be_one_header_stay_two_rows(last: Row, first: Row) -> None:
    document = pdf_of([["表", "一", "二", "三"], last], [first, ["五、另一行", "1", "2", "3"]])
    assert cells(document)[1:3] == [list(last), list(first)]
