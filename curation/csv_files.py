"""Reads the CSV files of the curation folder into typed rows, with everything that is wrong in them.

A file is UTF-8 (as spreadsheets save "CSV UTF-8") with the columns of `curation.columns` in any order. Nothing in a
cell may be a formula or a control character: these files are opened in spreadsheets.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from curation.columns import FILES, BadCellError, CuratedFile
from curation.problems import Problem

_LARGEST_FILE = 64 * 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: its values by column (None where the cell is empty), and where it stands."""

    file: str
    line: int
    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def problem(self, reason: str) -> Problem:
        """A problem at this row."""
        return Problem(self.file, self.line, reason)


def read_files(folder: Path, today: date) -> tuple[dict[str, list[Row]], list[Problem]]:
    """Rows by name of the file, and problems. Rows with a problem are left out; a file that is not there has none."""
    rows: dict[str, list[Row]] = {file.name: [] for file in FILES}
    problems: list[Problem] = []
    known = {file.file_name: file for file in FILES}
    for path in sorted(folder.glob("*")):
        if file := known.get(path.name):
            found, wrong = _read_file(path, file, today)
            rows[file.name] = found
            problems += wrong
        elif path.suffix.lower() == ".csv":
            near = get_close_matches(path.name.lower(), known, n=1)
            hint = f"; is it {near[0]}?" if near else f"; known are {', '.join(known)}"
            problems.append(Problem(path.name, 1, f"no file of this name is read{hint}"))
    return rows, problems


def _read_file(path: Path, file: CuratedFile, today: date) -> tuple[list[Row], list[Problem]]:
    name = file.file_name
    if not path.is_file() or path.stat().st_size > _LARGEST_FILE:
        return [], [Problem(name, 1, f"is no file, or larger than {_LARGEST_FILE // 1024 // 1024} MB")]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [Problem(name, line, "is not UTF-8; save it as “CSV UTF-8”")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    line = 1
    try:
        for printed in reader:
            cells = [cell.strip() for cell in printed]
            if header is None:
                header = cells
                if problems := _header_problems(name, header, file):
                    return [], problems
            elif any(cells):
                values, wrong = _read_row(cells, header, file, today)
                problems += [Problem(name, line, reason) for reason in wrong]
                if not wrong:
                    rows.append(Row(name, line, values))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, line, f"is no CSV: {error}"))
    if header is None:
        problems.append(Problem(name, 1, "is empty; its first line must name the columns"))
    return rows, problems


def _header_problems(name: str, header: list[str], file: CuratedFile) -> list[Problem]:
    expected = [column.name for column in file.columns]
    missing = [column for column in expected if column not in header]
    unknown = [column for column in header if column not in expected]
    twice = sorted({column for column in header if header.count(column) > 1})
    reasons = [
        f"{what}: {', '.join(columns)}; the columns are {', '.join(expected)}"
        for what, columns in (("columns missing", missing), ("unknown columns", unknown), ("columns twice", twice))
        if columns
    ]
    return [Problem(name, 1, reason) for reason in reasons]


def _read_row(cells: list[str], header: list[str], file: CuratedFile, today: date) -> tuple[dict[str, Any], list[str]]:
    if len(cells) != len(header):
        return {}, [f"has {len(cells)} cells, the header has {len(header)}"]
    by_column = dict(zip(header, cells, strict=True))
    values: dict[str, Any] = {}
    wrong = []
    for column in file.columns:
        cell = by_column[column.name]
        values[column.name] = None
        if not cell:
            if column.is_required:
                wrong.append(f"{column.name} is empty")
        elif _CONTROL.search(cell):
            wrong.append(f"{column.name} has a control character or line break in it")
        elif cell.startswith(_FORMULA):
            wrong.append(f"{column.name} begins like a formula ({cell[0]})")
        else:
            try:
                values[column.name] = column.read(cell, today)
            except BadCellError as error:
                shown = cell if len(cell) <= 40 else f"{cell[:40]}…"
                wrong.append(f"{column.name} {error}, not {shown!r}")
    return values, wrong
