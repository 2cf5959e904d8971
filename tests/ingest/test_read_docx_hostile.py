"""Word documents that are broken, locked or made to harm: a code within bounds, never a crash, never a number."""

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from form_printer.formats.word_package import NAMESPACES, cell, paragraph, row, run, table, word_package

from ingest.errors import ISSUE_KINDS, UnreadableDocumentError
from ingest.parse import parse_bytes
from ingest.readers.word import open_docx


def code_of(raw: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        open_docx(raw)
    assert caught.value.code in ISSUE_KINDS
    return caught.value.code


def with_document(xml: str | bytes) -> bytes:
    return word_package("", parts={"word/document.xml": xml})


def repacked(raw: bytes, *, without: str = "") -> bytes:
    """The same parts, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name != without:
                new.writestr(name, old.read(name))
    return packed.getvalue()


WHOLE = word_package(paragraph(run("政府信息公开")) * 50)
NESTED_CONTROLS = "<w:sdt><w:sdtContent>" * 60 + paragraph(run("5")) + "</w:sdtContent></w:sdt>" * 60


def nested_tables(depth: int) -> str:
    content = paragraph(run("5"))
    for _ in range(depth):
        content = table(row(cell(content)))
    return content


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (WHOLE[: len(WHOLE) // 2], "damaged_document"),
        (WHOLE[:-30], "damaged_document"),
        (repacked(WHOLE, without="word/document.xml"), "damaged_document"),
        (with_document(""), "damaged_document"),
        (with_document("<w:document"), "damaged_document"),
        (with_document("<workbook/>"), "damaged_document"),
        (with_document(b"\xff\xfe\x00<"), "damaged_document"),
        (with_document(f"<!DOCTYPE a [<!ENTITY b '5'>]><w:document {NAMESPACES}><w:body/></w:document>"),
         "damaged_document"),
        (word_package(NESTED_CONTROLS), "too_deep"),
        (word_package(nested_tables(20)), "too_deep"),
        (word_package(nested_tables(100)), "too_deep"),
        (with_document(" " * 20_000_000), "too_large"),
        (word_package(paragraph() * 80_000), "too_large"),
        (repacked(word_package(table(*["<w:tr><w:tc/><w:tc/></w:tr>"] * 60_000))), "too_many_cells"),
        (word_package(f"<w:altChunk/>{paragraph(run('题'))}"), "needs_conversion"),
        (word_package(paragraph("<w:r><w:pict><v:imagedata/></w:pict></w:r>")), "needs_ocr"),
    ],
    ids=["half", "no_directory", "no_part", "empty", "cut_xml", "workbook", "no_xml", "dtd", "controls", "nested",
         "deep_xml", "bomb", "elements", "cells", "embedded", "pictures"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_code(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    raw = with_document(f"<w:document {NAMESPACES}><w:body>{' ' * 60_000_000}</w:body></w:document>")
    tracemalloc.start()
    assert code_of(raw) == "too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


def test_entities_are_not_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("48213", encoding="utf-8")
    for entity in (f"<!ENTITY a SYSTEM '{secret.as_uri()}'>", "<!ENTITY b '9'><!ENTITY a '&b;&b;'>"):
        xml = f"<!DOCTYPE d [{entity}]><w:document {NAMESPACES}><w:body>{paragraph(run('&a;'))}</w:body></w:document>"
        assert code_of(with_document(xml)) == "damaged_document"


def test_a_document_type_in_utf_16_is_seen_too() -> None:
    xml = f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE d><w:document {NAMESPACES}><w:body/></w:document>"
    assert code_of(with_document(xml.encode("utf-16"))) == "damaged_document"


def test_a_part_outside_the_package_is_never_asked_for() -> None:
    outside = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Type='x/styles' Target='http://192.0.2.1/styles.xml' TargetMode='External'/>"
        "<Relationship Type='x/numbering' Target='../../../etc/passwd'/></Relationships>"
    )
    raw = word_package(paragraph(run("公开")), parts={"word/_rels/document.xml.rels": outside})
    assert open_docx(raw).document.text == "公开\n"


def test_an_absurd_span_costs_nothing_and_moves_nothing() -> None:
    wide = cell("标题", "<w:gridSpan w:val='100000'/>")
    late = row(cell("1"), cell("2", "<w:gridSpan w:val='99999'/>"))
    endless = row(cell("甲", f"<w:gridSpan w:val='{'9' * 5000}'/>"), cell("乙"))
    begin = time.perf_counter()
    document = open_docx(word_package(table(*[row(wide), late] * 200, endless))).document
    assert time.perf_counter() - begin < 2
    rows = [[document.text[a:b] for a, b in line] for grid in document.grids for line in grid.rows]
    assert rows == [["标题", "标题"], ["1", "2"]] * 200 + [["甲", "乙"]]


def test_rows_that_share_no_border_are_refused_before_their_grid_is_made() -> None:
    cut = [[cell("", f"<w:gridSpan w:val='{span}'/>") for span in (r, 5000 - r)] for r in range(1, 1000)]
    assert code_of(word_package(table(*(row(*cells) for cells in cut)))) == "too_many_cells"
    wider = [cell("", f"<w:gridSpan w:val='{span}'/>") for span in range(1, 1000)]
    assert code_of(word_package("".join(table(row(cell(""), one)) for one in wider))) == "too_many_cells"


@pytest.mark.parametrize("position", range(0, len(WHOLE), 97))
def test_a_flipped_byte_gives_a_document_or_a_code(position: int) -> None:
    broken = bytearray(WHOLE)
    broken[position] ^= 0xFF
    report = parse_bytes(bytes(broken), "broken.docx")
    assert not report.is_report
    assert "reader_failed" not in {issue.code for issue in report.issues}


def test_a_locked_document_says_so_and_an_old_one_wants_conversion() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    locked = ole + "EncryptedPackage".encode("utf-16-le") + bytes(96)
    assert [i.code for i in parse_bytes(locked, "报告.docx").issues] == ["encrypted_document"]
    assert [i.code for i in parse_bytes(ole, "报告.docx").issues] == ["needs_conversion"]


def test_a_package_with_encrypted_parts_says_so() -> None:
    raw = bytearray(WHOLE)
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"word/document.xml"))
    raw[at + 8] |= 1
    assert code_of(bytes(raw)) == "encrypted_document"


def test_a_text_called_docx_is_read_as_the_text_that_it_is() -> None:
    assert parse_bytes("政府信息公开".encode(), "报告.docx").document.media_type == "text/plain"
