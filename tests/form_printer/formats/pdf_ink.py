"""What is put on the pages of a PDF, and writing it down in any order: text and lines, upright or turned."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

# One of the fonts that every reader of PDF has; no file is embedded.
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Order = Literal["reading", "numbers_first", "shuffled"]
Pieces = Literal["whole", "characters", "doubled", "spaced"]
Rulings = Literal["strokes", "pieces", "frames", "none"]


@dataclass(frozen=True, slots=True)
class Ink:
    """A text at the left end of its baseline; y counts from the bottom of the page."""

    x: float
    y: float
    text: str
    size: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or what a page has of it; a side that is open is not drawn."""

    left: float
    bottom: float
    right: float
    top: float
    has_top: bool = True
    has_bottom: bool = True


@dataclass
class Sheet:
    """One page."""

    texts: list[Ink] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Pen:
    """`order`: of the texts in the file. `pieces`: each text as one object, or each character, drawn twice for bold, or
    with a little space between. `rulings`: lines, thin rectangles, frames around cells. `turned`: quarters that the
    writing is turned, with the page turned back (`is_turned_back`) or not. `is_invisible`: as text recognised under a
    picture is written. `is_packed`: the content is compressed.
    """

    order: Order = "reading"
    pieces: Pieces = "whole"
    rulings: Rulings = "strokes"
    turned: int = 0
    is_turned_back: bool = True
    is_invisible: bool = False
    is_packed: bool = True


def width_of(text: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def write_sheets(sheets: Sequence[Sheet], size: tuple[float, float], pen: Pen, rng: Random, title: str) -> bytes:
    """The bytes of a PDF with these pages of a width and height in points."""
    written = io.BytesIO()
    # reportlab turns the page box itself where a page is turned.
    is_swapped = pen.turned % 2 == 1 and not pen.is_turned_back
    canvas = Canvas(
        written, pagesize=(size[1], size[0]) if is_swapped else size, invariant=1, pageCompression=pen.is_packed
    )
    canvas.setTitle(title)
    for sheet in sheets:
        if pen.turned:
            if pen.is_turned_back:
                canvas.setPageRotation(pen.turned * 90)
            canvas.translate(*{1: (size[1], 0.0), 2: size, 3: (0.0, size[0])}[pen.turned])
            canvas.rotate(90 * pen.turned)
        texts = list(sheet.texts)
        if pen.order == "numbers_first":
            texts.sort(key=lambda ink: not ink.is_number)
        elif pen.order == "shuffled":
            rng.shuffle(texts)
        if pen.is_invisible:
            canvas.drawImage(ImageReader(_blank_picture()), 0, 0, *size)
        for ink in texts:
            _write(canvas, ink, pen)
        if pen.rulings != "none":
            canvas.setLineWidth(0.5)
            for box in sheet.boxes:
                _rule(canvas, box, pen.rulings)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _blank_picture() -> io.BytesIO:
    from PIL import Image  # noqa: PLC0415 - reportlab brings it; only scanned pages need it

    picture = io.BytesIO()
    Image.new("L", (8, 8), 255).save(picture, "PNG")
    picture.seek(0)
    return picture


def _write(canvas: Canvas, ink: Ink, pen: Pen) -> None:
    def put(x: float, text: str) -> None:
        drawn = canvas.beginText(x, ink.y)
        drawn.setFont(FONT, ink.size)
        if pen.is_invisible:
            drawn.setTextRenderMode(3)
        drawn.textOut(text)
        canvas.drawText(drawn)

    if pen.pieces == "whole" or (pen.pieces == "spaced" and ink.is_number):
        put(ink.x, ink.text)
    elif pen.pieces == "doubled":
        put(ink.x, ink.text)
        put(ink.x + 0.03 * ink.size, ink.text)
    else:
        x, space = ink.x, 0.05 * ink.size if pen.pieces == "spaced" else 0.0
        for character in ink.text:
            put(x, character)
            x += width_of(character, ink.size) + space


def _rule(canvas: Canvas, box: Box, rulings: Rulings) -> None:
    sides = [(box.left, box.bottom, box.left, box.top), (box.right, box.bottom, box.right, box.top)]
    sides += [(box.left, box.top, box.right, box.top)] if box.has_top else []
    sides += [(box.left, box.bottom, box.right, box.bottom)] if box.has_bottom else []
    if rulings == "frames" and len(sides) == 4:
        canvas.rect(box.left, box.bottom, box.right - box.left, box.top - box.bottom)
        return
    for x0, y0, x1, y1 in sides:
        if rulings == "pieces":
            canvas.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)
        else:
            canvas.line(x0, y0, x1, y1)
