"""The files that people keep, with their columns and what each cell must be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from organs.names import Kind
from organs.regions import LEVELS

# The first reports are of 2008, the year in which the law came into force.
FIRST_REPORT_YEAR = 2008
_FIRST_REGION_YEAR = 1949
_LONGEST_TEXT = 2000
_SHORTEST_REASON = 2

Decision = Literal["confirmed", "dismissed", "explained"]


class BadCellError(ValueError):
    """A cell is not what its column holds; the message says what it must be."""


# Reads a cell that is not empty; the date is today.
Reader = Callable[[str, date], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file; an empty cell of an optional one is None."""

    name: str
    read: Reader
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class CuratedFile:
    """A file: its columns, what it is for in one line, and a row that shows how it is filled in."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    example: dict[str, str]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"


def _text(cell: str, _: date) -> str:
    if len(cell) > _LONGEST_TEXT:
        raise BadCellError(f"is longer than {_LONGEST_TEXT} characters")
    return cell


def _reason(cell: str, _: date) -> str:
    if len(cell) < _SHORTEST_REASON:
        raise BadCellError("must say why, in words")
    return _text(cell, _)


def _matching(pattern: str, what: str) -> Reader:
    def read(cell: str, _: date) -> str:
        if not re.fullmatch(pattern, cell):
            raise BadCellError(f"must be {what}")
        return cell

    return read


def _one_of(*values: str) -> Reader:
    def read(cell: str, _: date) -> str:
        if cell not in values:
            raise BadCellError(f"must be one of {', '.join(values)}")
        return cell

    return read


def _year(first: int, after_today: int) -> Reader:
    def read(cell: str, today: date) -> int:
        last = today.year + after_today
        if not re.fullmatch(r"[0-9]{4}", cell) or not first <= int(cell) <= last:
            raise BadCellError(f"must be a year from {first} to {last}")
        return int(cell)

    return read


def _date(cell: str, _: date) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise BadCellError("must be a date such as 2024-01-31")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise BadCellError("is a day that does not exist") from None


def _past_date(cell: str, today: date) -> date:
    day = _date(cell, today)
    if not date(FIRST_REPORT_YEAR, 1, 1) <= day <= today:
        raise BadCellError(f"must be a date from {FIRST_REPORT_YEAR}-01-01 to today ({today})")
    return day


_REPORT_YEAR = _year(FIRST_REPORT_YEAR, 0)
_REPORT_ID = _matching("r[0-9a-f]{16}", 'the id of a report: "r" and 16 hex digits')
_REGION_CODE = _matching(r"[0-9A-Za-z-]{2,20}", "the code of a region: 2 to 20 digits, letters and hyphens")
_HOST = _matching(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", "a host such as shule.gov.cn, without http:// and www.")
_KIND = _one_of(*get_args(Kind))
_LEVEL = _one_of(*LEVELS)

_ORGAN_HELP = {"organ": "疏勒县财政局", "region_code": "653122"}

FILES = (
    CuratedFile(
        "organ_corrections",
        "Whose report it is: for one report, or for all that print a name (on one site, if source_host is given).",
        (
            Column("report_id", _REPORT_ID),
            Column("printed_name", _text),
            Column("source_host", _HOST),
            Column("organ", _text, is_required=True),
            Column("region_code", _REGION_CODE),
            Column("reason", _reason, is_required=True),
        ),
        {
            "printed_name": "教育局",
            "source_host": "shule.gov.cn",
            "organ": "疏勒县教育局",
            "reason": "本站只有疏勒县的单位",
        },
    ),
    CuratedFile(
        "regions",
        "Regions that the packaged list lacks: zones, new townships.",
        (
            Column("region_code", _REGION_CODE, is_required=True),
            Column("region_name", _text, is_required=True),
            Column("parent_region_code", _REGION_CODE, is_required=True),
            Column("level", _one_of(*LEVELS[1:]), is_required=True),
            Column("valid_from", _year(_FIRST_REGION_YEAR, 1)),
            Column("valid_to", _year(_FIRST_REGION_YEAR, 1)),
            Column("successor_region_code", _REGION_CODE),
            Column("reason", _reason, is_required=True),
        ),
        {
            "region_code": "350100-PT",
            "region_name": "平潭综合实验区",
            "parent_region_code": "350100",
            "level": "county",
            "valid_from": "2009",
            "reason": "综合实验区，不在统计用区划代码中",
        },
    ),
    CuratedFile(
        "expected_reports",
        "Which organs must report, for which years (both included): a report that is not there is missing.",
        (
            Column("organ", _text, is_required=True),
            Column("region_code", _REGION_CODE),
            Column("first_year", _REPORT_YEAR, is_required=True),
            Column("last_year", _REPORT_YEAR, is_required=True),
            Column("reason", _reason, is_required=True),
        ),
        _ORGAN_HELP | {"first_year": "2019", "last_year": "2023", "reason": "县政府部门名录"},
    ),
    CuratedFile(
        "roll_ups",
        "Which organ's report sums up which others; an empty year is no bound.",
        (
            Column("parent_organ", _text, is_required=True),
            Column("child_organ", _text, is_required=True),
            Column("first_year", _REPORT_YEAR),
            Column("last_year", _REPORT_YEAR),
            Column("reason", _reason, is_required=True),
        ),
        {
            "parent_organ": "疏勒县人民政府",
            "child_organ": "疏勒县财政局",
            "first_year": "2020",
            "reason": "本报告汇总全县各单位数据",
        },
    ),
    CuratedFile(
        "deadlines",
        "Deadlines other than those of the law: of one organ, or of all in a region (and below) of a kind and level.",
        (
            Column("organ", _text),
            Column("region_code", _REGION_CODE),
            Column("kind", _KIND),
            Column("level", _LEVEL),
            Column("report_year", _REPORT_YEAR, is_required=True),
            Column("deadline", _date, is_required=True),
            Column("reason", _reason, is_required=True),
        ),
        {
            "region_code": "653122",
            "level": "township",
            "report_year": "2020",
            "deadline": "2021-01-20",
            "reason": "县政府办公室通知",
        },
    ),
    CuratedFile(
        "reviews",
        "What people decided about findings: confirmed, dismissed or explained.",
        (
            Column("finding_id", _matching("[0-9a-f]{32}", "the id of a finding: 32 hex digits"), is_required=True),
            Column("state_id", _matching("[0-9a-f]{32}", "the state of a finding: 32 hex digits")),
            Column("report_id", _REPORT_ID, is_required=True),
            Column("rule_id", _matching("[A-Z][0-9]{1,2}", "the id of a rule, such as A1"), is_required=True),
            Column("subject", _text, is_required=True),
            Column("decision", _one_of(*get_args(Decision)), is_required=True),
            Column("note", _text),
            Column("reviewer", _text, is_required=True),
            Column("reviewed_on", _past_date, is_required=True),
        ),
        {
            "finding_id": "0f343b0931126a20f133d67c2b018a3b",
            "state_id": "5d41402abc4b2a76b9719d911017c592",
            "report_id": "r0123456789abcdef",
            "rule_id": "A1",
            "subject": "column:total",
            "decision": "explained",
            "note": "单位已更正，见其网站",
            "reviewer": "王某",
            "reviewed_on": "2024-05-06",
        },
    ),
)
