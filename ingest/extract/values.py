"""Printed cells to values: counts, amounts with their unit, and the marks that stand for no value."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.extract.canonical import INVISIBLE

CNY_PER: dict[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}

# No leading zeros: "0000000" is a row of cells that lost their separators, not a number.
_NUMBER = r"[+\-–]?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?"
_AMOUNT_UNIT = r"亿元|万元|元"
_COUNT_UNIT = r"[件条项个份宗次部篇例]"
VALUE = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:(?P<amount>{_AMOUNT_UNIT})(?:人民币)?|{_COUNT_UNIT})?\s*(?P<note>\([^()]*\))?"
)
# A unit of money in parentheses, as headers and cells print it: (万元), (单位:万元).
UNIT_NOTE = re.compile(r"\((?:[^()]*?单位)?\s*[::]?\s*(亿元|万元|元)\s*\)")
# Words in a note that turn the number before it into another one: 57(减).
_CHANGES_THE_NUMBER = re.compile(r"[减降负亏元万亿千百%约余多]")
# What an organ prints to say that the cell does not apply to it.
NOT_APPLICABLE = re.compile(r"[/\\]{1,3}|[-–—―─_]{1,4}|无|不涉及|不适用|N/?A", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A number as printed in a cell; `amount_unit` is 元, 万元 or 亿元 when the cell itself says so."""

    number: Decimal
    amount_unit: str | None


def read_value(text: str) -> PrintedValue | None:
    """Read canonical cell text that is wholly a number with an optional unit and parenthesised note, else None.

    "-57", "+43", "1,800", "61883.4万元", "12(万元)" and "55(含自然失效 29 件)" are numbers; "约30", "30余", "3万" and
    "57(减)" are not.
    """
    match = VALUE.fullmatch(text.replace(INVISIBLE, "").strip())
    if match is None:
        return None
    note = match["note"] or ""
    unit = UNIT_NOTE.fullmatch(note)
    if (_CHANGES_THE_NUMBER.search(note) and not unit) or (unit and match["amount"]):
        return None
    number = Decimal(match["number"].replace(",", "").replace("–", "-"))
    return PrintedValue(number + 0, unit[1] if unit else match["amount"])


def is_not_applicable(text: str) -> bool:
    """Whether canonical cell text is a dash, a slash, 无 or the like: a statement that there is no value."""
    return NOT_APPLICABLE.fullmatch(text.replace(INVISIBLE, "").strip()) is not None
