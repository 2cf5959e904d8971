"""The way from a span of a page's text back to the element that holds it."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count

from ingest.readers.html.flow import Container

Place = Container | tuple[int, int, int]
"""A cell by the tag of its table and the numbers of row and cell, or an element that holds a paragraph."""


@lru_cache(maxsize=4096)
def _name_of_cell(table: int, row: int, cell: int) -> str:
    return f"table:{table}/row:{row}/cell:{cell}"


@dataclass(frozen=True)
class HtmlPlaces:
    """Places in a page. `starts` are the offsets at which paragraphs and cells begin, `places` where these are, and
    `tags` the names of the tags that part text.

    A cell is "table:T/row:R/cell:C": `document.querySelectorAll("table")[T-1].rows[R-1].cells[C-1]` in the DOM.
    Cells that have no <table> around them, and that no browser shows as such, are "(//td)[7]", counted as their tags
    stand in the source. Other text is named by the XPath of the innermost block around it, "(//p)[12]": the twelfth <p>
    of the page. Text that stands in no block is named by the one before it, "(//table)[2]/following::text()", or
    "(//body)[1]". What runs over several places is named by the first and last, joined by "..".

    Elements are counted in the tree that a browser with scripts builds (HTML standard, 13.2): hidden ones count, what
    is in <noscript> and <template> does not.
    """

    starts: Sequence[int]
    places: Sequence[Place]
    tags: Sequence[str]

    @property
    def has_text_in_no_element(self) -> bool:
        """Whether text stands directly in the page."""
        return any(isinstance(place, int) and place < 0 for place in self.places)

    def locator(self, start: int, end: int) -> str:
        """See `ingest.document.Places`."""
        if not self.places:
            return self._name(-1)
        starts = self.starts
        after = bisect_right(starts, start) or 1
        first = self.places[after - 1]
        if after == len(starts) or starts[after] >= end:
            if isinstance(first, tuple):
                table, row, cell = first
                return _name_of_cell(self._numbers[table], row, cell)
            return self._name(first)
        last = self.places[bisect_right(starts, end - 1) - 1]
        return self._name(first) if first == last else f"{self._name(first)}..{self._name(last)}"

    def _name(self, place: Place) -> str:
        if isinstance(place, tuple):
            table, row, cell = place
            return _name_of_cell(self._numbers[table], row, cell)
        if place == -1:
            return "(//body)[1]"
        if place < 0:
            return f"{self._name(-place - 2)}/following::text()"
        return f"(//{self.tags[place]})[{self._numbers[place]}]"

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of each tag's element among those of its name."""
        counters: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
        if "noscript" not in self.tags:
            return [next(counters[tag]) for tag in self.tags]
        counts: Counter[str] = Counter()
        numbers = []
        outside = 0
        for tag in self.tags:
            if tag.removeprefix("/") == "noscript":
                outside += 1 if tag == "noscript" else -1
            counts[tag] += not outside
            numbers.append(counts[tag])
        return numbers
