"""The files of people are read whole, and everything that is wrong in them is told with its file, line and reason."""

from datetime import date
from pathlib import Path

import pytest

from curation.columns import FILES
from curation.csv_files import read_files

TODAY = date(2025, 6, 1)
HEADERS = {file.name: ",".join(column.name for column in file.columns) for file in FILES}


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in read_files(folder, TODAY)[1]]


def put(folder: Path, name: str, *lines: str) -> None:
    (folder / f"{name}.csv").write_text("\n".join([HEADERS[name], *lines]) + "\n", encoding="utf-8")


def test_no_folder_and_no_file_are_no_rows(tmp_path: Path) -> None:
    rows, problems = read_files(tmp_path / "nothing", TODAY)
    assert problems == []
    assert all(content == [] for content in rows.values())


def test_the_example_of_every_file_can_be_read(tmp_path: Path) -> None:
    for file in FILES:
        put(tmp_path, file.name, ",".join(file.example.get(column.name, "") for column in file.columns))
    rows, problems = read_files(tmp_path, TODAY)
    assert problems == []
    assert all(len(content) == 1 for content in rows.values())
    assert rows["deadlines"][0]["deadline"] == date(2021, 1, 20)
    assert rows["deadlines"][0]["organ"] is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("疏勒县财政局,,2019,2091,名录", "last_year must be a year from 2008 to 2025, not '2091'"),
        ("疏勒县财政局,,19,2020,名录", "first_year must be a year from 2008 to 2025, not '19'"),
        ("疏勒县财政局,,２０１９,2020,名录", "first_year must be a year from 2008 to 2025, not '２０１９'"),
        ("=HYPERLINK(1),,2019,2020,名录", "organ begins like a formula (=)"),
        ("疏勒\u202e县,,2019,2020,名录", "organ has a control character or line break in it"),
        ('"疏勒\n县",,2019,2020,名录', "organ has a control character or line break in it"),
        ("疏勒县财政局,,2019,2020,", "reason is empty"),
        ("疏勒县财政局,,2019,2020", "has 4 cells, the header has 5"),
        ("疏勒县财政局,??,2019,2020,名录", "region_code must be the code of a region"),
        ('疏勒县财政局,,2019,2020,"名录', "is no CSV: "),
    ],
)
def test_a_bad_line_is_named_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    put(tmp_path, "expected_reports", "疏勒县审计局,,2019,2020,名录", line)
    (problem,) = problems_of(tmp_path)
    assert problem.startswith(f"expected_reports.csv, line 3: {reason}")


@pytest.mark.parametrize("day", ["2021-02-30", "20210131", "2021/01/31", "31.1.2021"])
def test_a_day_that_does_not_exist_is_refused(tmp_path: Path, day: str) -> None:
    put(tmp_path, "deadlines", f",653122,,,2020,{day},通知")
    (problem,) = problems_of(tmp_path)
    assert problem.startswith("deadlines.csv, line 2: deadline ")


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    put(
        tmp_path,
        "expected_reports",
        "疏勒县财政局,,x,y,",
        "疏勒县审计局,,2019,2020,名录",
        "疏勒县教育局,,2019,2030,名录",
    )
    put(tmp_path, "reviews", "1,,2,3,4,5,,,2099-01-01")
    assert len(problems_of(tmp_path)) == 4 + 6
    assert len(read_files(tmp_path, TODAY)[0]["expected_reports"]) == 1


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    text = HEADERS["expected_reports"] + '\r\n\r\n疏勒县财政局,,2019,2020,"一\r\n二"\r\n疏勒县审计局,,2019,2020,\r\n'
    (tmp_path / "expected_reports.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [problem.split(":")[0] for problem in problems_of(tmp_path)] == [
        "expected_reports.csv, line 3",
        "expected_reports.csv, line 5",
    ]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("organ,region_code,first_year,reason", "columns missing: last_year"),
        ("organ,region_code,first_year,last_year,reason,colour", "unknown columns: colour"),
        ("organ,organ,region_code,first_year,last_year,reason", "columns twice: organ"),
        ("", "columns missing"),
    ],
)
def test_a_header_has_the_columns_and_no_others(tmp_path: Path, header: str, reason: str) -> None:
    (tmp_path / "expected_reports.csv").write_text(header + "\n", encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert problem.startswith(f"expected_reports.csv, line 1: {reason}")


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    text = "reason,last_year,first_year,region_code,organ\n名录,2020,2019,653122,财政局\n"
    (tmp_path / "expected_reports.csv").write_text(text, encoding="utf-8")
    rows, problems = read_files(tmp_path, TODAY)
    assert problems == []
    assert rows["expected_reports"][0]["organ"] == "财政局"


def test_a_file_that_nobody_reads_is_named(tmp_path: Path) -> None:
    (tmp_path / "organ_correction.csv").touch()
    (tmp_path / "notes.txt").touch()
    (problem,) = problems_of(tmp_path)
    assert problem == "organ_correction.csv, line 1: no file of this name is read; is it organ_corrections.csv?"


@pytest.mark.parametrize("content", [b"", b"\xc4\xea\xb6\xc8\n", b"\xff\xfe\x00"])
def test_a_file_of_other_bytes_is_one_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reviews.csv").write_bytes(content)
    (problem,) = problems_of(tmp_path)
    assert problem.startswith("reviews.csv, line 1: ")


def test_a_file_of_zeros_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_bytes(b"\x00" * 100)
    assert problems_of(tmp_path) != []


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").mkdir()
    assert len(problems_of(tmp_path)) == 1
