"""Text from outside, made safe for the cell of a workbook or the paragraph of a Word file."""

import re
import unicodedata

# What Excel takes in one cell.
LONGEST_CELL = 32_767

# Controls, format characters (which turn the direction of text or are not seen), lone surrogates, line and paragraph
# separators, and code points that XML does not have.
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NOT_IN_XML = {"\ufffe", "\uffff"}
_WHITESPACE = "\t\n\v\f\r\x85"
# A spreadsheet reads _x0041_ in a string as "A"; the underscore in front is written as an escape itself.
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str, longest: int = LONGEST_CELL) -> str:
    """The text on one line, at most `longest` characters (cut ones end in "…"), every character that is not seen, turns
    others round or has no place in XML spelled out as <U+202E>.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_plain_character, text))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _plain_character(character: str) -> str:
    if character in _WHITESPACE:
        return " "
    if unicodedata.category(character) in _NEVER_SHOWN or character in _NOT_IN_XML:
        return f"<U+{ord(character):04X}>"
    return character


def lines(texts: list[str]) -> str:
    """Lines of one cell, in the length that a cell has; the texts are plain already."""
    text = "\n".join(texts)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def cell_string(text: str) -> str:
    """Plain text as the string of a cell spells it: what looks like an escape stays what it is."""
    escaped = _LOOKS_ESCAPED.sub("_x005F_", text)
    return escaped if len(escaped) <= LONGEST_CELL else f"{text[: LONGEST_CELL // 8]}…"


def string_of_cell(text: str) -> str:
    """The text that the string of a cell spells, the inverse of `cell_string`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def typed(text: str) -> str:
    """What a person typed or pasted into a cell, on one line: line breaks are blanks, what is not seen is dropped."""
    shown = "".join(
        " " if character in _WHITESPACE or unicodedata.category(character) in {"Zl", "Zp"} else character
        for character in text
        if character in _WHITESPACE or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join(shown.split())
