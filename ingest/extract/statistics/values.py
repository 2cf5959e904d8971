"""What is printed in the cells of a statistics sheet: units, and values in them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.extract.canonical import INVISIBLE
from ingest.extract.statistics.headers import squashed
from ingest.extract.values import CNY_PER, PrintedValue, is_not_applicable, read_value
from ingest.report import CellStatus, can_be_held

_COUNTED = "人次|条次|件次|场次|篇次|个次|小时|[条件次人个份篇项期场起宗批部本册家处名例封位户类张页台天]"
ONE_UNIT = rf"(?:百|千|万|亿)?(?:{_COUNTED})"
_UNIT = re.compile(rf"{ONE_UNIT}(?:[/、或]{ONE_UNIT}|\({ONE_UNIT}\))?|(?:人民币)?(?:亿|万|千|百)?元|%|‰")
_NO_UNIT = re.compile(r"[-–—―─_/\\~]{0,8}|无")
_UNIT_IN_LABEL = re.compile(r"\((?:计量)?(?:单位[::]?)?([^()]{1,6})\)$")
_UNIT_IN_CELL = re.compile(rf"(?<=\d)({ONE_UNIT})$")
_DIGITS = re.compile(r"[\d,.+\-]+")
_MONEY_WORDS = re.compile(r"费用|经费|金额|收费|资金|款")
_WHOLE = re.compile(rf"(?:{_COUNTED})(?:[/、或(].*)?")


@dataclass(frozen=True, slots=True)
class StatisticValue:
    """A printed cell: its value in `unit` (CNY, the printed one, or "count"), or the status that says why it has none.

    `problem` is the code of an issue, or None.
    """

    value: Decimal | None
    unit: str
    status: CellStatus
    problem: str | None = None


def is_unit(text: str) -> bool:
    """Whether canonical text is a unit: 条, 人次, 万元, 件(次)."""
    return _UNIT.fullmatch(squashed(text)) is not None


def is_no_unit(text: str) -> bool:
    """Whether canonical text stands where a unit would and says that there is none: nothing, or a dash."""
    return _NO_UNIT.fullmatch(squashed(text)) is not None


def unit_in_label(label: str) -> str | None:
    """The unit that a canonical label ends with in parentheses, "收取费用(万元)"."""
    match = _UNIT_IN_LABEL.search(squashed(label))
    return match[1] if match and is_unit(match[1]) else None


def is_money(unit: str) -> bool:
    """Whether a unit is one of money, of any size."""
    return unit.endswith("元")


def read_statistic(text: str, unit: str, label: str) -> StatisticValue:
    """Read canonical cell text in a row of this canonical unit ("" where none is printed) and label."""
    printed = text.replace(INVISIBLE, "").strip()
    of_row = "CNY" if is_money(unit) else unit or "count"
    if not printed:
        return StatisticValue(None, of_row, "blank")
    if is_not_applicable(printed):
        return StatisticValue(None, of_row, "not_applicable")
    own = _UNIT_IN_CELL.search(squashed(printed))
    if own and unit and own[1] != unit:
        return StatisticValue(None, of_row, "ambiguous", "unreadable_value")
    number = read_value(squashed(printed).removesuffix(own[1]) if own else printed)
    if number is None:
        status: CellStatus = "ambiguous" if _DIGITS.fullmatch(printed) else "unreadable"
        return StatisticValue(None, of_row, status, "unreadable_value")
    if number.amount_unit or is_money(unit):
        return _amount(number, unit)
    if not unit and not own and number.number and _MONEY_WORDS.search(label):
        return StatisticValue(None, of_row, "ambiguous", "unit_not_printed")
    is_whole = number.number == number.number.to_integral_value()
    if not can_be_held(number.number) or not (is_whole or (unit and not _WHOLE.fullmatch(unit))):
        return StatisticValue(None, of_row, "unreadable", "unreadable_value")
    return StatisticValue(number.number, of_row if unit or not own else own[1], "reported")


def _amount(printed: PrintedValue, unit: str) -> StatisticValue:
    of_row = unit.removeprefix("人民币")
    if printed.amount_unit and of_row and printed.amount_unit != of_row:
        return StatisticValue(None, "CNY", "ambiguous", "unreadable_value")
    size = CNY_PER.get(printed.amount_unit or of_row)
    if size is None:  # 千元: too rare to be told from a misprint
        return StatisticValue(None, "CNY", "ambiguous", "unit_not_printed")
    value = printed.number * size
    if not can_be_held(value):
        return StatisticValue(None, "CNY", "unreadable", "unreadable_value")
    return StatisticValue(value, "CNY", "reported")
