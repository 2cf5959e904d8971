"""Styles: what they say of the numbers before paragraphs, and of characters that are hidden, raised or struck out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.readers.word.names import VALUE, Element, is_on, number_in, value_of, w

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How characters are shown. None: nothing is said, and what lies below decides."""

    is_hidden: bool | None = None
    is_struck: bool | None = None
    raised: str | None = None

    def over(self, below: "Look") -> "Look":
        """The look itself where it says something, else the one below."""
        if self is PLAIN:
            return below
        return Look(
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.is_struck if self.is_struck is None else self.is_struck,
            self.raised or below.raised,
        )


PLAIN = Look()
_HIDDEN, _STRUCK, _DOUBLY_STRUCK, _RAISED = map(w, ("vanish", "strike", "dstrike", "vertAlign"))
_SHOWING = frozenset({_HIDDEN, _STRUCK, _DOUBLY_STRUCK, _RAISED})


def _own_look(properties: Element | None) -> Look:
    if properties is None or not len(properties):
        return PLAIN
    found = {child.tag: child for child in properties if child.tag in _SHOWING}
    if not found:
        return PLAIN
    struck, doubly = is_on(found.get(_STRUCK)), is_on(found.get(_DOUBLY_STRUCK))
    raised = found.get(_RAISED)
    return Look(
        is_on(found.get(_HIDDEN)), doubly if struck is None else struck, None if raised is None else raised.get(VALUE)
    )


class Styles:
    """The styles of one document, from the root of its styles part, or None where it has none."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.findall(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._looks: dict[str, Look] = {}
        self._numberings: dict[str | None, tuple[str | None, int | None]] = {}

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """A style and those that it is based on, with their identifiers, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None or style_id is None:
                return
            yield style_id, style
            style_id = value_of(style, "basedOn")

    @cached_property
    def default_paragraph_style(self) -> str | None:
        """The style of paragraphs that name none."""
        defaults = (
            name
            for name, style in self._styles.items()
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
        )
        return next(defaults, None)

    def numbering(self, style_id: str | None) -> tuple[str | None, int | None]:
        """The number definition (w:numId) and level that a paragraph style gives, each None where it gives none."""
        if style_id not in self._numberings:
            self._numberings[style_id] = self._numbering(style_id)
        return self._numberings[style_id]

    def _numbering(self, style_id: str | None) -> tuple[str | None, int | None]:
        number: str | None = None
        level: int | None = None
        for _, style in self.chain(style_id or self.default_paragraph_style):
            properties = style.find(f"{w('pPr')}/{w('numPr')}")
            own = value_of(properties, "ilvl")
            level = level if own is None or level is not None else number_in(own, 0)
            number = number or value_of(properties, "numId")
        return number, level

    def look(self, run_properties: Element | None, paragraph_style: str | None) -> Look:
        """How the characters of a run are shown: by its own properties, its style, then that of its paragraph."""
        below = self._style_look(paragraph_style or self.default_paragraph_style)
        if run_properties is None:
            return below
        return _own_look(run_properties).over(self._style_look(value_of(run_properties, "rStyle")).over(below))

    def _style_look(self, style_id: str | None) -> Look:
        if style_id is None:
            return PLAIN
        if style_id not in self._looks:
            look = PLAIN
            for _, style in self.chain(style_id):
                look = look.over(_own_look(style.find(w("rPr"))))
            self._looks[style_id] = look
        return self._looks[style_id]
