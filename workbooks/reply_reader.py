"""Reads the replies in a workbook that came back: what each cell holds, and everything that is wrong with it.

Columns are found by their names, so it does not matter whether they were moved, rows sorted or filtered, or which
program saved the file. Nothing is evaluated: a formula in a cell that is read is a problem.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from curation.columns import FIRST_REPORT_YEAR, Decision
from workbooks.layout import (
    CORRECTED,
    EXPLANATION,
    FINDING_ID,
    FINDINGS_SHEET,
    LONGEST_REPLY,
    PROBLEM,
    READ_COLUMNS,
    REPLIED_BY,
    REPLIED_ON,
    REPLIES,
    REPLY,
    REPLY_COLUMNS,
    SEAL,
    STATE_ID,
    UNIT,
    YEAR,
    seal,
)
from workbooks.package_guard import ForeignWorkbookError, check_package
from workbooks.plain_text import string_of_cell, typed
from workbooks.review_notes import note_of

# All that a sheet has; some programs write its last row, however short the sheet.
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 60
_ROWS_ABOVE_HEADER = 10
_MOST_PROBLEMS = 1000
_ID = re.compile("[0-9a-f]{32}")
_DAY = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# What stands in the reply of a row that asks for none.
_NO_REPLY = {"", "—"}


@dataclass(frozen=True, slots=True, order=True)
class ReplyProblem:
    """What is wrong in a workbook, and what to do; `sheet` and `row` are empty where it is the whole file."""

    file: str
    sheet: str
    row: int
    reason: str

    def __str__(self) -> str:
        place = f", sheet {self.sheet}, row {self.row}" if self.row else ""
        return f"{self.file}{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that is sound in itself, and where it stands."""

    sheet: str
    row: int
    finding_id: str
    state_id: str
    decision: Decision
    note: str | None
    reviewer: str
    reviewed_on: date


@dataclass(slots=True)
class ReadWorkbook:
    """The replies of a workbook, its rows without one, and its problems."""

    file: str
    replies: list[Reply] = field(default_factory=list)
    unanswered: int = 0
    problems: list[ReplyProblem] = field(default_factory=list)


class _CellError(ValueError):
    """A cell is not what its column holds; the message says what to do."""


def read_replies(path: Path, default_reviewer: str | None, today: date) -> ReadWorkbook:
    """The replies in a workbook. `default_reviewer` is who replied where no row says it.

    Raises ForeignWorkbookError when the file cannot be opened, or is not one of ours.
    """
    check_package(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # noqa: BLE001 - openpyxl has no errors of its own for what is damaged
        raise ForeignWorkbookError(
            f"cannot be opened ({type(error).__name__}: {error}); save it as .xlsx again"
        ) from None
    result = ReadWorkbook(path.name)
    try:
        _read_sheet(_rows(_sheet_of(book)), result, default_reviewer, today)
    except ForeignWorkbookError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        raise ForeignWorkbookError(
            f"cannot be read ({type(error).__name__}: {error}); save it as .xlsx again"
        ) from None
    finally:
        book.close()
    return result


def _sheet_of(book: Workbook) -> Any:
    if FINDINGS_SHEET not in book.sheetnames:
        raise ForeignWorkbookError(f"has no sheet {FINDINGS_SHEET}; it is not a workbook of `ogi export corrections`")
    return book[FINDINGS_SHEET]


def _check_once(reply: Reply, number: int, seen: dict[str, int]) -> None:
    """Raises _CellError for a finding that an earlier row answers."""
    if reply.finding_id in seen:
        raise _CellError(f"the same finding is answered in row {seen[reply.finding_id]} already; leave one")
    seen[reply.finding_id] = number


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows with their numbers; never more than there can be, whatever the sheet says of its size."""
    rows = sheet.iter_rows(min_row=1, max_row=_MOST_ROWS, min_col=1, max_col=_MOST_COLUMNS)
    yield from enumerate(rows, start=1)


def _read_sheet(
    rows: Iterator[tuple[int, Sequence[Any]]], result: ReadWorkbook, default_reviewer: str | None, today: date
) -> None:
    at = _find_header(rows)
    seen: dict[str, int] = {}
    for number, cells in rows:
        if all(cells[index].value is None for index in at.values()):
            continue
        row = {name: cells[index] for name, index in at.items()}
        try:
            reply = _reply(number, row, default_reviewer, today)
            if reply is None:
                result.unanswered += 1
                continue
            _check_once(reply, number, seen)
            result.replies.append(reply)
        except _CellError as error:
            result.problems.append(ReplyProblem(result.file, FINDINGS_SHEET, number, str(error)))
            if len(result.problems) >= _MOST_PROBLEMS:
                raise ForeignWorkbookError(f"has {_MOST_PROBLEMS} problems or more; the first: {error}") from None


def _find_header(rows: Iterator[tuple[int, Sequence[Any]]]) -> dict[str, int]:
    """Index by name of the columns that are read."""
    wanted = {column.name for column in READ_COLUMNS}
    best: set[str] = set()
    for number, cells in rows:
        names = [typed(cell.value) if isinstance(cell.value, str) else "" for cell in cells]
        if twice := sorted(name for name in wanted if names.count(name) > 1):
            raise ForeignWorkbookError(f"has columns twice: {'、'.join(twice)}; do not add columns")
        if wanted <= set(names):
            return {name: names.index(name) for name in wanted}
        best = max(best, wanted & set(names), key=len)
        if number >= _ROWS_ABOVE_HEADER:
            break
    if best:
        missing = "、".join(sorted(wanted - best))
        raise ForeignWorkbookError(
            f"lacks the columns {missing}; take the workbook as it was sent, and fill in that one"
        )
    raise ForeignWorkbookError("has no header of ours; it is not a workbook of `ogi export corrections`")


def _reply(number: int, row: dict[str, Any], default_reviewer: str | None, today: date) -> Reply | None:
    """The reply in a row; None when nobody replied. Raises _CellError."""
    texts = {name: _text(name, cell) for name, cell in row.items() if name != REPLIED_ON.name}
    day_cell = row[REPLIED_ON.name]
    given = [texts[column.name] for column in REPLY_COLUMNS if column is not REPLIED_ON]
    if all(text in _NO_REPLY for text in given) and day_cell.value in {None, ""}:
        return None
    for column in (FINDING_ID, STATE_ID):
        if not _ID.fullmatch(texts[column.name]):
            raise _CellError(f"the hidden column {column.name} was changed; take the row from the workbook as sent")
    printed = [texts[column.name] for column in (FINDING_ID, STATE_ID, UNIT, YEAR, PROBLEM)]
    if seal(*printed) != texts[SEAL.name]:
        raise _CellError("its cells do not belong together: columns were sorted or changed apart; take the row as sent")
    decision = REPLIES.get(texts[REPLY.name])
    if decision is None:
        raise _CellError(f"{REPLY.name} must be one of {'、'.join(REPLIES)}, not {texts[REPLY.name]!r}")
    for column, longest in LONGEST_REPLY.items():
        if len(texts[column.name]) > longest:
            raise _CellError(f"{column.name} is longer than {longest} characters; shorten it")
    corrected, explanation = texts[CORRECTED.name], texts[EXPLANATION.name]
    if "；" in corrected:
        raise _CellError(f"{CORRECTED.name} has “；” in it; write one value, the rest into {EXPLANATION.name}")
    if decision == "explained" and not explanation:
        raise _CellError(f"{EXPLANATION.name} is empty; {texts[REPLY.name]} needs the explanation")
    if corrected and decision != "confirmed":
        raise _CellError(f"{CORRECTED.name} goes with 确认有误 only, not with {texts[REPLY.name]}")
    reviewer = texts[REPLIED_BY.name] or default_reviewer
    if not reviewer:
        raise _CellError(f"{REPLIED_BY.name} is empty; fill it in, or give --reviewer")
    if reviewer.startswith(_FORMULA):
        raise _CellError(f"{REPLIED_BY.name} begins like a formula; write a name")
    return Reply(
        FINDINGS_SHEET,
        number,
        texts[FINDING_ID.name],
        texts[STATE_ID.name],
        decision,
        note_of(corrected, explanation) or None,
        reviewer,
        _day(day_cell, today),
    )


def _text(name: str, cell: Any) -> str:
    """What a cell says, on one line. Numbers are written exactly as a spreadsheet shows them."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in {"f", "e"}:
        what = "a formula" if cell.data_type == "f" else "an error"
        raise _CellError(f"{name} holds {what}; write the value itself")
    if isinstance(value, str):
        return typed(string_of_cell(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    if isinstance(value, date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    raise _CellError(f"{name} holds {value!r}; write text")


def _day(cell: Any, today: date) -> date:
    value = cell.value
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        text = _text(REPLIED_ON.name, cell)
        if not text:
            raise _CellError(f"{REPLIED_ON.name} is empty; write the day of the reply, such as {today}")
        match = _DAY.fullmatch(text)
        try:
            day = date(*(int(part) for part in match.groups())) if match else date.min
        except ValueError:
            day = date.min
        if day == date.min:
            raise _CellError(f"{REPLIED_ON.name} must be a day such as {today}, not {text[:40]!r}")
    if not date(FIRST_REPORT_YEAR, 1, 1) <= day <= today:
        raise _CellError(f"{REPLIED_ON.name} must be from {FIRST_REPORT_YEAR}-01-01 to today ({today}), not {day}")
    return day
