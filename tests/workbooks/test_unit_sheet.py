"""The Word sheet of a unit is one page, whatever is found and however long names are."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from published_findings import Found
from workbooks_office import Office

from workbooks.exporting import Wishes
from workbooks.unit_sheet import LISTED

SOFFICE = shutil.which("soffice")


def sheet_of(office: Office, due: date | None = None) -> Path:
    (path,) = (office.export(wishes=Wishes(with_sheets=True, due=due)) / "sheets").glob("*.docx")
    return path


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def test_it_says_what_was_found_and_what_to_do_by_when(office: Office) -> None:
    office.publish(Found(), Found(rule_id="T1", severity="warning", year=2022, subject="report"))
    text = text_of(sheet_of(office, date(2027, 3, 31)))
    assert "鼓楼区财政局：" in text
    assert "你单位2022、2023年度报告中有2个问题需要核实，其中错误1个、提示1个。" in text
    assert "请于2027年3月31日前" in text
    assert "工作簿：鼓楼区财政局.xlsx" in text
    assert "以上为全部问题。" in text


def test_without_a_day_there_is_room_for_one(office: Office) -> None:
    assert "请于____年__月__日前" in text_of(sheet_of(office))


def test_the_gravest_are_listed_and_the_rest_is_counted(office: Office) -> None:
    warnings = [Found(subject=f"a:{n}", severity="warning", message=f"提示{n}") for n in range(20)]
    office.publish(*warnings, Found(subject="z", year=2010, message="错误的数"))
    path = sheet_of(office)
    (table,) = Document(str(path)).tables
    assert [cell.text for cell in table.rows[1].cells][:2] == ["2010", "错误的数"]
    assert len(table.rows) == LISTED + 1
    assert f"以上按严重程度列出{LISTED}个，另有{21 - LISTED}个见工作簿。" in text_of(path)


@pytest.mark.parametrize("text", ["\x00\x0b\ufffe", "\u202e反", "<w:t>&</w:t>", "=1", "很长" * 3000])
def test_what_a_report_prints_is_text(office: Office, text: str) -> None:
    office.publish(Found(organ=text, message=text))
    content = text_of(sheet_of(office))
    assert "\u202e" not in content
    assert len(content) < 1000


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice, which lays the page out, is not installed")
@pytest.mark.parametrize("longest", ["县", "，a1 ", "ﷺ"])
def test_it_is_one_page_at_its_fullest(office: Office, tmp_path: Path, longest: str) -> None:
    years = range(2008, 2026)
    organ = longest * 400
    office.publish(
        *(Found(organ=organ, year=year, subject=f"{n}", message=longest * 900) for year in years for n in "ab")
    )
    path = sheet_of(office)
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / f"{path.stem}.pdf")
    assert len(pdf) == 1
    pdf.close()
