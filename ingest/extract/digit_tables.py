"""Whole tables whose rows lost the separators of their cells, solved by sums within rows and sums over rows."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from operator import add, sub

from ingest.extract.digits import BoundExceededError, Cut, GluedRow, Solution, only, ways_to_cut, ways_without_sums
from ingest.forms import CellKey, Identity

_MOST_READINGS = 2_000
# So few that it is no accident if one of them adds up.
_FEW_WAYS = 20
# A printed error leaves its row without a solution; with more of them something else is wrong with the table.
_UNSOLVED_ROWS = 2
# Of two tables, the organ's own and a sum.
_MOST_ROWS = 60
Reading = tuple[Cut | None, ...]


def solve_table(
    rows: Sequence[GluedRow], known: Mapping[CellKey, int], text: str, sums: Sequence[Identity]
) -> list[Solution]:
    """Cut the rows of a table that are bound by sums within rows and by sums over rows; `known` has its other cells.

    A row is cut where all readings of the table that break the fewest sums agree on it. Printed errors must not lead to
    a wrong cut that happens to add up, so the sums over rows must bear it out: where they do not hold, no other way to
    cut the row may explain the table as well; where they cannot be tried, there must be few other ways, and only one
    if an error is known to be in the table.
    """
    if len(rows) > _MOST_ROWS:
        return [Solution(None, "more rows are printed than two tables have")] * len(rows)
    if any(row.digits - row.may_end_in_ordinal < len(row.keys) for row in rows):
        return [Solution(None, "fewer digits than cells are printed in this table")] * len(rows)
    within = [[s for s in sums if set(s.actual + s.expected) <= set(row.keys)] for row in rows]
    inner = {id(s) for own in within for s in own}
    ways, too_many = _ways_of_rows(rows, within, text)
    unsolved = [i for i, cuts in enumerate(ways) if not cuts and i not in too_many]
    if len(unsolved) > _UNSOLVED_ROWS:
        return [Solution(None, "most rows have no reading that agrees with the sums of the form")] * len(rows)
    columns = _Columns(rows, known, [s for s in sums if id(s) not in inner])
    best, broken = columns.best_readings(ways)
    solutions = [only(list(dict.fromkeys(cut for reading in best if (cut := reading[i])))) for i in range(len(rows))]
    for index, row in enumerate(rows):
        if solutions[index].cut is None:
            continue
        if not columns.try_all_of(index) or (broken and len(best) > 1):
            most = 1 if unsolved or broken else _FEW_WAYS
            if ways_without_sums(row, text) > most:
                solutions[index] = Solution(None, "the sums of the table cannot be tried on its digits")
        elif broken:
            solutions[index] = columns.or_doubted(index, best[0], broken, text) or solutions[index]
    for index, cuts in too_many.items():
        solutions[index] = only(cuts) if cuts else Solution(None, "there are too many ways to cut its digits")
    return solutions


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
            ways.append(ways_to_cut(row, text, own))
        except BoundExceededError:
            ways.append([])
            too_many[index] = []
    while prod(len(cuts) or 1 for cuts in ways) > _MOST_READINGS:
        largest = max(range(len(ways)), key=lambda i: len(ways[i]))
        too_many[largest], ways[largest] = ways[largest], []
    return ways, too_many


class _Columns:
    """The sums over rows of one table, each as what is left of it: its total less its parts, 0 where it holds."""

    def __init__(self, rows: Sequence[GluedRow], known: Mapping[CellKey, int], sums: Sequence[Identity]) -> None:
        printed = {key for row in rows for key in row.keys} | known.keys()
        # A sum with a cell that is not printed says nothing.
        sums = [s for s in sums if printed.issuperset(s.actual + s.expected)]
        self._rows = rows
        self._known = [sum(known.get(k, 0) for k in s.actual) - sum(known.get(k, 0) for k in s.expected) for s in sums]
        signs = [{**dict.fromkeys(s.actual, 1), **dict.fromkeys(s.expected, -1)} for s in sums]
        # Those whose rows all have a reading.
        self._tried = set(range(len(sums)))
        # For each row: (sum, place in the row, sign) of each of its cells that a sum takes in.
        self._parts = [
            [(i, place, sign[key]) for i, sign in enumerate(signs) for place, key in enumerate(row.keys) if key in sign]
            for row in rows
        ]

    def _of_cut(self, index: int, cut: Cut) -> list[int]:
        """What a row adds to each sum."""
        shares = [0] * len(self._known)
        for i, place, sign in self._parts[index]:
            shares[i] += sign * cut.values[place]
        return shares

    def _broken(self, left: Sequence[int]) -> int:
        """How many sums do not hold, of those that can be tried."""
        return sum(left[i] != 0 for i in self._tried)

    def _sums_with(self, index: int) -> set[int]:
        return {i for i, _, _ in self._parts[index]}

    def try_all_of(self, index: int) -> bool:
        """Whether every cell of a row is in a sum over rows that can be tried."""
        tried = {place for i, place, _ in self._parts[index] if i in self._tried}
        return len(tried) == len(self._rows[index].keys)

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
        fixed = self._known
        for index, cuts in enumerate(ways):
            if not cuts:
                self._tried -= self._sums_with(index)
            elif len(cuts) == 1:
                fixed = list(map(add, fixed, self._of_cut(index, cuts[0])))
        several = [index for index, cuts in enumerate(ways) if len(cuts) > 1]
        shares = {(index, cut): self._of_cut(index, cut) for index in several for cut in ways[index]}
        best: list[Reading] = []
        fewest = len(self._known) + 1
        for choice in product(*(ways[index] for index in several)):
            left = fixed
            for index, cut in zip(several, choice, strict=True):
                left = list(map(add, left, shares[index, cut]))
            broken = self._broken(left)
            if broken < fewest:
                best, fewest = [], broken
            if broken == fewest:
                chosen = dict(zip(several, choice, strict=True))
                best.append(tuple(chosen.get(i) or (cuts[0] if cuts else None) for i, cuts in enumerate(ways)))
        return best, fewest

    def or_doubted(self, index: int, reading: Reading, broken: int, text: str) -> Solution | None:
        """A doubt about one row: another way to cut it, its total printed wrong, explains the table as well."""
        cut = reading[index]
        if cut is None:
            return None
        without = list(map(sub, self._left(reading), self._of_cut(index, cut)))
        try:
            others = [other for other in ways_to_cut(self._rows[index], text, ()) if other != cut]
        except BoundExceededError:
            return Solution(None, "the sums of the table do not hold, and its digits can be cut in too many ways")
        for other in others:
            if self._broken(list(map(add, without, self._of_cut(index, other)))) + 1 <= broken:
                return Solution(None, f"the sums of the table do not hold; its digits may be {cut} or {other}")
        return None
