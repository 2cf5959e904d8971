"""Replies become reviews: every mistake is told with its place, nothing is taken twice, nothing half."""

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from published_findings import Found
from workbooks_office import Office

Fill = Callable[..., Path]

GOOD = {"答复": "数据无误", "答复人": "王某", "答复日期": date(2026, 11, 1)}


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_reply_becomes_a_review(office: Office, fill: Fill) -> None:
    taken = office.take(fill(office.workbook(), **GOOD, 说明="原件如此"))
    assert (taken.problems, taken.left_out, taken.added) == ([], [], 1)
    (line,) = lines(office.reviews)
    assert line == {
        "finding_id": Found().finding_id,
        "state_id": Found().state_id,
        "report_id": Found().report_id,
        "rule_id": "A1",
        "subject": "column:total",
        "decision": "dismissed",
        "note": "原件如此",
        "reviewer": "王某",
        "reviewed_on": "2026-11-01",
    }


@pytest.mark.parametrize(
    ("values", "decision", "note"),
    [
        ({"答复": "确认有误", "更正值": 22}, "confirmed", "更正值：22"),
        ({"答复": "确认有误", "更正值": "-20", "说明": "漏填\n一格"}, "confirmed", "更正值：-20；说明：漏填 一格"),
        ({"答复": "确认有误", "更正值": 0.5}, "confirmed", "更正值：0.5"),
        ({"答复": "说明情况", "说明": "=统计口径不同"}, "explained", "说明：=统计口径不同"),
        ({"答复": "说明情况", "说明": "统计\u202e口径\u200b不同"}, "explained", "统计口径不同"),
        ({"答复": " 数据无误 "}, "dismissed", ""),
    ],
)
def test_what_was_typed_is_kept_in_the_note(
    office: Office, fill: Fill, values: dict[str, Any], decision: str, note: str
) -> None:
    path = fill(office.workbook(), **GOOD | values)
    for cell in ("说明", "更正值"):
        if str(values.get(cell, "")).startswith("="):
            as_text(path, cell)
    taken = office.take(path)
    assert taken.problems == []
    (line,) = lines(office.reviews)
    assert (line["decision"], line["note"]) == (decision, note)


def as_text(path: Path, column: str) -> None:
    """Make text of what openpyxl took for a formula."""
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(path)
    for cell in book["核对意见"][4]:
        if cell.data_type == "f":
            cell.data_type = "s"
    book.save(path)
    assert column


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"答复": "同意"}, "答复 must be one of 确认有误、说明情况、数据无误"),
        ({"答复": None}, "答复 must be one of"),
        ({"答复": "说明情况"}, "说明 is empty"),
        ({"答复人": None}, "答复人 is empty; fill it in, or give --reviewer"),
        ({"答复人": "＝王"}, "答复人 begins like a formula"),
        ({"答复日期": None}, "答复日期 is empty"),
        ({"答复日期": "2026-02-30"}, "答复日期 must be a day such as 2026-11-22"),
        ({"答复日期": "下周一"}, "答复日期 must be a day"),
        ({"答复日期": date(2026, 11, 23)}, "from 2008-01-01 to today"),
        ({"答复日期": 12.5}, "答复日期 must be from 2008-01-01 to today"),
        ({"更正值": "12"}, "更正值 goes with 确认有误 only"),
        ({"答复": "确认有误", "更正值": "1；2"}, "更正值 has “；” in it"),
        ({"答复": "确认有误", "更正值": "1" * 101}, "更正值 is longer than 100"),
        ({"说明": "=1+1"}, "说明 holds a formula; write the value itself"),
        ({"更正值": "=cmd|'/c calc'!A1"}, "更正值 holds a formula"),
        ({"答复日期": "=TODAY()"}, "答复日期 holds a formula"),
        ({"说明": "#N/A"}, "说明 holds an error"),
        ({"说明": True}, "说明 holds True"),
        ({"问题编号": "x"}, "the hidden column 问题编号 was changed"),
        ({"问题编号": "=1"}, "问题编号 holds a formula"),
        ({"状态编号": None}, "the hidden column 状态编号 was changed"),
        ({"状态编号": "2" * 32}, "its cells do not belong together"),
        ({"单位": "别的单位"}, "its cells do not belong together"),
        ({"问题": "别的问题"}, "its cells do not belong together"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_keeps_the_workbook_out(
    office: Office, fill: Fill, values: dict[str, Any], reason: str
) -> None:
    office.publish(Found(), Found(subject="column:natural_person"))
    path = fill(fill(office.workbook(), **GOOD | values), row=1, **GOOD)
    taken = office.take(path)
    (problem,) = taken.problems
    assert (problem.file, problem.sheet, problem.row) == (path.name, "核对意见", 4)
    assert reason in problem.reason
    assert (taken.added, office.reviews) == (0, "")


@pytest.mark.parametrize("day", ["2026-11-01", "2026/11/1", "2026.11.1", "2026年11月1日", datetime(2026, 11, 1, 9, 30)])  # noqa: DTZ001
def test_a_day_is_read_in_the_ways_people_write_it(office: Office, fill: Fill, day: object) -> None:
    assert office.take(fill(office.workbook(), **GOOD | {"答复日期": day})).problems == []
    assert lines(office.reviews)[0]["reviewed_on"] == "2026-11-01"


def test_who_replied_may_be_said_for_all_rows(office: Office, fill: Fill) -> None:
    assert office.take(fill(office.workbook(), **GOOD | {"答复人": None}), reviewer="李某").problems == []
    assert lines(office.reviews)[0]["reviewer"] == "李某"


def test_a_workbook_without_replies_gives_none(office: Office) -> None:
    taken = office.take(office.workbook())
    assert (taken.problems, taken.left_out, taken.unanswered, office.reviews) == ([], [], 1, "")


def test_reading_twice_is_reading_once(office: Office, fill: Fill) -> None:
    path = fill(office.workbook(), **GOOD)
    office.take(path)
    before = office.reviews
    assert office.take(path).unchanged == 1
    assert office.reviews == before


def test_a_changed_reply_replaces_the_one_before(office: Office, fill: Fill) -> None:
    path = fill(office.workbook(), **GOOD)
    office.take(path)
    assert office.take(fill(path, 答复="说明情况", 说明="口径不同")).replaced == 1
    (line,) = lines(office.reviews)
    assert (line["decision"], line["note"]) == ("explained", "口径不同")


def test_a_review_of_a_later_day_stands(office: Office, fill: Fill) -> None:
    path = office.workbook()
    office.take(fill(path, **GOOD | {"答复日期": date(2026, 11, 9)}))
    taken = office.take(fill(path, **GOOD | {"答复": "确认有误"}))
    assert (taken.problems, taken.added, taken.replaced) == ([], 0, 0)
    assert "a review of a later day than 2026-11-01" in taken.left_out[0].reason
    assert lines(office.reviews)[0]["decision"] == "dismissed"


def test_a_reply_on_numbers_that_have_changed_since_is_left_out(office: Office, fill: Fill) -> None:
    office.publish(Found(), Found(subject="column:natural_person"), Found(subject="column:other_organization"))
    path = office.workbook()
    for row in range(3):
        fill(path, row=row, **GOOD)
    office.publish(Found(), Found(subject="column:natural_person", state_id="2" * 32))
    taken = office.take(path)
    assert (taken.problems, taken.added) == ([], 1)
    assert sorted(problem.reason.split(":")[0] for problem in taken.left_out) == [
        "the published build has no such finding",
        "the report has changed since the workbook was made",
    ]
    assert [line["subject"] for line in lines(office.reviews)] == ["column:total"]


def test_a_review_on_earlier_numbers_gives_way_whatever_its_day(office: Office, fill: Fill) -> None:
    office.take(fill(office.workbook(), **GOOD | {"答复日期": date(2026, 11, 9)}))
    office.publish(Found(state_id="2" * 32))
    assert office.take(fill(office.workbook(), **GOOD)).replaced == 1
    assert lines(office.reviews)[0]["state_id"] == "2" * 32


def test_other_lines_stay_as_they_are(office: Office, fill: Fill) -> None:
    folder = office.home / "curation"
    folder.mkdir()
    other = Found(subject="column:other")
    header = "note,finding_id,report_id,rule_id,subject,decision,state_id,reviewer,reviewed_on\r\n"
    kept = f'"手工, 写的",{other.finding_id},{other.report_id},A1,column:other,explained,,李某,2020-01-01\r\n'
    (folder / "reviews.csv").write_bytes(f"{header}{kept}".encode())
    office.take(fill(office.workbook(), **GOOD))
    assert office.reviews.startswith(f"{header}{kept}")
    assert office.reviews.count("\r\n") == 3


def test_a_file_of_reviews_that_is_wrong_is_not_touched(office: Office, fill: Fill) -> None:
    (office.home / "curation").mkdir()
    (office.home / "curation" / "reviews.csv").write_text("finding_id\nx\n", encoding="utf-8")
    taken = office.take(fill(office.workbook(), **GOOD))
    assert "see `ogi curation check`" in taken.problems[0].reason
    assert office.reviews == "finding_id\nx\n"


def test_a_dry_run_writes_nothing(office: Office, fill: Fill) -> None:
    taken = office.take(fill(office.workbook(), **GOOD), writes=False)
    assert taken.added == 1
    assert list((office.home / "curation").iterdir()) == []


def test_what_was_replied_comes_back_in_the_next_workbook_and_changes_nothing(office: Office) -> None:
    office.publish(Found(decision="confirmed", note="更正值：22；说明：漏填"))
    path = office.workbook()
    assert office.take(path).added == 1
    assert lines(office.reviews)[0]["note"] == "更正值：22；说明：漏填"


def test_nobody_replies_to_what_could_not_be_checked(office: Office, fill: Fill) -> None:
    from workbooks.selection import Selection  # noqa: PLC0415

    office.publish(Found(outcome="not_assessable"))
    path = office.workbook(Selection(with_not_assessable=True))
    assert office.take(path).unanswered == 1
    assert "asks for no reply" in office.take(fill(path, **GOOD)).problems[0].reason


def test_rows_may_be_sorted_and_columns_moved(office: Office, fill: Fill) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    office.publish(Found(), Found(subject="column:natural_person"))
    path = fill(office.workbook(), **GOOD)
    book = load_workbook(path)
    rows = [list(row) for row in book["核对意见"].iter_rows(values_only=True)]
    other = load_workbook(path)
    sheet = other["核对意见"]
    for number, row in enumerate([rows[2], rows[4], rows[3]], start=3):
        for column, value in enumerate(reversed(row), start=1):
            sheet.cell(number, column).value = value
    other.save(path)
    assert office.take(path).added == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice, which saves the workbook, is not installed")
def test_a_workbook_that_another_program_saved_is_read(office: Office, fill: Fill, tmp_path: Path) -> None:
    office.publish(Found(proposed=22), Found(subject="column:natural_person"))
    path = fill(office.workbook(), **GOOD)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    saved = tmp_path / "saved"
    subprocess.run([*command, "--outdir", str(saved), str(path)], check=True, capture_output=True, timeout=120)
    taken = office.take(saved / path.name)
    assert (taken.problems, taken.added, taken.unanswered) == ([], 1, 1)
