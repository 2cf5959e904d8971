"""Which way the writing of a PDF page is turned, and its places read upright.

"Upright" means coordinates in PDF points after that turn, x to the right and y upwards. User space is that of the page
(ISO 32000-1, 8.3.2.3).
"""

import math
from enum import IntEnum

_STRAIGHT_DEGREES = 3


class Quarter(IntEnum):
    """How far the writing is turned counter-clockwise against the user space, in quarters of a circle."""

    UPRIGHT = 0
    UPWARDS = 1
    UPSIDE_DOWN = 2
    DOWNWARDS = 3

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the user space in upright coordinates."""
        if self == Quarter.UPRIGHT:
            return x, y
        return {1: (y, -x), 2: (-x, -y), 3: (-y, x)}[int(self)]

    def upright_box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box (left, bottom, right, top) of the user space in upright coordinates."""
        if self == Quarter.UPRIGHT:
            return left, bottom, right, top
        x0, y0 = self.upright(left, bottom)
        x1, y1 = self.upright(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def quarters(a: float, b: float) -> int | None:
    """How many quarters a matrix (its a and b) turns counter-clockwise, from 0 to 3; None where it is an odd angle, or
    no number.
    """
    if b == 0 and 0 < a < math.inf:
        return 0
    turn = math.atan2(b, a) / (math.pi / 2)
    if not math.isfinite(turn) or abs(turn - round(turn)) * 90 > _STRAIGHT_DEGREES:
        return None
    return round(turn) % 4
