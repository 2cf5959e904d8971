"""What others take for less than we do: a tree, cells without meaning, characters with their boxes."""

import ctypes

import pypdfium2
import pypdfium2.raw
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser


def build_tree_with_beautifulsoup(raw: bytes) -> object:
    """BeautifulSoup with lxml: the tree of a page, and no look at it."""
    return BeautifulSoup(raw, "lxml")


def walk_cells_with_lexbor(raw: bytes) -> int:
    """What selectolax (lexbor) takes for the tree of a page, and the text and spans of every cell of its tables."""
    cells = 0
    for cell in LexborHTMLParser(raw).css("td, th"):
        cell.text(strip=True)
        cell.attributes.get("rowspan")
        cell.attributes.get("colspan")
        cells += 1
    return cells


def extract_characters_with_pdfium(raw: bytes) -> int:
    """pypdfium2: the text of every page, and the box of every character of it."""
    document = pypdfium2.PdfDocument(raw)
    count = 0
    try:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            for index in range(text.count_chars()):
                pypdfium2.raw.FPDFText_GetUnicode(text, index)
                pypdfium2.raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
                count += 1
            text.close()
            page.close()
    finally:
        document.close()
    return count
