"""The way from a span of a page's text back to the element that holds it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[str, int] | tuple[int, int, int]
"""A cell by table, row and cell, or an element by its name and number (see `ingest.readers.html_flow.Container`)."""


@dataclass(frozen=True, slots=True)
class HtmlPlaces:
    """Places in a page. `starts` are the offsets at which paragraphs and cells begin, `places` where these are.

    A cell is "table:T/row:R/cell:C": `document.querySelectorAll("table")[T-1].rows[R-1].cells[C-1]` in the DOM.
    Other text is named by the XPath of the innermost block around it, "(//p)[12]": the twelfth <p> of the page. Text
    that stands in no block is named by the one before it, "(//table)[2]/following::text()". What runs over several
    places is named by the first and last, joined by "..".

    Elements are counted in the tree that a browser with scripts builds (HTML standard, 13.2): hidden ones count, what
    is in <noscript> and <template> does not.
    """

    starts: Sequence[int]
    places: Sequence[Place]

    def locator(self, start: int, end: int) -> str:
        """See `ingest.document.Places`."""
        first, last = self._at(start), self._at(max(start, end - 1))
        return _name(first) if first == last else f"{_name(first)}..{_name(last)}"

    def _at(self, offset: int) -> Place:
        return self.places[max(0, bisect_right(self.starts, offset) - 1)] if self.places else ("body", 1)


def _name(place: Place) -> str:
    if len(place) == 3:
        table, row, cell = place
        return f"table:{table}/row:{row}/cell:{cell}"
    element, number = place
    return f"(//{element[1:]})[{number}]/following::text()" if element[0] == ">" else f"(//{element})[{number}]"
