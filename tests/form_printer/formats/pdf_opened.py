"""Opens a PDF at the places that the reader names, with a call of the library that the reader does not use."""

import re
from collections.abc import Iterator

from pypdfium2 import PdfDocument

from ingest.report import Report

PLACE = re.compile(r"page:(\d+)/box:(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")
# Places are given to a tenth of a point, and PDFium takes in all that a box touches.
INSET = 0.1


def place_complaints(raw: bytes, report: Report) -> Iterator[str]:
    """Every reported cell whose printed text does not stand at its place, one line each."""
    document = PdfDocument(raw)
    try:
        pages = [page.get_textpage() for page in document]
        for cell in report.cells:
            if cell.value is None:
                continue
            found = ""
            for place in (cell.locator or "").split(".."):
                match = PLACE.fullmatch(place)
                if match is None:
                    yield f"{cell.table}/{cell.row}/{cell.column}: locator {cell.locator}"
                    break
                left, bottom, right, top = map(float, match.groups()[1:])
                box = (left + INSET, bottom + INSET, max(left + 2 * INSET, right - INSET), max(bottom, top - INSET))
                found += pages[int(match[1]) - 1].get_text_bounded(*box)
            if "".join(found.split()) != "".join((cell.value_raw or "").split()):
                yield f"{cell.table}/{cell.row}/{cell.column}: {cell.value_raw!r}, but {cell.locator} has {found!r}"
    finally:
        document.close()
