"""Damaged bytes of a PDF end in a report or a code, in bounded time, never in an exception or a crash.

The damage is done in a process of its own: PDFium is C++, and a crash would take the tests with it.
"""

import multiprocessing
from random import Random

from form_printer.filled_form import fill_form
from form_printer.formats.pdf_ink import Pen
from form_printer.formats.pdf_page import PdfStyle, print_pdf
from form_printer.pages import draft_report

from ingest.errors import ISSUE_KINDS
from ingest.parse import parse_bytes

MUTATIONS = 80
SECONDS = 60


def damaged(raw: bytes, rng: Random) -> bytes:
    """Some bytes changed, a stretch lost or printed twice, or the end cut off."""
    changed = bytearray(raw)
    for _ in range(rng.choice((1, 3, 10, 100))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    low, high = sorted(rng.randrange(len(changed)) for _ in range(2))
    kind = rng.randrange(5)
    if kind == 0:
        del changed[low : min(high, low + 200)]
    elif kind == 1:
        changed[low:low] = changed[low : min(high, low + 200)]
    elif kind == 2:
        del changed[high:]
    return bytes(changed)


def read_damaged(raw: bytes, seed: int, count: int) -> None:
    rng = Random(seed)
    for _ in range(count):
        report = parse_bytes(damaged(raw, rng), "damaged.pdf")
        assert report.is_report or report.issues
        assert {issue.code for issue in report.issues} <= ISSUE_KINDS.keys()


def test_damaged_bytes_neither_crash_nor_hang_the_reader() -> None:
    rng = Random(5)
    # Compressed content would not come as far as PDFium: its checksum shows the damage.
    style = PdfStyle(Pen(is_packed=False), page=(595.0, 420.0))
    raw = print_pdf(draft_report(fill_form(rng, "2021"), rng), style, rng).raw
    process = multiprocessing.get_context("forkserver").Process(target=read_damaged, args=(raw, 7, MUTATIONS))
    process.start()
    process.join(SECONDS)
    hangs = process.is_alive()
    if hangs:
        process.kill()
    assert (hangs, process.exitcode) == (False, 0)
