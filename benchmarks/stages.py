"""Where the time of a page goes: each stage of reading it, on what the stages before have made of it."""

from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser

from ingest.extract.canonical import canonical
from ingest.extract.metadata import read_metadata
from ingest.extract.prose import extract_figures
from ingest.extract.sections import find_sections
from ingest.extract.tables import read_tables
from ingest.readers import open_document


def stages(page: bytes) -> Mapping[str, Callable[[], object]]:
    """The stages that cost something, by name; the tree is a part of the opening, to compare that with."""
    document = open_document(page, "measured").document
    text = canonical(document.shown)
    sections = find_sections(document, text)
    metadata = read_metadata(document, text, sections)
    tables = read_tables(document, text, sections, metadata.report_year)
    return {
        "lexbor: the tree of the page alone": lambda: LexborHTMLParser(page),
        "opening: tree, text in reading order, grids, places": lambda: open_document(page, "measured"),
        "sections": lambda: find_sections(document, text),
        "title, organ, year, dates and numbers": lambda: read_metadata(document, text, sections),
        "cells of the tables": lambda: read_tables(document, text, sections, metadata.report_year),
        "figures in prose": lambda: extract_figures(document, sections, tables.spans),
    }
