"""Automatic numbers of paragraphs (一、 (一) 1.): Word shows them and stores only how they are counted.

Counting follows ECMA-376 part 1, 17.9: levels count on in one abstract definition, a deeper level begins again behind a
higher one, and a definition may begin again by an override. What cannot be written with certainty is left out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.word.names import ALTERNATIVES, VALUE, Element, number_in, value_of, w
from ingest.readers.word.styles import Styles

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _chinese(number: int) -> str | None:
    """一 to 九十九; beyond it the formats differ from one another."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return None
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str | None:
    if not 0 < number < 40:
        return None
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _from(first: str, count: int) -> Callable[[int], str | None]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else None


def _lower_roman(number: int) -> str | None:
    written = _roman(number)
    return written and written.lower()


# Only what ECMA-376 part 1, 17.18.59 fixes for these numbers.
_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({code: code + 0xFEE0 for code in range(48, 58)}),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda number: _DIGITS[number] if 0 < number < 10 else None,
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[number - 1] if 0 < number <= 10 else None,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "upperLetter": _from("A", 26),
    "lowerLetter": _from("a", 26),
    "upperRoman": _roman,
    "lowerRoman": _lower_roman,
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    suffix: str
    is_decimal_throughout: bool
    restarts_behind: int
    style: str | None


def _level(element: Element, index: int) -> _Level:
    return _Level(
        start=number_in(value_of(element, "start"), 0),
        # A format of its own ("001") stands among alternatives; where none is named, it is decimal.
        format=value_of(element, "numFmt") or ("decimal" if element.find(ALTERNATIVES) is None else ""),
        text=value_of(element, "lvlText") or "",
        suffix="" if value_of(element, "suff") == "nothing" else " ",
        is_decimal_throughout=element.find(w("isLgl")) is not None,
        restarts_behind=number_in(value_of(element, "lvlRestart"), index),
        style=value_of(element, "pStyle"),
    )


def _levels(parent: Element | None) -> dict[int, _Level]:
    found = {}
    for element in () if parent is None else parent.findall(w("lvl")):
        index = number_in(element.get(w("ilvl")), -1)
        if 0 <= index < _LEVELS:
            found[index] = _level(element, index)
    return found


@dataclass(frozen=True, slots=True)
class _Definition:
    """A w:num: the abstract definition that it counts in, its levels, and where its overrides begin again."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of one document; `number` must be asked for each in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        abstracts = {} if root is None else {a.get(w("abstractNumId"), ""): a for a in root.findall(w("abstractNum"))}
        of_style = {name: a for a in abstracts.values() if (name := value_of(a, "styleLink"))}
        self._definitions: dict[str, _Definition] = {}
        for num in () if root is None else root.findall(w("num")):
            abstract = abstracts.get(value_of(num, "abstractNumId") or "")
            if abstract is not None and (link := value_of(abstract, "numStyleLink")):
                abstract = of_style.get(link)
            if abstract is None:
                continue
            levels, starts = _levels(abstract), {}
            for override in num.findall(w("lvlOverride")):
                index = number_in(override.get(w("ilvl")), -1)
                levels |= {i: level for i, level in _levels(override).items() if i == index}
                if (start := value_of(override, "startOverride")) is not None:
                    starts[index] = number_in(start, 0)
            name = abstract.get(w("abstractNumId"), "")
            self._definitions[num.get(w("numId"), "")] = _Definition(name, levels, starts)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph_properties: Element | None) -> str:
        """What Word writes before the paragraph ("一、", "1. "), or "" where that is nothing or not certain."""
        if not self._definitions:
            return ""
        found = {} if paragraph_properties is None else {child.tag: child for child in paragraph_properties}
        mark, own, named = found.get(w("rPr")), found.get(w("numPr")), found.get(w("pStyle"))
        style = None if named is None else named.get(VALUE)
        name, index = self._styles.numbering(style)
        is_deleted = mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)
        if is_deleted or (own is None and name is None):
            return ""
        is_of_style = value_of(own, "numId") is None
        name = value_of(own, "numId") or name
        definition = self._definitions.get(name or "")  # numId 0 takes a number away, and is never defined
        if name is None or definition is None:
            return ""
        if (level := value_of(own, "ilvl")) is not None:
            index = number_in(level, 0)
        elif is_of_style and style is not None:
            chain = [style_id for style_id, _ in self._styles.chain(style)]
            linked = (i for i, known in definition.levels.items() if known.style in chain)
            index = next(linked, index)
        index = index or 0
        self._count(name, definition, index)
        return self._written(definition, index)

    def _count(self, name: str, definition: _Definition, index: int) -> None:
        counts = self._counts.setdefault(definition.abstract, {})
        known = definition.levels.get(index)
        if index in definition.starts and (name, index) not in self._begun:
            counts[index] = definition.starts[index]
        elif index in counts:
            counts[index] += 1
        else:
            counts[index] = known.start if known else 1
        self._begun.add((name, index))
        for deeper in [i for i in counts if i > index]:
            level = definition.levels.get(deeper)
            if level is None or (level.restarts_behind and index < level.restarts_behind):
                del counts[deeper]

    def _written(self, definition: _Definition, index: int) -> str:
        level = definition.levels.get(index)
        if level is None or level.format in ("bullet", "none") or not level.text:
            return ""
        counts = self._counts[definition.abstract]
        written = level.text
        for place in sorted(set(_PLACEHOLDER.findall(level.text))):
            at = int(place) - 1
            shown = definition.levels.get(at)
            if shown is None or at > index:
                return ""
            name = "decimal" if level.is_decimal_throughout else shown.format
            number = _FORMATS[name](counts.get(at, shown.start)) if name in _FORMATS else None
            if number is None:
                return ""
            written = written.replace(f"%{place}", number)
        return written + level.suffix
