"""Names of WordprocessingML elements and attributes, and how their values are read."""

import re
from functools import cache

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for its type

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# ISO 29500 "strict" documents say the same in another namespace.
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_NUMBER = re.compile(r"-?\d{1,9}(?=\.|$)")


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{NAMESPACE}}}{name}"


PARAGRAPH = w("p")
TABLE = w("tbl")
ROW = w("tr")
CELL = w("tc")
VALUE = w("val")
ALTERNATIVES = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE = f"{{{COMPATIBILITY}}}Choice"
FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
_OFF = frozenset({"0", "false", "off"})


def value_of(parent: Element | None, name: str) -> str | None:
    """The w:val of a child, or None where there is no such child or value."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VALUE)


def number_in(text: str | None, otherwise: int) -> int:
    """A whole number as attributes print it, or `otherwise`: hostile digits without end are none."""
    match = _NUMBER.match(text or "")
    return int(match.group()) if match else otherwise


def is_on(switch: Element | None) -> bool | None:
    """Whether a switch such as w:vanish is on; None where it is not there and a style may say."""
    return None if switch is None else switch.get(VALUE) not in _OFF
