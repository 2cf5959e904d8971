"""Places in a PDF: "page:3/box:LEFT,BOTTOM,RIGHT,TOP", pages counted from 1, the box in points of its user space.

The box is that of the ink of exactly the characters named; what stands on several pages has a box on each of them,
joined by "..".
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.readers.pdf.lines import Fragment
from ingest.readers.pdf.runs import PageText

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PdfPlaces:
    """`fragments` are the pieces of a text that come from a page, by where they begin in the text, ascending."""

    pages: Sequence[PageText]
    fragments: Sequence[tuple[int, Fragment]]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.fragments]

    def locator(self, start: int, end: int) -> str:
        """See `Places`. What is empty, or written by no page, has the place of the character before it."""
        boxes = self._boxes(start, end)
        if not boxes and self.fragments:
            before, fragment = self.fragments[max(0, bisect_right(self._starts, start - 1) - 1)]
            last = min(start, before + len(fragment.text))
            boxes = self._boxes(max(before, last - 1), max(before, last - 1) + 1)
        if len(boxes) == 1:
            return _named(*boxes.popitem())
        return "..".join(_named(page, box) for page, box in sorted(boxes.items())) or "page:1"

    def _boxes(self, start: int, end: int) -> dict[int, Box]:
        boxes: dict[int, Box] = {}
        for place in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            begin, (written, number, first) = self.fragments[place]
            low, high = first + max(0, start - begin), first + min(len(written), end - begin)
            if low >= high:
                continue
            box = _box(self.pages[number], low, high)
            if box[0] == math.inf:
                continue
            if number in boxes:
                known = boxes[number]
                left, bottom = min(known[0], box[0]), min(known[1], box[1])
                right, top = max(known[2], box[2]), max(known[3], box[3])
                box = (left, bottom, right, top)
            boxes[number] = box
        return boxes


def _box(page: PageText, low: int, high: int) -> Box:
    if high - low == 1:
        return page.left[low], page.bottom[low], page.right[low], page.top[low]
    left, bottom = min(page.left[low:high]), min(page.bottom[low:high])
    return left, bottom, max(page.right[low:high]), max(page.top[low:high])


def _named(page: int, box: Box) -> str:
    left, bottom, right, top = box
    return f"page:{page + 1}/box:{left:.1f},{bottom:.1f},{right:.1f},{top:.1f}"
