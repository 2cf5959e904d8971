"""`ogi curation`: files are begun with their headers, and every problem is told with its place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from curation.columns import FILES


def ogi(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"OGI_HOME": str(home)}
    command = [sys.executable, "-m", "ogi", "curation", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_files_that_init_makes_are_all_right(tmp_path: Path) -> None:
    assert ogi(tmp_path, "init").returncode == 0
    assert {path.name for path in (tmp_path / "curation").iterdir()} == {file.file_name for file in FILES}
    checked = ogi(tmp_path, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("nothing is wrong\n")


def test_init_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("mine", encoding="utf-8")
    run = ogi(tmp_path, "init", str(tmp_path))
    assert "reviews.csv: is there already" in run.stdout
    assert (tmp_path / "reviews.csv").read_text(encoding="utf-8") == "mine"


def test_check_names_every_problem_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "curation"
    folder.mkdir()
    header = "organ,region_code,first_year,last_year,reason\n"
    (folder / "expected_reports.csv").write_text(
        f"{header}疏勒县财政局,,2019,2091,名录\n鼓楼区财政局,,2019,2020,名录\n", encoding="utf-8"
    )
    run = ogi(tmp_path, "check")
    assert run.returncode == 1
    assert run.stdout == ""
    lines = run.stderr.splitlines()
    assert lines[0].startswith("expected_reports.csv, line 2: last_year must be a year from 2008")
    assert lines[1].startswith("expected_reports.csv, line 3: organ 鼓楼区财政局 may be in more than one place")
    assert lines[2] == f"2 problems in {folder}"
    assert not (tmp_path / "reference").exists()


def test_text_from_a_file_cannot_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "curation").mkdir()
    (tmp_path / "curation" / "reviews.csv").write_text("\x1b[2J,finding_id\n", encoding="utf-8")
    run = ogi(tmp_path, "check")
    assert run.returncode == 1
    assert "\x1b" not in run.stderr


@pytest.mark.parametrize("command", ["check", "init", "columns"])
def test_every_command_shows_how_it_is_used(tmp_path: Path, command: str) -> None:
    assert f"ogi curation {command}" in ogi(tmp_path, command, "--help").stdout.split("Examples:")[1]


def test_columns_shows_every_file_with_a_row(tmp_path: Path) -> None:
    shown = ogi(tmp_path, "columns").stdout
    assert all(f"{file.file_name}: {file.purpose}" in shown for file in FILES)
