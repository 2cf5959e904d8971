"""Read pages after other programs have turned them into text: python -m benchmarks.extractors --pages 100

Such programs lose tables: they drop empty cells, fill rows up, break lines and labels. Filled forms are printed as
pages and as PDF (all numbers; zeros left empty; many cells empty), extracted by every program that is installed, and
read. Printed is how many of the numbers are read, and how many values are wrong: exit status 1 if any is. The programs
are no dependencies of the project; install those to compare: trafilatura, resiliparse, html2text, markdownify,
inscriptis, justext for pages, pypdf, pdfplumber, PyMuPDF, pdfminer.six for PDF.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from random import Random

from form_printer.damage.cells import rewrite_cells
from form_printer.draft import Draft
from form_printer.expectation import Expectation
from form_printer.filled_form import Entry, blank_entry, fill_form
from form_printer.pages import draft_report

from benchmarks.documents import html_page, pdf_file
from ingest.forms import CellKey
from ingest.parse import parse_bytes
from ingest.report import Report

Extract = Callable[[Draft], str]
_EMPTY = ("none", "zeros", "many")
_SHARE_OF_MANY = 0.5


def _page(report: Draft) -> str:
    return html_page(report).decode()


def _beautifulsoup() -> Extract:
    from bs4 import BeautifulSoup  # noqa: PLC0415 - each program is loaded only where it is installed

    return lambda report: BeautifulSoup(html_page(report), "lxml").get_text("\n")


def _trafilatura() -> Extract:
    extract = import_module("trafilatura").extract
    return lambda report: extract(_page(report)) or ""


def _resiliparse() -> Extract:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda report: str(extract(_page(report)))


def _html2text() -> Extract:
    extract = import_module("html2text").html2text
    return lambda report: str(extract(_page(report)))


def _markdownify() -> Extract:
    extract = import_module("markdownify").markdownify
    return lambda report: str(extract(_page(report)))


def _inscriptis() -> Extract:
    extract = import_module("inscriptis").get_text
    return lambda report: str(extract(_page(report)))


def _justext() -> Extract:
    justext = import_module("justext").justext
    return lambda report: "\n".join(paragraph.text for paragraph in justext(html_page(report), frozenset()))


def _pypdfium2() -> Extract:
    document = import_module("pypdfium2").PdfDocument
    return lambda report: "\n".join(page.get_textpage().get_text_range() for page in document(pdf_file(report)))


def _pypdf() -> Extract:
    reader = import_module("pypdf").PdfReader
    return lambda report: "\n".join(page.extract_text() for page in reader(BytesIO(pdf_file(report))).pages)


def _pdfplumber() -> Extract:
    read = import_module("pdfplumber").open
    return lambda report: "\n".join(page.extract_text() for page in read(BytesIO(pdf_file(report))).pages)


def _pymupdf() -> Extract:
    read = import_module("pymupdf").open
    return lambda report: "\n".join(page.get_text() for page in read(stream=pdf_file(report)))


def _pdfminer() -> Extract:
    extract = import_module("pdfminer.high_level").extract_text
    return lambda report: str(extract(BytesIO(pdf_file(report))))


PROGRAMS: Mapping[str, Callable[[], Extract]] = {
    "beautifulsoup4": _beautifulsoup,
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "html2text": _html2text,
    "markdownify": _markdownify,
    "inscriptis": _inscriptis,
    "justext": _justext,
    "pypdfium2": _pypdfium2,
    "pypdf": _pypdf,
    "pdfplumber": _pdfplumber,
    "PyMuPDF": _pymupdf,
    "pdfminer.six": _pdfminer,
}


def _report(seed: int, empty: str) -> Draft:
    rng = Random(seed)
    draft = draft_report(fill_form(rng, rng.choice(("2019", "2021"))), rng)

    def emptied(_key: CellKey, entry: Entry) -> Entry:
        is_empty = (empty == "zeros" and entry.text == "0") or (empty == "many" and rng.random() < _SHARE_OF_MANY)
        return blank_entry() if is_empty else entry

    return rewrite_cells(draft, rng, 2.0, emptied)


def _outcomes(expected: Mapping[CellKey, Expectation], report: Report) -> Iterator[str]:
    """What became of each printed number, and the values of cells that print none."""
    read = {CellKey(c.table, c.row, c.column): c.value for c in report.cells if c.table != "statistics"}
    for key, expectation in expected.items():
        value = read.get(key)
        if value is not None:
            yield "right" if value == expectation.value else "wrong"
        elif expectation.value is not None:
            yield "missing"


def _installed() -> Iterator[tuple[str, Extract]]:
    for name, load in PROGRAMS.items():
        try:
            yield f"{name} {version(name)}", load()
        except (PackageNotFoundError, ModuleNotFoundError) as error:
            print(f"{name}: not installed ({error})", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line for each program and each way to leave cells empty."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extractors", description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="pages for each program and way (default: 100)")
    parser.add_argument("--first", type=int, default=1, help="seed of the first page (default: 1)")
    options = parser.parse_args(arguments)
    is_wrong = False
    print(f"{'':28} {'empty':6} {'read':>7} {'missing':>8} {'wrong':>6}")
    for name, extract in _installed():
        for empty in _EMPTY:
            counts: Counter[str] = Counter()
            for seed in range(options.first, options.first + options.pages):
                report = _report(seed, empty)
                text = extract(report)
                counts.update(_outcomes(report.expected, parse_bytes(text.encode(), f"{name}-{seed}")))
            numbers = sum(counts.values())
            print(f"{name:28} {empty:6} {counts['right'] / numbers:7.1%} {counts['missing']:8} {counts['wrong']:6}")
            is_wrong = is_wrong or counts["wrong"] > 0
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
