"""A small published folder, and a way to fill in and read workbooks as a unit does."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from published_findings import Found
from workbooks_office import Office

from workbooks.layout import FINDINGS_SHEET, HEADER_ROW


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.publish(Found())
    return made


@pytest.fixture
def fill() -> Callable[..., Path]:
    """Puts values into cells of a row (0: the first finding) by the names of their columns, and saves the workbook."""

    def fill_in(path: Path, row: int = 0, **values: Any) -> Path:
        book = load_workbook(path)
        sheet = book[FINDINGS_SHEET]
        names = [cell.value for cell in sheet[HEADER_ROW]]
        for name, value in values.items():
            sheet.cell(HEADER_ROW + 1 + row, names.index(name) + 1).value = value
        book.save(path)
        return path

    return fill_in


@pytest.fixture
def rows_of() -> Callable[[Path], list[dict[str, Any]]]:
    """The rows of the sheet of findings by the names of their columns."""

    def read(path: Path) -> list[dict[str, Any]]:
        sheet = load_workbook(path)[FINDINGS_SHEET]
        rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(min_row=HEADER_ROW, values_only=True)
        header, *found = rows
        return [dict(zip(header, row, strict=True)) for row in found]

    return read
