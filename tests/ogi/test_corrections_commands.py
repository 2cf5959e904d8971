"""`ogi export corrections` and `ogi curation replies`: written and taken, or refused with what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from published_findings import Found, publish_findings


def ogi(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"OGI_HOME": str(home)}
    command = [sys.executable, "-m", "ogi", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return publish_findings(tmp_path / "home", [Found(), Found(organ="梧汀局", region_code="960101", year=2022)])


def test_out_and_back(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = ogi(home, "export", "corrections", "--out", str(out), "--sheets", "docx", "--due", "2027-03-31")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[:4] == ["findings    2", "units       2", "workbooks   2", "sheets      2"]
    path = out / "鼓楼区财政局.xlsx"
    again = ogi(home, "curation", "replies", str(path), "--dry-run")
    assert (again.returncode, again.stdout) == (0, "鼓楼区财政局.xlsx: would be 1 without a reply\n")
    book = load_workbook(path)
    sheet = book["核对意见"]
    names = [cell.value for cell in sheet[3]]
    for name, value in {"答复": "数据无误", "答复日期": "2026-01-05"}.items():
        sheet.cell(4, names.index(name) + 1).value = value
    book.save(path)
    refused = ogi(home, "curation", "replies", str(path))
    assert refused.returncode == 1
    assert "鼓楼区财政局.xlsx, sheet 核对意见, row 4: 答复人 is empty; fill it in, or give --reviewer" in refused.stderr
    taken = ogi(home, "curation", "replies", str(path), "--reviewer", "王某")
    assert (taken.returncode, taken.stdout) == (0, "鼓楼区财政局.xlsx: 1 added\n")
    assert "dismissed" in (home / "curation" / "reviews.csv").read_text(encoding="utf-8-sig")
    assert ogi(home, "curation", "replies", str(path), "--reviewer", "王某").stdout.endswith(": 1 as before\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--organ", "没有的局"], "no organ 没有的局 in the published build; near to it are:"),
        (
            ["--region", "鼓楼区"],
            "may be more than one region; give the id or code: 950101 云汀省 > 澄渊市 > 鼓楼区; 960101",
        ),
        (["--region", "没有的市"], "no region 没有的市"),
        (["--rule", "Z9"], "no rule Z9; the rules are A1, T1"),
        (["--year", "1999"], "nothing was found that is to be corrected"),
        (["--site-url", "javascript:alert(1)"], "--site-url must be an address"),
        (["--site-url", 'https://a"b'], "--site-url must be an address"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    home: Path, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    run = ogi(home, "export", "corrections", "--out", str(tmp_path / "out"), *arguments)
    assert run.returncode == 2
    assert reason in run.stderr
    assert not (tmp_path / "out").exists()


def test_without_a_publication_nothing_is_written(tmp_path: Path) -> None:
    run = ogi(tmp_path, "export", "corrections", "--out", str(tmp_path / "out"))
    assert run.returncode == 2
    assert "run `ogi run` first" in run.stderr


def test_a_file_that_is_not_there_is_wrong_usage(home: Path) -> None:
    run = ogi(home, "curation", "replies", "nowhere.xlsx")
    assert (run.returncode, run.stderr) == (2, "ogi curation replies: no such file: nowhere.xlsx\n")


def test_text_from_a_workbook_cannot_drive_the_terminal(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J.xlsx"
    path.write_bytes(b"no workbook")
    run = ogi(home, "curation", "replies", str(path))
    assert run.returncode == 1
    assert "\x1b" not in run.stderr + run.stdout


@pytest.mark.parametrize("command", [("export", "corrections"), ("curation", "replies")])
def test_help_has_examples(tmp_path: Path, command: tuple[str, str]) -> None:
    run = ogi(tmp_path, *command, "--help")
    assert run.returncode == 0
    assert f"ogi {' '.join(command)} " in run.stdout
    assert "Exit status: 0" in run.stdout
