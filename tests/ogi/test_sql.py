"""`ogi sql` reads the published warehouse, and nothing else."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema marts; create table marts.fact (name text, value decimal(24, 4), day date)")
        connection.execute(
            "insert into marts.fact values ('=1+1', 39573802895.9, date '2021-01-31'), (e'\\x1b[31m申请', null, null)"
        )
    return tmp_path


def _sql(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ogi", "sql", *arguments],
        env=os.environ | {"OGI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_csv_is_safe_for_spreadsheets_and_null_is_empty(home: Path) -> None:
    result = _sql(home, "from marts.fact")
    assert result.returncode == 0
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert rows == [["name", "value", "day"], ["'=1+1", "39573802895.9000", "2021-01-31"], ["\x1b[31m申请", "", ""]]


def test_json_is_exact_and_null_is_null(home: Path) -> None:
    lines = _sql(home, "from marts.fact", "--format", "json").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [
        {"name": "=1+1", "value": 39573802895.9, "day": "2021-01-31"},
        {"name": "\x1b[31m申请", "value": None, "day": None},
    ]


def test_the_table_obeys_nothing_that_a_report_says(home: Path) -> None:
    result = _sql(home, "from marts.fact", "--format", "table")
    assert "<U+001B>[31m申请" in result.stdout
    assert "\x1b" not in result.stdout
    assert "null" in result.stdout


@pytest.mark.parametrize(
    "query",
    [
        "insert into marts.fact values ('x', 1, null)",
        "drop table marts.fact",
        "copy marts.fact to '{home}/out.csv'",
        "select * from read_csv('{home}/secret.csv')",
        "select * from '{home}/secret.csv'",
        "attach '{home}/other.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
        "load httpfs",
        "export database '{home}/out'",
        "pragma database_size; drop table marts.fact",
        "not sql",
        "",
    ],
)
def test_what_writes_or_reads_other_files_is_refused(home: Path, query: str) -> None:
    (home / "secret.csv").write_text("secret\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in home.iterdir()}
    result = _sql(home, query.format(home=home))
    assert result.returncode in {1, 2}
    assert result.stdout == ""
    assert result.stderr.startswith("ogi sql: ")
    assert {path: path.read_bytes() for path in home.iterdir()} == before


def test_no_progress_bar_is_drawn_between_the_rows(home: Path) -> None:
    assert _sql(home, "select current_setting('enable_progress_bar') as drawn").stdout == "drawn\nfalse\n"


def test_without_a_warehouse_it_says_how_to_get_one(tmp_path: Path) -> None:
    result = _sql(tmp_path, "select 1")
    assert result.returncode == 1
    assert "run `ogi run` first" in result.stderr
