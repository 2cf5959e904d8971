"""The ruling lines of a PDF page: strokes, thin filled rectangles, frames and thin pictures that run straight.

A line may be drawn in many pieces (one per cell, dashes, dots); pieces that touch become one. Colours are not looked
at: a white line on a coloured ground parts cells as well as a black one.
"""

import ctypes
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import itemgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocumentError
from ingest.readers.pdf.quick import (
    address_of,
    kind_of,
    object_of_form,
    object_of_page,
    places_in,
    put_bounds,
    put_draw_mode,
)
from ingest.readers.pdf.turning import Quarter

MOST_OBJECTS_OF_A_PAGE = 100_000
_MOST_PIECES = 20_000
_DEEPEST_FORM = 5
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
# Shares of the size of the font of a page.
_THICKEST = 0.4
_SAME_PLACE = 0.15
_SAME_LINE_GAP = 0.35
_SHORTEST = 0.5


class Line(NamedTuple):
    """A line at `place` (y of a horizontal one, x of a vertical one) from `low` to `high`, in upright coordinates."""

    place: float
    low: float
    high: float


Box = tuple[float, float, float, float]
Point = tuple[float, float]
# Place, low and high, as those of a line.
Piece = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page shows beside its text: its ruling lines, how many objects it has, and the area of its pictures.

    `is_whole` is False where there is more than is looked at: then lines may be missing.
    """

    horizontal: tuple[Line, ...]
    vertical: tuple[Line, ...]
    objects: int
    picture_area: float
    is_whole: bool


def read_drawing(page_handle: Any, page: int, quarter: Quarter, size: float) -> Drawing:
    """The ruling lines of an open page (counted from 0); `size` is that of its font in PDF points.

    Raises UnreadableDocumentError: overfull_page.
    """
    thick = size * _THICKEST
    pen = _Pen(page, thick)
    pen.follow(object_of_page, address_of(page_handle), pdfium.FPDFPage_CountObjects(page_handle), None, 0)
    turned = pen.thin if quarter == Quarter.UPRIGHT else [quarter.upright_box(*box) for box in pen.thin]
    horizontal = [((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in turned if y1 - y0 <= thick]
    vertical = [((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in turned if x1 - x0 <= thick]
    is_whole = len(pen.thin) < _MOST_PIECES
    return Drawing(_joined(horizontal, size), _joined(vertical, size), pen.objects, pen.picture_area, is_whole)


def _joined(pieces: Sequence[Piece], size: float) -> tuple[Line, ...]:
    """The lines that pieces at one place form where they touch, without what is too short for the side of a cell."""
    lines: list[Line] = []
    at_one_place: list[Piece] = []
    same_place = _SAME_PLACE * size
    for piece in sorted(pieces):
        if at_one_place and piece[0] - at_one_place[0][0] > same_place:
            lines += _touching(at_one_place, _SAME_LINE_GAP * size)
            at_one_place = []
        at_one_place.append(piece)
    lines += _touching(at_one_place, _SAME_LINE_GAP * size)
    return tuple(line for line in lines if line.high - line.low >= _SHORTEST * size)


def _touching(pieces: Sequence[Piece], gap: float) -> Iterator[Line]:
    """Pieces at one place joined where no more than `gap` lies between them."""
    whole: Piece | None = None
    for piece in sorted(pieces, key=itemgetter(1)):
        place, low, high = piece
        if whole is None or low > whole[2] + gap:
            if whole is not None:
                yield Line(*whole)
            whole = piece
        elif high > whole[2]:
            # The place is that of the longer piece.
            is_longer = high - low > whole[2] - whole[1]
            whole = (place if is_longer else whole[0], whole[1], high)
    if whole is not None:
        yield Line(*whole)


class _Pen:
    """Collects the boxes of what is drawn thin, in user space."""

    def __init__(self, page: int, thick: float) -> None:
        self.thin: list[Box] = []
        self.objects = 0
        self.picture_area = 0.0
        self._page = page
        self._thick = thick
        self._mode = array("i", (0, 0))
        self._bounds = array("f", (0, 0, 0, 0))
        self._mode_at, self._bounds_at = tuple(places_in(self._mode)), tuple(places_in(self._bounds))

    def follow(self, get: Callable[[int, int], Any], holder: int, count: int, matrix: Any, depth: int) -> None:
        """Look at the objects of a page or of a form on it (its address), whose `matrix` leads to the page."""
        self.objects += count
        if self.objects > MOST_OBJECTS_OF_A_PAGE:
            message = f"page {self._page + 1} has {self.objects} objects; at most {MOST_OBJECTS_OF_A_PAGE} are read"
            raise UnreadableDocumentError("overfull_page", message)
        drawn_objects = list(map(get, repeat(holder), range(count)))
        for drawn, kind in zip(drawn_objects, map(kind_of, drawn_objects), strict=True):
            if kind == _TEXT or len(self.thin) >= _MOST_PIECES:
                continue
            if kind == _PATH:
                self._follow_path(drawn, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = self._box(drawn, matrix)
                self.picture_area += max(0.0, right - left) * max(0.0, top - bottom)
                self._keep_if_thin((left, bottom, right, top))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                form, inner = ctypes.cast(drawn, pdfium.FPDF_PAGEOBJECT), pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(form, inner)
                objects = max(0, pdfium.FPDFFormObj_CountObjects(form))
                self.follow(object_of_form, drawn, objects, _product(inner, matrix), depth + 1)

    def _box(self, drawn: int, matrix: Any) -> Box:
        if not put_bounds(drawn, *self._bounds_at):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = self._bounds
        return (left, bottom, right, top) if matrix is None else _moved_box((left, bottom, right, top), matrix)

    def _keep_if_thin(self, box: Box) -> bool:
        is_thin = box[2] - box[0] <= self._thick or box[3] - box[1] <= self._thick
        if is_thin:
            self.thin.append(box)
        return is_thin

    def _follow_path(self, drawn: int, matrix: Any) -> None:
        put_draw_mode(drawn, *self._mode_at)
        fill, stroke = self._mode
        if not (fill or stroke) or self._keep_if_thin(self._box(drawn, matrix)):
            return
        path = ctypes.cast(drawn, pdfium.FPDF_PAGEOBJECT)
        segments = pdfium.FPDFPath_CountSegments(path)
        # One rectangle, filled, is the ground of a cell.
        if segments <= 2 or (segments <= 5 and not stroke) or segments > _MOST_PIECES:
            return
        outlines = list(self._outlines(path, segments, matrix))
        if stroke:
            for points in outlines:
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._keep_if_thin((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            return
        frame: Box | None = None
        for points in outlines:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if not self._keep_if_thin(box):
                if frame is not None:
                    self._keep_ring(frame, box)
                frame = box

    def _keep_ring(self, one: Box, other: Box) -> None:
        """The four sides of a frame that is drawn as the ground between two rectangles."""
        outer, inner = (one, other) if one[0] <= other[0] else (other, one)
        margins = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        if all(0 <= margin <= self._thick for margin in margins):
            left, bottom, right, top = outer
            self.thin += [(left, bottom, inner[0], top), (inner[2], bottom, right, top)]
            self.thin += [(left, bottom, right, inner[1]), (left, inner[3], right, top)]

    def _outlines(self, path: Any, segments: int, matrix: Any) -> Iterator[list[Point]]:
        """The corners of each part of a path; a curve counts by its ends, which are too far apart for a ruling."""
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(path, own)
        to_page = _product(own, matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[Point] = []
        for index in range(segments):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append(_moved((x.value, y.value), to_page))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if points:
            yield points


def _moved(point: Point, matrix: Any) -> Point:
    x, y = point
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _moved_box(box: Box, matrix: Any) -> Box:
    left, bottom, right, top = box
    corners = [_moved((x, y), matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _product(inner: Any, outer: Any) -> Any:
    """The matrix that leads where `inner` and then `outer` (None: nowhere else) lead."""
    if outer is None:
        return inner
    product = pdfium.FS_MATRIX()
    product.a = inner.a * outer.a + inner.b * outer.c
    product.b = inner.a * outer.b + inner.b * outer.d
    product.c = inner.c * outer.a + inner.d * outer.c
    product.d = inner.c * outer.b + inner.d * outer.d
    product.e = inner.e * outer.a + inner.f * outer.c + outer.e
    product.f = inner.e * outer.b + inner.f * outer.d + outer.f
    return product
