"""Text from outside, made safe to show in a terminal."""

import unicodedata

# Controls, format characters (which turn the direction of text), lone surrogates, line and paragraph separators.
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_WHITESPACE = "\t\n\v\f\r"


def inert(text: str) -> str:
    """The text on one line, with every character that a terminal might obey spelled out as <U+001B>."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_inert_character(character) for character in text)


def _inert_character(character: str) -> str:
    if character in _WHITESPACE:
        return " "
    if unicodedata.category(character) in _NEVER_SHOWN:
        return f"<U+{ord(character):04X}>"
    return character
