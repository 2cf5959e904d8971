"""The layout of grids: their labels, spans and order, which recur from report to report, without what differs.

Which place of a grid is which cell of the form follows from its layout alone, so it is decided once for each layout and
kept as a plan; reading another report of the same layout takes its values only. A layout is made of the words of a grid
and of where they stand: every number in it is a 0 and every mark a /, so that no plan can depend on a number. It holds
no text around the grids, no year and no other table either: what follows from those is no part of a plan.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache, wraps
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar, cast

from ingest.document import Grid
from ingest.extract.canonical import INVISIBLE
from ingest.extract.labels import match_label
from ingest.extract.remembered import remembered
from ingest.extract.tokens import Event, is_unit
from ingest.extract.values import is_not_applicable, read_value

_LONGEST_COMMON_CELL = 80
_WORDS = re.compile(r"[\u4e00-\u9fff]")
# A number and a mark for all of them. Both read as what they stand for, so no words can be taken for them.
_NUMBER, _MARK = "0", "/"
# More than all tables of a report together have (600 places, 3,000 characters); a page made to fill the memory is
# read, and forgotten.
_MOST_LAYOUTS = 256
_MOST_PLACES = 1_000
_MOST_CHARACTERS = 10_000

_Planner = TypeVar("_Planner", bound=Callable[..., object])


class Layout(NamedTuple):
    """Grids that go on with each other. `grids` has the number of the cell in each place of each row of each of them,
    `texts` what stands in each cell without white space around it: words as they are, 0 for a number, / for a mark.
    """

    grids: tuple[tuple[tuple[int, ...], ...], ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The texts of all cells, which the events are spans of."""
        return "\n".join(self.texts)

    def events(self) -> list[Event | None]:
        """What stands in each cell, None for an empty one, as spans of `text`."""
        starts = accumulate((len(text) + 1 for text in self.texts), initial=0)
        return _moved(starts, [_standing_in(text)[1] for text in self.texts])

    @property
    def is_usual(self) -> bool:
        """Whether it is no larger than the tables of a report."""
        places = sum([len(row) for grid in self.grids for row in grid])
        return places <= _MOST_PLACES and len("".join(self.texts)) <= _MOST_CHARACTERS


class LaidOut(NamedTuple):
    """Grids of one document that go on with each other: their layout, and what a document has of its own.

    `cells` are the events in the document's text by the numbers of the cells in the layout, None for an empty cell;
    `spans` those of the grids; `above` where the text between each grid and the one before it stands.
    """

    layout: Layout
    cells: Sequence[Event | None]
    spans: Sequence[tuple[int, int]]
    above: Sequence[tuple[int, int]]


def planned(plan: _Planner) -> _Planner:
    """A decorator of functions of a layout that keeps their plans for the layouts last met.

    What else such a function is given is part of the key, and it has nothing but that to go by; what it gives cannot be
    changed.
    """
    known = lru_cache(maxsize=_MOST_LAYOUTS)(plan)

    @wraps(plan)
    def planning(layout: Layout, *others: Hashable) -> object:
        return known(layout, *others) if layout.is_usual else plan(layout, *others)

    return cast("_Planner", planning)


@remembered(longest=_LONGEST_COMMON_CELL)
def _standing_in(content: str) -> tuple[str, Event | None]:
    """What a layout has for a cell with this text, and what stands in it, as if the cell began at 0."""
    stripped = content.strip()
    plain = stripped.replace(INVISIBLE, "")
    if not plain:
        return "", None
    start = content.index(stripped)
    end = start + len(stripped)
    if is_not_applicable(plain):
        return _MARK, Event("mark", start, end)
    if read_value(plain):
        return _NUMBER, Event("value", start, end)
    match = match_label(plain)
    return stripped, Event("label" if match else "unit" if is_unit(content) else "text", start, end, match)


def _moved(starts: Iterable[int], standing: Iterable[Event | None]) -> list[Event | None]:
    """What stands in cells, as where these begin at `starts`."""
    # Made as a tuple, an event takes half the time; a page has 250.
    return [
        event and tuple.__new__(Event, (event[0], low + event[1], low + event[2], event[3]))
        for low, event in zip(starts, standing, strict=False)
    ]


def continues(above: tuple[int, int], text: str) -> bool:
    """Whether a grid goes on with the one before: no words stand `above` it, at most the number of a page."""
    return not _WORDS.search(text, *above)


def lay_out(grids: Sequence[Grid], text: str) -> list[LaidOut]:
    """The grids of a document over its canonical `text`, those that go on with each other together."""
    spans = [grid.span for grid in grids]
    above = [(end, start) for (_, end), (start, _) in pairwise([(0, 0), *spans])]
    first = [number for number, gap in enumerate(above) if number == 0 or not continues(gap, text)]
    return [
        _laid_out(grids[low:high], spans[low:high], above[low:high], text)
        for low, high in pairwise([*first, len(grids)])
    ]


def _laid_out(
    grids: Sequence[Grid], spans: Sequence[tuple[int, int]], above: Sequence[tuple[int, int]], text: str
) -> LaidOut:
    numbers: dict[tuple[int, int], int] = {}
    number = numbers.setdefault
    shapes = tuple(
        [tuple([tuple([number(span, len(numbers)) for span in row]) for row in grid.rows]) for grid in grids]
    )
    contents = [_standing_in(text[low:high]) for low, high in numbers]
    cells = _moved([low for low, _ in numbers], [event for _, event in contents])
    return LaidOut(Layout(shapes, tuple([standing for standing, _ in contents])), cells, spans, above)
