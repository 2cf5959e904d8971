"""Files that come back as something else: refused with a reason, never evaluated, never unpacked beyond measure."""

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from workbooks_office import Office

GOOD = {"答复": "数据无误", "答复人": "王某", "答复日期": "2026-11-01"}


def refused(office: Office, path: Path) -> str:
    """Why the whole file is refused."""
    taken = office.take(path)
    (problem,) = taken.problems
    assert (problem.sheet, problem.row, office.reviews) == ("", 0, "")
    return problem.reason


def repacked(path: Path, change: Callable[[str, bytes], bytes], added: dict[str, bytes] | None = None) -> Path:
    """A copy of a package with its parts changed, and others added."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            copy.writestr(name, change(name, package.read(name)))
        for name, content in (added or {}).items():
            copy.writestr(name, content)
    return target


def unchanged(_: str, content: bytes) -> bytes:
    return content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no .xlsx workbook"),
        (b"finding_id,decision\n", "is no .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an .xls file or encrypted"),
        (b"PK\x03\x04 cut short", "is no .xlsx workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(office: Office, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "reply.xlsx"
    path.write_bytes(content)
    assert reason in refused(office, path)


def test_a_package_without_a_workbook_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.xml", "<a/>")
    assert "cannot be opened" in refused(office, path)


def test_a_workbook_of_others_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    book = Workbook()
    book.save(path)
    assert "has no sheet 核对意见; it is not a workbook of" in refused(office, path)
    book.active.title = "核对意见"  # type: ignore[union-attr]
    book.save(path)
    assert "has no header of ours" in refused(office, path)


def test_a_sheet_with_columns_lacking_or_twice_is_refused(office: Office, fill: Callable[..., Path]) -> None:
    path = office.workbook()
    book = load_workbook(path)
    sheet = book["核对意见"]
    number = [cell.value for cell in sheet[3]].index("状态编号") + 1
    sheet.cell(3, number).value = "答复人"
    book.save(path)
    assert "has columns twice: 答复人" in refused(office, path)
    sheet.cell(3, number).value = "别的"
    book.save(path)
    assert "lacks the columns 状态编号" in refused(office, path)
    assert fill


def test_a_zip_bomb_is_not_unpacked(office: Office) -> None:
    path = repacked(office.workbook(), unchanged, {"xl/worksheets/sheet9.xml": b"<a>" + b" " * (80 << 20) + b"</a>"})
    assert "times its size" in refused(office, path)
    path = repacked(office.workbook(), unchanged, {"docProps/big.xml": b" " * (17 << 20)})
    assert "it may be made to do harm" in refused(office, path)


def test_two_parts_of_one_name_are_refused(office: Office) -> None:
    path = office.workbook()
    with zipfile.ZipFile(path) as package:
        content = package.read("xl/workbook.xml")
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = repacked(path, unchanged, {"xl/workbook.xml": content})
    assert "two parts of one name" in refused(office, path)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused_in_every_part(office: Office, part: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>'

    def with_entity(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        text = content.decode()
        return (declared + (text.partition("?>")[2] if text.startswith("<?xml") else text)).encode(encoding)

    assert "declares XML entities" in refused(office, repacked(office.workbook(), with_entity))


def test_a_row_number_beyond_all_rows_does_not_keep_the_reader_busy(office: Office) -> None:
    def far(name: str, content: bytes) -> bytes:
        last = b'<row r="99999999999"><c r="A99999999999"/></row></sheetData>'
        return content.replace(b"</sheetData>", last) if name == "xl/worksheets/sheet1.xml" else content

    assert office.take(repacked(office.workbook(), far)).unanswered <= 1


def test_a_damaged_part_is_told(office: Office) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return content[: len(content) // 2] if name == "xl/worksheets/sheet1.xml" else content

    assert "is damaged (xl/worksheets/sheet1.xml" in refused(office, repacked(office.workbook(), cut))


def test_damaged_bytes_of_a_part_are_told(office: Office, tmp_path: Path) -> None:
    path = office.workbook()
    with zipfile.ZipFile(path) as package:
        part = package.getinfo("xl/worksheets/sheet1.xml")
    sound = path.read_bytes()
    chance = random.Random(1)
    for _ in range(50):
        spoiled = bytearray(sound)
        for _ in range(3):
            spoiled[part.header_offset + 60 + chance.randrange(part.compress_size - 40)] = chance.randrange(256)
        damaged = tmp_path / "damaged.xlsx"
        damaged.write_bytes(spoiled)
        if spoiled != sound:
            assert "damaged" in refused(office, damaged)


def test_one_bad_workbook_keeps_no_other_out(office: Office, fill: Callable[..., Path], tmp_path: Path) -> None:
    good = fill(office.workbook(), **GOOD)
    bad = tmp_path / "bad.xlsx"
    shutil.copy(good, bad)
    fill(bad, 答复="同意")
    assert office.take(bad).added == 0
    assert office.take(good).added == 1
