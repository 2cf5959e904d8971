"""Printed cells to values: counts, amounts with their unit, and the marks that stand for no value."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.extract.canonical import INVISIBLE

CNY_PER: dict[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}

# No leading zeros: "0000000" is a row of cells that lost their separators, not a number. No spaces between digits:
# "1 234" may be two cells as well as one. ASCII only: "1²" and "①" are no numbers.
_NUMBER = r"[+\-–]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?"
_AMOUNT_UNIT = r"亿元|万元|元"
_COUNT_UNIT = r"[件条项个份宗次部篇例起]"
VALUE = re.compile(
    rf"(?P<currency>¥)?(?P<number>{_NUMBER})\s*(?:(?P<amount>{_AMOUNT_UNIT})(?:人民币|整)?|{_COUNT_UNIT})?"
    r"\s*(?P<note>\([^()]*\))?"
)
# A unit of money in parentheses, as headers and cells print it: (万元), (单位:万元), (单位:件、万元).
UNIT_NOTE = re.compile(
    rf"\((?:[^()]*?单位)?\s*:?\s*(?:{_COUNT_UNIT}\s*[、,/]\s*)?(?:人民币)?\s*(亿元|万元|元)\s*(?:人民币)?\)"
)
# What in a note turns the number before it into another one: 57(减), 57(-), 3(万), 12(应为13).
_CHANGES_THE_NUMBER = re.compile(r"[减降负亏元万亿千百倍%‰约余多估]|应为|预计|有误|改为|更正|^\(\s*[+\-–]")
# "12.000" may be 12000 with a stop for the comma.
_THOUSANDS_OR_DECIMALS = re.compile(r"[+\-–]?[1-9][0-9]{0,2}\.000")
# What an organ prints to say that the cell does not apply to it.
NOT_APPLICABLE = re.compile(r"[/\\]{1,3}|[-–—―─_]{1,4}|无|暂无|未涉及|不涉及|不适用|N/?A", re.IGNORECASE)
# What an organ prints for a change: 减3, 增加2项, 未增未减.
_CHANGE_IN_WORDS = re.compile(
    r"(?:(?P<sign>增)加?|减少?)\s?(?P<number>\d{1,9})\s?[项个件]?|[未不无没]有?增[未不无]?减|[未无没]有?变化?|不变|持平"
)


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A number as printed in a cell; `amount_unit` is 元, 万元 or 亿元 when the cell itself says so."""

    number: Decimal
    amount_unit: str | None


def read_value(text: str) -> PrintedValue | None:
    """Read canonical cell text that is wholly a number with an optional unit and parenthesised note, else None.

    "-57", "+43", "1,800", "0.00", "61883.4万元", "¥9.5元", "12(万元)" and "55(含自然失效 29 件)" are numbers. "约30",
    "30余", "3万", "57(减)", "1 234", "00", "1.000", "¥12", "零", "①" and "1²" are not: most of them hold a number, but
    which could only be guessed.
    """
    match = VALUE.fullmatch(text.replace(INVISIBLE, "").strip())
    if match is None or (match["currency"] and not match["amount"]):
        return None
    note = match["note"] or ""
    unit = UNIT_NOTE.fullmatch(note)
    if (_CHANGES_THE_NUMBER.search(note) and not unit) or (unit and match["amount"]):
        return None
    if _THOUSANDS_OR_DECIMALS.fullmatch(match["number"]) and not (unit or match["amount"]):
        return None
    number = Decimal(match["number"].replace(",", "").replace("–", "-"))
    return PrintedValue(number.copy_abs() if number.is_zero() else number, unit[1] if unit else match["amount"])


def is_not_applicable(text: str) -> bool:
    """Whether canonical cell text is a dash, a slash, 无 or the like: a statement that there is no value."""
    return NOT_APPLICABLE.fullmatch(text.replace(INVISIBLE, "").strip()) is not None


def is_change_in_words(text: str) -> bool:
    """Whether canonical cell text says in words by how much something grew or fell (减3), or that it did not."""
    return _CHANGE_IN_WORDS.fullmatch(text.replace(INVISIBLE, "").strip()) is not None


def read_change(text: str) -> PrintedValue | None:
    """The number of a change in words by its sign, 减3 as -3; None where no number is printed (未增未减).

    Only for the column 本年增/减: elsewhere 减3 may say anything.
    """
    match = _CHANGE_IN_WORDS.fullmatch(text.replace(INVISIBLE, "").strip())
    if match is None or match["number"] is None or match["number"] != str(int(match["number"])):
        return None
    number = Decimal(match["number"])
    return PrintedValue(number if match["sign"] or not number else -number, None)
