"""Years and dates as reports print them: 2021-01-29, 2021年1月29日, 2021/1/29, 二〇二一年一月二十九日."""

import re
from datetime import date

from ingest.extract.numerals import read_chinese

_ZERO = "〇○零O0"
# A year, in canonical text. Digits may follow: dumps lose characters, and 2020年1月1日 becomes 202011日.
YEAR = rf"(?:20(?<!\d20)[0-4]\d|二[{_ZERO}][{_ZERO}一二三四][{_ZERO}一二三四五六七八九])"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
# What ends a day: no digit; or a time that lost the space before it, if that leaves one reading: 2021-03-2918:26.
_END_OF_DAY = r"(?:(?!\d)|(?<=[-/.]\d\d[-/.]\d\d)(?=\d\d:\d\d))"
DATE = rf"{YEAR}\s*(?:[-/.]|年)\s*{_NUMBER}\s*(?:[-/.]|月)\s*{_NUMBER}{_END_OF_DAY}"
_DATE = re.compile(
    rf"(?P<year>{YEAR})\s*(?:[-/.]|年)\s*(?P<month>{_NUMBER})\s*(?:[-/.]|月)\s*(?P<day>{_NUMBER}){_END_OF_DAY}"
)
_COMPACT_DATE = re.compile(r"(20[0-4]\d)(\d\d)(\d\d)(?!\d)")
_DIGITS = str.maketrans(dict.fromkeys("〇○零O", "0") | {c: str(i + 1) for i, c in enumerate("一二三四五六七八九")})


def year_of(printed: str) -> int:
    """The number of a year printed as `YEAR` allows."""
    return int(printed.translate(_DIGITS))


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return read_chinese(printed.replace("廿", "二十")) or 0


def date_at(text: str, position: int = 0) -> date | None:
    """The date that canonical text has at a position, or None where there is none, or no such day (2021-13-45)."""
    printed = _DATE.match(text, position)
    if printed is None:
        return None
    try:
        return date(year_of(printed["year"]), _number(printed["month"]), _number(printed["day"]))
    except ValueError:
        return None


def declared_date(value: str) -> date | None:
    """The date that a meta tag declares: as above, or without separators (20210129171600)."""
    plain = value.strip()
    if compact := _COMPACT_DATE.match(plain):
        plain = "-".join(compact.groups())
    return date_at(plain)
