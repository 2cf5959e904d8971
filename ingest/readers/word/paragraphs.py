"""The text of a paragraph as Word shows it: without deletions, hidden text, field codes and the XML around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.word.names import (
    ALTERNATIVES,
    CELL,
    CHOICE,
    FALLBACK,
    MATH,
    PARAGRAPH,
    TABLE,
    Element,
    value_of,
    w,
)
from ingest.readers.word.styles import Look, Styles

# What stands for a picture or formula: it may show a digit, so that the text around it is no number.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_STRIKE = "\N{COMBINING LONG STROKE OVERLAY}"
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{4,5}")
_RAISED = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_TEXT, _RUN, _PROPERTIES, _FIELD = w("t"), w("r"), w("rPr"), w("fldChar")
_TEXT_BOX, _SYMBOL = w("txbxContent"), w("sym")
_MATHEMATICS, _MATHEMATICAL_RUN, _MATHEMATICAL_TEXT = (f"{{{MATH}}}{name}" for name in ("oMath", "r", "t"))
_INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",  # a soft hyphen (w:softHyphen) shows nothing
}
# Nothing of these is shown: deletions, what was moved away, properties, the reading above a word, field codes.
_NOT_SHOWN = frozenset(
    map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "instrText", "delText", "ffData", "sectPr"))
) | {FALLBACK}
# Blocks of a paragraph that are no part of its line.
_BLOCKS = frozenset({PARAGRAPH, TABLE, CELL})


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph shows, the text boxes that it holds, and whether a picture is anchored in it."""

    text: str
    boxes: list[Element] = field(default_factory=list)
    has_picture: bool = False


class _Fields:
    """Which of the nested fields that are open still stand in their code; only their results are shown."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    @property
    def is_code(self) -> bool:
        return any(self._open)

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()


def read_paragraph(paragraph: Element, styles: Styles, picture: str = OBJECT) -> ParagraphText:
    """The text of a w:p; `picture` stands for one in its line.

    Line breaks in it are line feeds, what is struck out bears a stroke, and raised or lowered digits are other ones.
    """
    found = ParagraphText("")
    found.text = "".join(_pieces(paragraph, styles, picture, found))
    return found


def _pieces(paragraph: Element, styles: Styles, picture: str, found: ParagraphText) -> Iterator[str]:
    style = value_of(paragraph.find(w("pPr")), "pStyle")
    fields = _Fields()
    waiting: list[tuple[Iterator[Element], Look]] = [(iter(paragraph), Look())]
    while waiting:
        children, look = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            continue
        tag = child.tag
        if tag == _RUN:
            waiting.append((iter(child), styles.look(child.find(_PROPERTIES), style)))
        elif tag == _FIELD:
            fields.meet(child.get(w("fldCharType")))
        elif tag == _TEXT_BOX:
            found.boxes.append(child)
        elif tag in _NOT_SHOWN or tag in _BLOCKS:
            continue
        elif tag == ALTERNATIVES:
            waiting.append((iter(_alternative(child)), look))
        elif tag in _FIXED or tag in (_TEXT, _SYMBOL, _MATHEMATICS, _INLINE):
            if not look.is_hidden and not fields.is_code:
                yield picture if tag == _INLINE else _shown(child, look)
            found.has_picture = found.has_picture or tag == _INLINE
        else:
            found.has_picture = found.has_picture or tag.endswith(("}blip", "}imagedata"))
            waiting.append((iter(child), look))


def _alternative(alternatives: Element) -> list[Element]:
    """The content of one of several ways to say the same: the first that is offered, else the one to fall back on."""
    best = alternatives.find(CHOICE)
    best = alternatives.find(FALLBACK) if best is None else best
    return [] if best is None else list(best)


def _shown(element: Element, look: Look) -> str:
    if element.tag == _TEXT:
        text = element.text or ""
    elif element.tag == _SYMBOL:
        text = _symbol(element)
    elif element.tag == _MATHEMATICS:
        text = _formula(element)
    else:
        return _FIXED[element.tag]
    if look.raised in _RAISED:
        text = text.translate(_RAISED[look.raised])
    return "".join(letter + _STRIKE for letter in text) if look.is_struck else text


def _symbol(element: Element) -> str:
    """A character of a symbol font stays in the private use area: what it shows is known to that font only."""
    code = element.get(w("char")) or ""
    number = int(code, 16) if _HEXADECIMAL.fullmatch(code) else 0
    return chr(number) if number > 32 and not 0xD800 <= number < 0xE000 else OBJECT


def _formula(element: Element) -> str:
    """A formula that is a plain line of text; a fraction or power cannot be written in one."""
    if any(child.tag != _MATHEMATICAL_RUN for child in element):
        return OBJECT
    return "".join(text.text or "" for text in element.iter(_MATHEMATICAL_TEXT))
