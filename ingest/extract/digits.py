"""Digits that lost the separators of their cells: "713000074" for 71, 3, 0, 0, 0, 0, 74.

Such a run is cut by solving the sums that the form itself demands (勾稽关系): the total of a row is the sum of its
parts, and columns balance. Numbers have no leading zeros, and every cell holds one: text of this kind shows no blank,
so where a row has fewer digits than cells, some are lost, and the whole table is left alone. One solution is a reading;
several, or none, are not. The work is bounded; what exceeds the bound is undecided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from operator import add, sub

from ingest.extract.tokens import Event
from ingest.forms import CellKey, Identity

# Fifteen cells of up to three digits, seven of up to six; anything longer is no row of counts.
_LONGEST_RUN = 48
_MOST_CUTS = 2_000
_MOST_STEPS = 50_000
_MOST_READINGS = 5_000
# A printed error leaves its row without a solution; with more of them something else is wrong with the table.
_UNSOLVED_ROWS = 2
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a run: the places of its numbers in the text, and their values."""

    spans: tuple[Span, ...]
    values: tuple[int, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The numbers, each as a value that stands alone."""
        return tuple(Event("value", start, end) for start, end in self.spans)

    def __str__(self) -> str:
        """The numbers with spaces between them."""
        return " ".join(map(str, self.values))


@dataclass(frozen=True, slots=True)
class GluedRow:
    """The digits behind one label, in pieces between which a separator is printed; `keys` are its cells in order.

    `may_end_in_ordinal` says that the last digit may number the label behind it ("00000005属于三类…").
    """

    keys: tuple[CellKey, ...]
    pieces: tuple[Span, ...]
    may_end_in_ordinal: bool = False

    @property
    def digits(self) -> int:
        """How many digits are printed."""
        return sum(end - start for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found for one row: its cut, or None and why, with some of the cuts in question."""

    cut: Cut | None
    reason: str = ""


def digit_pieces(slots: Sequence[Event], text: str) -> tuple[Span, ...] | None:
    """The places of some slots if all of them are made of digits alone, else None."""
    contents = [text[slot.start : slot.end] for slot in slots if slot.is_slot]
    if not contents or len(contents) < len(slots) or not all(c.isascii() and c.isdigit() for c in contents):
        return None
    return tuple((slot.start, slot.end) for slot in slots)


def zeros(pieces: Sequence[Span], text: str, count: int) -> tuple[Event, ...] | None:
    """The cells of a run that is nothing but one zero for each of `count` cells; no sum is needed to cut that."""
    places = [place for start, end in pieces for place in range(start, end)]
    if len(places) != count or any(text[place] != "0" for place in places):
        return None
    return tuple(Event("value", place, place + 1) for place in places)


# --- one run


class _BoundExceededError(Exception):
    """There are too many ways to look at all of them."""


def _numbers_from(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The numbers that may begin at `start`: (where they end, their value)."""
    if text[start] == "0":
        yield start + 1, 0
        return
    for stop in range(start + 1, end + 1):
        yield stop, int(text[start:stop])


def _sums_by_place(keys: Sequence[CellKey], sums: Sequence[Identity]) -> dict[int, tuple[int, ...]]:
    """The sums within a row by the place of the cell that completes them, the total: {6: (0, 1, 2, 3, 4, 5)}."""
    places = {key: place for place, key in enumerate(keys)}
    return {places[s.actual[0]]: tuple(places[key] for key in s.expected) for s in sums}


def _cuts(text: str, pieces: Sequence[Span], count: int, sums: Mapping[int, tuple[int, ...]]) -> Iterator[Cut]:
    """All ways to cut the pieces in `count` numbers that agree with `sums`. Raises _BoundExceededError."""
    after = [sum(end - start for start, end in pieces[index + 1 :]) for index in range(len(pieces))]
    steps = 0
    # The piece, the position in it, and the numbers so far.
    open_ways: list[tuple[int, int, Cut]] = [(0, pieces[0][0], Cut((), ()))]
    while open_ways:
        index, position, so_far = open_ways.pop()
        steps += 1
        if steps > _MOST_STEPS:
            raise _BoundExceededError
        place = len(so_far.values)
        if position == pieces[index][1]:
            index += 1
            if index == len(pieces):
                if place == count:
                    yield so_far
                continue
            position = pieces[index][0]
        end = pieces[index][1]
        if place == count or end - position + after[index] < count - place:
            continue
        for stop, value in _numbers_from(text, position, end):
            if place in sums and value != sum(so_far.values[part] for part in sums[place]):
                continue
            open_ways.append((index, stop, Cut((*so_far.spans, (position, stop)), (*so_far.values, value))))


def _ways(row: GluedRow, text: str, sums: Sequence[Identity]) -> list[Cut]:
    """Every way to cut a row that agrees with `sums` within it. Raises _BoundExceededError."""
    if row.digits > _LONGEST_RUN:
        raise _BoundExceededError
    readings = [row.pieces]
    start, end = row.pieces[-1]
    if row.may_end_in_ordinal:
        readings.append((*row.pieces[:-1], (start, end - 1)) if end - start > 1 else row.pieces[:-1])
    by_place = _sums_by_place(row.keys, sums)
    found: list[Cut] = []
    for pieces in filter(None, readings):
        found += islice(_cuts(text, pieces, len(row.keys), by_place), _MOST_CUTS + 1)
    if len(found) > _MOST_CUTS:
        raise _BoundExceededError
    return found


def _only(cuts: Sequence[Cut]) -> Solution:
    if len(cuts) == 1:
        return Solution(cuts[0])
    if not cuts:
        return Solution(None, "no way to cut its digits agrees with the sums of the form")
    shown = " or ".join(str(cut) for cut in cuts[:4]) + (f" or {len(cuts) - 4} more" if len(cuts) > 4 else "")
    return Solution(None, f"its digits can be cut in {len(cuts)} ways: {shown}")


def solve_run(row: GluedRow, text: str, sums: Sequence[Identity]) -> Solution:
    """Cut one row by the sums within it, as the fifteen cells of the legal table are bound (L1)."""
    try:
        return _only(_ways(row, text, sums))
    except _BoundExceededError:
        return Solution(None, "there are too many ways to cut its digits")


# --- a table of runs


def solve_table(
    rows: Sequence[GluedRow], known: Mapping[CellKey, int], text: str, sums: Sequence[Identity]
) -> list[Solution]:
    """Cut the rows of a table that are bound by sums within rows and by sums over rows; `known` has its other cells.

    A row is cut where all readings of the table that break the fewest sums agree on it, and where no other way to cut
    that row alone, a wrong total in it granted, explains the table as well. A row whose own sum is printed wrong is cut
    if the sums over rows settle it.
    """
    if any(row.digits - row.may_end_in_ordinal < len(row.keys) for row in rows):
        return [Solution(None, "fewer digits than cells are printed in this table")] * len(rows)
    within = [[s for s in sums if set(s.actual + s.expected) <= set(row.keys)] for row in rows]
    inner = {id(s) for own in within for s in own}
    ways, too_many = _ways_of_rows(rows, within, text)
    unsolved = [i for i, cuts in enumerate(ways) if not cuts and i not in too_many]
    if len(unsolved) > _UNSOLVED_ROWS:
        return [Solution(None, "most rows have no reading that agrees with the sums of the form")] * len(rows)
    table = _Columns(rows, known, [s for s in sums if id(s) not in inner])
    best, broken = table.best_readings(ways)
    solutions = [_only(list(dict.fromkeys(cut for reading in best if (cut := reading[i])))) for i in range(len(rows))]
    if len(best) == 1 and len(unsolved) == 1 and not too_many:
        solutions[unsolved[0]] = table.settled_by_columns(unsolved[0], best[0], text)
    elif broken:
        solutions = [table.or_doubted(i, best[0], broken, text) or solution for i, solution in enumerate(solutions)]
    return [_only(too_many[i]) if too_many.get(i) else s for i, s in enumerate(solutions)]


def _ways_of_rows(
    rows: Sequence[GluedRow], sums: Sequence[Sequence[Identity]], text: str
) -> tuple[list[list[Cut]], dict[int, list[Cut]]]:
    """The ways to cut each row by its own sums, and, left out of them, those of rows with so many that trying all
    together would take too long (empty where they could not even be counted).
    """
    ways: list[list[Cut]] = []
    too_many: dict[int, list[Cut]] = {}
    for index, (row, own) in enumerate(zip(rows, sums, strict=True)):
        try:
            ways.append(_ways(row, text, own))
        except _BoundExceededError:
            ways.append([])
            too_many[index] = []
    while prod(len(cuts) or 1 for cuts in ways) > _MOST_READINGS:
        largest = max(range(len(ways)), key=lambda i: len(ways[i]))
        too_many[largest], ways[largest] = ways[largest], []
    return ways, too_many


Reading = tuple[Cut | None, ...]


class _Columns:
    """The sums over rows of one table, each as what is left of it: its total less its parts, 0 where it holds."""

    def __init__(self, rows: Sequence[GluedRow], known: Mapping[CellKey, int], sums: Sequence[Identity]) -> None:
        printed = {key for row in rows for key in row.keys} | known.keys()
        # A sum with a cell that is not printed says nothing.
        self._sums = [s for s in sums if printed.issuperset(s.actual + s.expected)]
        self._rows = rows
        self._known = self._shares(known)

    def _shares(self, values: Mapping[CellKey, int]) -> list[int]:
        """What some cells add to each sum."""
        return [
            sum(values.get(key, 0) for key in s.actual) - sum(values.get(key, 0) for key in s.expected)
            for s in self._sums
        ]

    def _of_cut(self, index: int, cut: Cut) -> list[int]:
        return self._shares(dict(zip(self._rows[index].keys, cut.values, strict=True)))

    def _depends_on(self, index: int) -> list[bool]:
        keys = set(self._rows[index].keys)
        return [not keys.isdisjoint(s.actual + s.expected) for s in self._sums]

    def _left(self, reading: Reading) -> list[int]:
        left = self._known
        for index, cut in enumerate(reading):
            if cut is not None:
                left = list(map(add, left, self._of_cut(index, cut)))
        return left

    def best_readings(self, ways: Sequence[Sequence[Cut]]) -> tuple[list[Reading], int]:
        """The readings that break the fewest sums, and how many those are.

        A row without any way stays None, and no sum that it takes part in counts.
        """
        counts = [True] * len(self._sums)
        fixed = self._known
        for index, cuts in enumerate(ways):
            if not cuts:
                counts = [c and not d for c, d in zip(counts, self._depends_on(index), strict=True)]
            elif len(cuts) == 1:
                fixed = list(map(add, fixed, self._of_cut(index, cuts[0])))
        several = [index for index, cuts in enumerate(ways) if len(cuts) > 1]
        shares = {(index, cut): self._of_cut(index, cut) for index in several for cut in ways[index]}
        best: list[Reading] = []
        fewest = len(self._sums) + 1
        for choice in product(*(ways[index] for index in several)):
            left = fixed
            for index, cut in zip(several, choice, strict=True):
                left = list(map(add, left, shares[index, cut]))
            broken = sum(count and rest != 0 for count, rest in zip(counts, left, strict=True))
            if broken < fewest:
                best, fewest = [], broken
            if broken == fewest:
                chosen = dict(zip(several, choice, strict=True))
                best.append(tuple(chosen.get(i) or (cuts[0] if cuts else None) for i, cuts in enumerate(ways)))
        return best, fewest

    def settled_by_columns(self, index: int, reading: Reading, text: str) -> Solution:
        """Cut the one row whose own sum does not hold, if every one of its cells is settled by a sum over rows."""
        depends = self._depends_on(index)
        settled = {key for s, d in zip(self._sums, depends, strict=True) if d for key in s.actual + s.expected}
        nothing = Solution(None, "no way to cut its digits agrees with the sum of its row")
        if not settled.issuperset(self._rows[index].keys):
            return nothing
        left = self._left(reading)
        try:
            cuts = [c for c in _ways(self._rows[index], text, ()) if not any(map(add, left, self._of_cut(index, c)))]
        except _BoundExceededError:
            return nothing
        return Solution(cuts[0]) if len(cuts) == 1 else nothing

    def or_doubted(self, index: int, reading: Reading, broken: int, text: str) -> Solution | None:
        """A doubt about one row: another way to cut it, its total printed wrong, explains the table as well."""
        cut = reading[index]
        if cut is None:
            return None
        without = list(map(sub, self._left(reading), self._of_cut(index, cut)))
        try:
            others = [other for other in _ways(self._rows[index], text, ()) if other != cut]
        except _BoundExceededError:
            return Solution(None, "the sums of the table do not hold, and its digits can be cut in too many ways")
        for other in others:
            if sum(rest != 0 for rest in map(add, without, self._of_cut(index, other))) + 1 <= broken:
                return Solution(None, f"the sums of the table do not hold; its digits may be {cut} or {other}")
        return None
