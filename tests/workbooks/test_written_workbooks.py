"""What a workbook holds: every finding, in words, as strings that no spreadsheet runs, ready for the reply."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from published_findings import BUILD_ID, Found
from workbooks_office import Office

from workbooks.exporting import Wishes
from workbooks.layout import FINDINGS_SHEET, HEADER_ROW, REPLY_COLUMNS
from workbooks.selection import Selection, SelectionError

RowsOf = Callable[[Path], list[dict[str, Any]]]

HOSTILE = [
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://example.invalid","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "\t=1",
    "\x00\x01\x0b\x1b[2J",
    "\u202eevil\u2066",
    "\ud800 lone",
    "\ufffe\uffff",
    "<script>alert(1)</script>&amp;",
    "_x0041_",
    "x" * 40_000,
]


def test_a_finding_is_told_in_plain_words(office: Office, rows_of: RowsOf) -> None:
    office.publish(Found(proposed=22))
    (row,) = rows_of(office.workbook())
    assert row == {
        "序号": "1",
        "单位": "鼓楼区财政局",
        "年度": "2023",
        "核对项目": "A1 申请收支平衡",
        "问题": Found().message,
        "位置": "第2张表：收到和处理政府信息公开申请情况",
        "原文（所在行、列和出处）": "一、本年新收政府信息公开申请数量/总计：“12”〔全文第1001—1002字〕",
        "应为／对照": "12（本年新收+上年结转）",
        "实为": "22（办结+结转下年）",
        "建议值": "22（建议，请核对原件：(一)予以公开/总计）",
        "严重程度": "错误",
        "答复": None,
        "更正值": None,
        "说明": None,
        "答复人": None,
        "答复日期": None,
        "问题编号": Found().finding_id,
        "状态编号": Found().state_id,
        "校验码": row["校验码"],
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_report_prints_is_a_string_and_nothing_else(office: Office, text: str) -> None:
    known = text.encode("utf-8", "replace").decode() if "\ud800" in text else text
    office.publish(Found(organ=known, message=known, printed=known, note=known, decision="confirmed"))
    path = office.workbook(wishes=Wishes(with_sheets=True))
    assert path.resolve().parent == path.parent.resolve()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name).decode()
            assert "<f>" not in content, "a formula"
            assert "<f " not in content, "a formula"
            if name.startswith("xl/worksheets/sheet"):
                assert set(re.findall(r'<c [^>]*t="(\w+)"', content)) <= {"inlineStr", "n"}
    sheet = load_workbook(path)[FINDINGS_SHEET]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert cell.value is None or len(cell.value) <= 32_767
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", cell.value or "")


def test_only_the_reply_can_be_written_and_it_is_asked_for_by_choice(office: Office) -> None:
    sheet = load_workbook(office.workbook())[FINDINGS_SHEET]
    names = [cell.value for cell in sheet[HEADER_ROW]]
    replies = {column.name for column in REPLY_COLUMNS}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    unlocked = {names[cell.column - 1] for cell in sheet[HEADER_ROW + 1] if not cell.protection.locked}
    assert unlocked == replies
    hidden = {name for index, name in enumerate(names) if sheet.column_dimensions["ABCDEFGHIJKLMNOPQRS"[index]].hidden}
    assert hidden == {"问题编号", "状态编号", "校验码"}
    choices = {rule.type: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert choices["list"] == '"确认有误,说明情况,数据无误"'
    assert choices["date"] == "39448"
    assert sheet.freeze_panes == f"D{HEADER_ROW + 1}"


def test_it_prints_on_a4_with_its_header_on_every_page(office: Office) -> None:
    sheet = load_workbook(office.workbook())[FINDINGS_SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.row_dimensions[HEADER_ROW + 1].height > 30


def test_a_region_is_one_workbook_with_counts_by_unit(office: Office, rows_of: RowsOf) -> None:
    office.publish(
        Found(),
        Found(organ="澄渊市人民政府", region_code="950100"),
        Found(organ="澄渊市人民政府", region_code="950100", rule_id="T1", severity="warning", subject="report"),
        Found(organ="梧汀局", region_code="960101"),
    )
    path = office.workbook(Selection(region_code="950100"), Wishes(per="region"))
    assert path.name == "澄渊市.xlsx"
    assert [row["单位"] for row in rows_of(path)] == ["澄渊市人民政府", "澄渊市人民政府", "鼓楼区财政局"]
    overview = [list(row) for row in load_workbook(path)["概览"].iter_rows(min_row=3, values_only=True)]
    assert overview == [
        ["1", "澄渊市人民政府", "2023", 1, 1, 0, 0, 2],
        ["2", "鼓楼区财政局", "2023", 1, 0, 0, 0, 1],
        [None, "合计", None, 2, 1, 0, 0, 3],
    ]
    instructions = [row[0] for row in load_workbook(path)["说明"].iter_rows(values_only=True)]
    assert instructions[-1] == f"数据版本：{BUILD_ID}"


def test_without_a_region_each_province_has_a_workbook(office: Office) -> None:
    office.publish(Found(), Found(organ="梧汀局", region_code="960101"), Found(organ="某局", region_code=None))
    names = {path.name for path in office.export(wishes=Wishes(per="region")).iterdir()}
    assert names == {"云汀省.xlsx", "梧汀省.xlsx", "地区不详的单位.xlsx"}


@pytest.mark.parametrize(
    ("selection", "subjects"),
    [
        (Selection(), ["a", "b", "d"]),
        (Selection(with_answered=True), ["a", "b", "c", "d"]),
        (Selection(with_not_assessable=True), ["a", "b", "d", "e"]),
        (Selection(years=(2022,)), ["d"]),
        (Selection(rule_ids=("T1",)), ["b"]),
    ],
)
def test_what_is_asked_for_is_what_is_written(
    office: Office, rows_of: RowsOf, selection: Selection, subjects: list[str]
) -> None:
    findings = [
        Found(subject="a"),
        Found(subject="b", rule_id="T1"),
        Found(subject="c", decision="dismissed"),
        Found(subject="d", year=2022),
        Found(subject="e", outcome="not_assessable"),
        Found(subject="f", outcome="not_assessable", problem_kind=None),
        Found(subject="g", outcome="pass"),
    ]
    office.publish(*findings)
    by_id = {found.finding_id: found.subject for found in findings}
    assert sorted(by_id[row["问题编号"]] for row in rows_of(office.workbook(selection))) == subjects


def test_units_of_one_name_have_files_of_their_own(office: Office) -> None:
    office.publish(Found(organ="a/../..\\:教育局"), Found(organ="a.. 教育局"), Found(organ="CON"))
    folder = office.export(wishes=Wishes(with_sheets=True))
    assert {path.name.split("-")[0] for path in folder.glob("*.xlsx")} == {"a_教育局.xlsx", "a_教育局", "_CON.xlsx"}
    assert len(list(folder.glob("*.xlsx"))) == len(list((folder / "sheets").glob("*.docx"))) == 3


def test_a_row_leads_to_the_page_of_its_report_when_the_site_is_known(office: Office, rows_of: RowsOf) -> None:
    path = office.workbook(wishes=Wishes(site_url="https://ogi.example.org/x/"))
    cells = load_workbook(path)[FINDINGS_SHEET][HEADER_ROW + 1]
    (link,) = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert link == (f"https://ogi.example.org/x/report.html?id={Found().report_id}#application/received_new/total")
    assert "报告页面" not in rows_of(office.workbook())[0]


def test_a_folder_that_holds_something_is_left_alone(office: Office, tmp_path: Path) -> None:
    folder = office.export()
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    from workbooks.exporting import export  # noqa: PLC0415
    from workbooks.published import published_findings  # noqa: PLC0415

    with published_findings(office.home / "warehouse.duckdb") as published:
        with pytest.raises(SelectionError, match="not empty"):
            export(published, Selection(), Wishes(), folder)
        with pytest.raises(SelectionError, match="nothing was found"):
            export(published, Selection(years=(1999,)), Wishes(), tmp_path / "none")
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert not (tmp_path / "none").exists()


def test_many_findings_are_split_over_workbooks_none_lost(
    office: Office, rows_of: RowsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbooks.exporting.MOST_IN_A_WORKBOOK", 3)
    findings = [Found(subject=f"row:{number}") for number in range(7)]
    office.publish(*findings)
    folder = office.export(wishes=Wishes(with_sheets=True))
    paths = sorted(folder.glob("*.xlsx"))
    assert [path.name for path in paths] == [f"鼓楼区财政局-{part}.xlsx" for part in (1, 2, 3)]
    written = [row["问题编号"] for path in paths for row in rows_of(path)]
    assert sorted(written) == sorted(found.finding_id for found in findings)
