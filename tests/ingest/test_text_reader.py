"""Opening bytes: what is text, in which encoding, and what is another format."""

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ISSUE_KINDS, UnreadableDocumentError
from ingest.readers import OpenedDocument, open_document

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
SAMPLE_TEXT = SAMPLES[0].read_bytes().decode("utf-8")
TRADITIONAL_TEXT = (
    "政府資訊公開工作年度報告。本年度受理申請公開政府資訊的案件共有35件,"
    "其中予以公開20件,不予公開的有5件,其他處理情況如下表。"
)


def codes(opened: OpenedDocument) -> list[str]:
    return [issue.code for issue in opened.issues]


def refusal(raw: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocumentError) as caught:
        open_document(raw, "document")
    return caught.value.code, str(caught.value)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-16-le", "utf-16-be"])
def test_the_same_text_is_read_from_every_encoding(path: Path, encoding: str) -> None:
    text = path.read_bytes().decode("utf-8")
    opened = open_document(text.encode(encoding), "document")
    assert opened.document.text == text
    assert codes(opened) == []


@pytest.mark.parametrize("length", [60, 150, 400])
def test_a_short_text_is_enough_to_know_gb18030(length: int) -> None:
    text = SAMPLE_TEXT[:length]
    opened = open_document(text.encode("gb18030"), "document")
    assert (opened.document.text, opened.encoding) == (text, "gb18030")


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    opened = open_document(TRADITIONAL_TEXT.encode("big5"), "document")
    assert opened.document.text == TRADITIONAL_TEXT


def test_a_wrong_declaration_is_ignored() -> None:
    text = "charset=utf-8; encoding: big5\n" + SAMPLE_TEXT
    assert open_document(text.encode("gb18030"), "document").document.text == text


def test_newlines_stay_as_they_are_and_offsets_count_from_behind_the_mark() -> None:
    opened = open_document(b"\xef\xbb\xbf" + "一\r\n二\n三\r".encode(), "document")
    assert opened.document.text == "一\r\n二\n三\r"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_at_the_end_costs_no_other_character(encoding: str) -> None:
    text = SAMPLE_TEXT.rstrip() + "完"
    opened = open_document(text.encode(encoding)[:-1], "document")
    assert opened.document.text == text[:-1] + "\ufffd"
    assert codes(opened) == ["damaged_text"]
    assert opened.issues[0].locator == f"char:{len(text) - 1}-{len(text)}"


@pytest.mark.parametrize("broken", [b"\xff", b"\xe4\xb8", b"\x80"])
def test_a_broken_byte_between_digits_leaves_a_gap_and_no_number(broken: bytes) -> None:
    raw = (SAMPLE_TEXT + "总计|12").encode() + broken + b"34|"
    opened = open_document(raw, "document")
    assert opened.encoding == "utf-8"
    assert opened.document.text.endswith("总计|12\ufffd34|")
    assert codes(opened) == ["damaged_text"]


@pytest.mark.parametrize("lead", [b"\xd6", b"\xfe"])
def test_a_stray_byte_in_gb18030_swallows_no_digit(lead: bytes) -> None:
    raw = (SAMPLE_TEXT + "总计 12").encode("gb18030") + lead + b"34 5"
    assert open_document(raw, "document").document.text.endswith("12\ufffd34 5")


def test_characters_that_were_lost_before_are_told_with_their_place() -> None:
    text = "政府信息公开\ufffd工作"
    opened = open_document(text.encode(), "document")
    assert [(i.code, i.locator) for i in opened.issues] == [("damaged_text", "char:6-7")]


def test_a_doubtful_encoding_is_told() -> None:
    rare = "鑫淼焱垚" * 4  # makes the frequent characters one in five
    text = "政府信息" + rare
    opened = open_document(text.encode("gb18030"), "document")
    assert opened.document.text == text
    assert codes(opened) == ["encoding_guessed"]


def test_control_marks_of_word_do_not_make_a_text_binary() -> None:
    text = SAMPLE_TEXT[:500] + "\a\a\x1f" + "1\a0\a0\a" * 50 + "\x1a"
    assert open_document(text.encode(), "document").document.text == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"),
        (bytes(range(256)) * 4, "binary_content"),
        (SAMPLE_TEXT.encode() + b"\0", "binary_content"),
        (b"\x01\x02\x03\x04abc" * 20, "binary_content"),
        ("Les données publiées par le préfet, été comme hiver".encode("latin-1"), "undecodable_text"),
        ("Отчет о доступе к информации за год".encode("cp1251"), "undecodable_text"),
        ("정보공개 연차보고서 처리 현황은 다음과 같다".encode("cp949"), "undecodable_text"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "binary_content"),
    ],
    ids=["empty", "all bytes", "NUL", "controls", "French", "Russian", "Korean", "lone surrogates"],
)
def test_what_is_no_chinese_text_is_refused_with_a_code(raw: bytes, code: str) -> None:
    assert refusal(raw)[0] == code


def zip_with(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, "content")
    return buffer.getvalue()


def parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"x": [1]}), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "named", "code"),
    [
        (zip_with("xl/workbook.xml"), "XLSX", "unsupported_format"),
        (zip_with("OFD.xml"), "OFD", "needs_conversion"),
        (zip_with("report.txt"), "ZIP", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Office", "needs_conversion"),
        (b"{\\rtf1\\ansi ...}", "RTF", "needs_conversion"),
        (gzip.compress(b"text"), "gzip", "unsupported_format"),
        (parquet(), "Parquet", "unsupported_format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG", "needs_ocr"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG", "needs_ocr"),
        (b"BM\x10\x00\x00\x00\x00\x00\x00\x00\x36", "BMP", "needs_ocr"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WebP", "needs_ocr"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_format_is_refused_by_its_name_whatever_the_file_is_called(raw: bytes, named: str, code: str) -> None:
    assert refusal(raw)[0] == code
    assert named in refusal(raw)[1]


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>报告</title>",
        "  <!-- saved -->\n<HTML><body>",
        "<?xml version='1.0'?><html>",
        "<div>政府信息公开</div>",
        "<p>一、总体情况</p>",
        "<table><tr><td>申请数量</td><td>3</td></tr></table>",
        "总计<td colspan=3>4",
        '<font size="4">二、',
    ],
)
def test_the_source_of_a_page_is_opened_as_html(page: str) -> None:
    opened = open_document((page + "政府信息公开年度报告").encode(), "document")
    assert opened.media_type == "text/html"
    assert "<" not in opened.document.text


@pytest.mark.parametrize(
    "text",
    [
        "受理<3件,办结>5件",
        "一、总体情况<br>二、主动公开<br/>",
        "落款</p>",
        "&nbsp;&nbsp;总体情况",
        "<!--[if gte mso 9]>文字<![endif]-->",
        "《条例》<xml> <w:WordDocument></w:WordDocument></xml>",
        "BM是两个字母",
    ],
)
def test_a_text_with_leftovers_of_markup_is_still_a_text(text: str) -> None:
    assert open_document(text.encode(), "document").document.text == text


def test_five_hundred_unclosed_tags_take_no_time() -> None:
    hostile = "<td " * 500_000 + "政府信息公开"
    assert open_document(hostile.encode(), "document").document.text == hostile


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_opened_or_refused_with_a_listed_code(raw: bytes) -> None:
    try:
        opened = open_document(raw, "document")
    except UnreadableDocumentError as error:
        assert ISSUE_KINDS[error.code].severity == "error"  # noqa: PT017 - being opened is as good as being refused
    else:
        assert all(issue.code in ISSUE_KINDS for issue in opened.issues)
