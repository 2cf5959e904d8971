"""Digits that lost the separators of their cells: "713000074" for 71, 3, 0, 0, 0, 0, 74.

Such a run is cut by solving the sums that the form itself demands (勾稽关系): the total of a row is the sum of its
parts, and columns balance. Numbers have no leading zeros, and every cell holds one: text of this kind shows no blank,
so where a row has fewer digits than cells, some are lost, and the whole table is left alone. One solution is a reading;
several, or none, are not. The work is bounded; what exceeds the bound is undecided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from ingest.extract.tokens import Event
from ingest.forms import CellKey, Identity

# Fifteen cells of up to three digits, seven of up to six; anything longer is no row of counts.
_LONGEST_RUN = 48
_POWERS_OF_TEN = [int(10**exponent) for exponent in range(_LONGEST_RUN + 1)]
_MOST_CUTS = 2_000
_MOST_STEPS = 10_000
Span = tuple[int, int]
Numbers = tuple[tuple[int, int], ...]


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
    """The places of some slots if all of them are made of digits alone, and none of more than a row has; else None."""
    contents = [text[slot.start : slot.end] for slot in slots if slot.is_slot]
    if not contents or len(contents) < len(slots) or not all(c.isascii() and c.isdigit() for c in contents):
        return None
    if max(map(len, contents)) > _LONGEST_RUN:
        return None
    return tuple((slot.start, slot.end) for slot in slots)


def zeros(pieces: Sequence[Span], text: str, count: int) -> tuple[Event, ...] | None:
    """The cells of a run that is nothing but one zero for each of `count` cells; no sum is needed to cut that."""
    places = [place for start, end in pieces for place in range(start, end)]
    if len(places) != count or any(text[place] != "0" for place in places):
        return None
    return tuple(Event("value", place, place + 1) for place in places)


# --- one run


class BoundExceededError(Exception):
    """There are too many ways to cut a run to look at all of them."""


def _groups(keys: Sequence[CellKey], sums: Sequence[Identity]) -> list[int] | None:
    """How many cells each sum within a row takes, its total last, if they run through the row one after another."""
    groups = []
    position = 0
    for identity in sums:
        size = len(identity.expected) + 1
        if (*identity.expected, *identity.actual) != tuple(keys[position : position + size]):
            return None
        groups.append(size)
        position += size
    return groups if position == len(keys) else None


def _may_add_up(digits: int, count: int, total: int) -> bool:
    """Whether so many digits can make so many numbers with this total: the longest number sets the bounds.

    It has an equal share of the digits at least; at most it has all that the others leave, a digit for each of them.
    """
    share, longest = -(-digits // count), digits - count + 1
    return _POWERS_OF_TEN[share - 1] <= max(total, 1) and total < _POWERS_OF_TEN[longest] + 9 * (count - 1)


class _Search:
    """All ways to cut some pieces, with a bound on the work; what was found for a part is kept."""

    def __init__(self, text: str, pieces: Sequence[Span]) -> None:
        # The digits of all pieces as one string, with the place of each and where its piece ends.
        self.digits = "".join(text[start:end] for start, end in pieces)
        self._places = [place for start, end in pieces for place in range(start, end)]
        self._piece_ends: list[int] = []
        for start, end in pieces:
            self._piece_ends += [len(self._piece_ends) + end - start] * (end - start)
        # The sum of the digits before each place. However a run is cut, its numbers add up to the sum of its digits,
        # but for multiples of nine.
        self._digit_sums = list(accumulate(map(int, self.digits), initial=0))
        self._known: dict[tuple[int, int, int, int | None], list[Numbers]] = {}
        self._steps = 0

    def numbers(self, start: int, end: int, count: int, total: int | None) -> list[Numbers]:
        """The ways to cut digits[start:end] in `count` numbers with this total, if one is given.

        Raises BoundExceededError.
        """
        known = self._known.get((start, end, count, total))
        if known is not None:
            return known
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise BoundExceededError
        found: list[Numbers] = []
        if count == 0:
            found = [()] if start == end and not total else []
        elif count == 1:
            found = [((start, end),)] if self._is_number(start, end, total) else []
        elif (spare := end - start - count + 1) > 0 and (total is None or _may_add_up(end - start, count, total)):
            for stop, value in self._numbers_from(start, start + spare):
                if total is not None and value > total:
                    break
                rest = self.numbers(stop, end, count - 1, None if total is None else total - value)
                if rest:
                    found += [((start, stop), *others) for others in rest]
                    if len(found) > _MOST_CUTS:
                        raise BoundExceededError
        self._known[start, end, count, total] = found
        return found

    def _is_number(self, start: int, end: int, value: int | None) -> bool:
        """Whether digits[start:end] are one number, and that value if one is given."""
        if not start < end <= self._piece_ends[start] or (self.digits[start] == "0" and end - start > 1):
            return False
        return value is None or int(self.digits[start:end]) == value

    def _numbers_from(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The numbers that may begin at `start` and end at `end` at the latest: (where they end, their value)."""
        if self.digits[start] == "0":
            yield start + 1, 0
            return
        for stop in range(start + 1, min(end, self._piece_ends[start]) + 1):
            yield stop, int(self.digits[start:stop])

    def count(self, count: int) -> int:
        """How many ways there are to cut all digits in `count` numbers, whatever they add up to."""
        size = len(self.digits)
        # By the place where the rest begins: the ways to cut it in one number more with every turn, none at first.
        ways = [0] * size + [1]
        for _ in range(count):
            behind = [0, *accumulate(reversed(ways))]  # behind[n]: all ways from the last n places
            ways = [
                ways[start + 1]
                if self.digits[start] == "0"
                else behind[size - start] - behind[size - self._piece_ends[start]]
                for start in range(size)
            ] + [0]
        return ways[0]

    def groups(self, start: int, sizes: Sequence[int]) -> Iterator[Numbers]:
        """Ways to cut digits[start:] in groups of these sizes, the last number of each the sum of the others."""
        size, *others = sizes
        # Without another group behind it, the total ends where the digits do.
        first_end = start + size if others else len(self.digits)
        for end in range(first_end, len(self.digits) - sum(others) + 1):
            for total_start in range(start + size - 1, end):
                if end > self._piece_ends[total_start] or (self.digits[total_start] == "0" and end - total_start > 1):
                    continue
                if (self._digit_sums[start] + self._digit_sums[end] - 2 * self._digit_sums[total_start]) % 9:
                    continue
                total = int(self.digits[total_start:end])
                for parts in self.numbers(start, total_start, size - 1, total):
                    group = (*parts, (total_start, end))
                    if others:
                        yield from (group + rest for rest in self.groups(end, others))
                    else:
                        yield group

    def cut(self, numbers: Numbers) -> Cut:
        """A way in terms of the text."""
        return Cut(
            tuple((self._places[start], self._places[end - 1] + 1) for start, end in numbers),
            tuple(int(self.digits[start:end]) for start, end in numbers),
        )


def _readings(row: GluedRow) -> list[tuple[Span, ...]]:
    """The pieces of a row, and the same without the digit that may be the ordinal of the next label."""
    readings = [row.pieces]
    start, end = row.pieces[-1]
    if row.may_end_in_ordinal:
        readings.append((*row.pieces[:-1], (start, end - 1)) if end - start > 1 else row.pieces[:-1])
    return [pieces for pieces in readings if pieces]


def ways_to_cut(row: GluedRow, text: str, sums: Sequence[Identity]) -> list[Cut]:
    """Every way to cut a row that agrees with `sums` within it. Raises BoundExceededError."""
    sizes = _groups(row.keys, sums)
    if row.digits > _LONGEST_RUN or (not sizes and ways_without_sums(row, text) > _MOST_CUTS):
        raise BoundExceededError
    found: list[Cut] = []
    for pieces in _readings(row):
        search = _Search(text, pieces)
        if len(search.digits) < len(row.keys):
            continue
        ways = search.groups(0, sizes) if sizes else search.numbers(0, len(search.digits), len(row.keys), None)
        found += map(search.cut, islice(ways, _MOST_CUTS + 1))
    if len(found) > _MOST_CUTS:
        raise BoundExceededError
    return found


def ways_without_sums(row: GluedRow, text: str) -> int:
    """In how many ways a row can be cut, the sums set aside."""
    return sum(_Search(text, pieces).count(len(row.keys)) for pieces in _readings(row))


def only(cuts: Sequence[Cut]) -> Solution:
    """The one cut there is; or why there is none."""
    if len(cuts) == 1:
        return Solution(cuts[0])
    if not cuts:
        return Solution(None, "no way to cut its digits agrees with the sums of the form")
    shown = " or ".join(str(cut) for cut in cuts[:4]) + (f" or {len(cuts) - 4} more" if len(cuts) > 4 else "")
    return Solution(None, f"its digits can be cut in {len(cuts)} ways: {shown}")


def solve_run(row: GluedRow, text: str, sums: Sequence[Identity]) -> Solution:
    """Cut one row by the sums within it, as the fifteen cells of the legal table are bound (L1)."""
    try:
        return only(ways_to_cut(row, text, sums))
    except BoundExceededError:
        return Solution(None, "there are too many ways to cut its digits")
