"""Numbers that a narrow cell breaks over lines: 15446 as 1544 and, below it, 6.

Two lines of digits are one number only where the upper one fills its cell, so that not one digit more has room in it.
How near to its walls a table writes is seen on the table itself.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from ingest.readers.pdf.lines import Fragment, TextLine, joint
from ingest.readers.pdf.tables import RuledTable

# The margin of cells in Word is 5.4 PDF points, a tenth of an inch in some programs.
_WIDEST_MARGIN = 7.5
# Walls are the middle of rulings, whose width is no room.
_RULING = 0.5
# A zero is a whole number: what stands below it in a column of one digit is another.
_HEAD = re.compile(r"[+-]?(?:[1-9][\d,.]*|0\.\d*)")
_REST = re.compile(r"[\d,.]+")
_LAST = re.compile(r"[\d,.]+(?:亿元|万元|元)?")


class Wrapping:
    """Tells the lines of a table's cells that are one number. Few tables have such, so it looks when asked."""

    def __init__(self, table: RuledTable) -> None:
        self._table = table

    @cached_property
    def _walls(self) -> dict[int, tuple[float, float]]:
        """The x of the left and the right wall of every cell, in PDF points."""
        walls: dict[int, tuple[float, float]] = {}
        for row in self._table.cells:
            for cell, (left, right) in zip(row, pairwise(self._table.columns), strict=True):
                walls[cell] = (walls.get(cell, (left, right))[0], right)
        return walls

    @cached_property
    def _margin(self) -> float:
        """How near to a wall the table writes, in PDF points, but not more than programs leave by themselves."""
        runs = ((run, *self._walls[cell]) for cell, written in self._table.runs.items() for run in written)
        gaps = (min(run.left - left, right - run.right) for run, left, right in runs)
        return max(0.0, min([_WIDEST_MARGIN, *gaps]))

    def joined(self, lines: Sequence[TextLine], cell: int) -> tuple[list[Fragment], bool]:
        """The text of a cell: its lines put together, a number broken over them without anything between; and whether
        the number in its last line may go on.
        """
        fragments: list[Fragment] = []
        is_one = False
        for number, line in enumerate(lines):
            above = lines[number - 1] if number else None
            is_one = (
                above is not None
                and is_rest_of_a_number(line.text)
                and self._fills(above, cell, line.right - line.left, begins=not is_one)
            )
            if not is_one:
                fragments += joint(fragments, line.fragments)
            fragments += line.fragments
        return fragments, self._fills(lines[-1], cell, begins=not is_one)

    def _fills(self, line: TextLine, cell: int, behind: float = 0.0, *, begins: bool) -> bool:
        """Whether a line is the beginning of a number, or else a further part, and so wide that nothing more would fit
        beside it: not one digit, or, if only the sign stands in it, nothing as wide as `behind` in PDF points.
        """
        text, width = line.text, line.right - line.left
        is_sign = begins and text in ("+", "-")
        if not is_sign and not (_HEAD if begins else _REST).fullmatch(text):
            return False
        left, right = self._walls[cell]
        room = right - left - 2 * self._margin - width
        if is_sign:
            return 0 < room < behind
        digits = sum(character.isdigit() for character in text)
        # A point and a comma are half as wide as a digit.
        digit = 2 * width / (digits + len(text))
        return room < digit + _RULING


def is_rest_of_a_number(text: str) -> bool:
    """Whether a text may be the end of a number that began in the line above it."""
    return _LAST.fullmatch(text) is not None
