"""Writes a report as a file of one of many formats and layouts; the same report always gives the same bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from form_printer.draft import Draft
from form_printer.formats.html_page import HtmlStyle, print_html
from form_printer.formats.html_text import HtmlTextStyle
from form_printer.formats.markdown_page import MarkdownStyle, print_markdown
from form_printer.formats.pdf_page import PdfStyle, print_pdf
from form_printer.formats.word_page import WordStyle, print_word
from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.pipe_rows import PipeRows
from form_printer.layouts.separated_rows import SeparatedRows
from form_printer.printed import Layout, print_report

_SPACES = SeparatedRows(groups_float=False, headers_interleave=False)
_TABS = SeparatedRows(separator="\t", groups_float=False, headers_interleave=False)


def _text(layout: Layout) -> Callable[[Draft, Random], bytes]:
    return lambda draft, rng: print_report(draft, layout, rng).raw


def _page(style: HtmlStyle) -> Callable[[Draft, Random], bytes]:
    return lambda draft, rng: print_html(draft, style, rng).raw


def _word(draft: Draft, rng: Random) -> bytes:
    """A Word document whose parts all bear one date: the hour of its writing would change its bytes."""
    raw = io.BytesIO(print_word(draft, WordStyle(), rng).raw)
    parts = io.BytesIO()
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(parts, "w", zipfile.ZIP_DEFLATED) as dated:
        for part in written.namelist():
            dated.writestr(zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0)), written.read(part))
    return parts.getvalue()


FORMATS: Mapping[str, tuple[str, Callable[[Draft, Random], bytes]]] = {
    "spaces": ("txt", _text(_SPACES)),
    "tabs": ("txt", _text(_TABS)),
    "pipes": ("txt", _text(PipeRows())),
    "lines": ("txt", _text(CellPerLine())),
    "page": ("html", _page(HtmlStyle())),
    "site": ("html", _page(HtmlStyle(surroundings="site"))),
    "word_page": ("html", _page(HtmlStyle(text=HtmlTextStyle("word"), surroundings="word", encoding="gb18030"))),
    "markdown": ("md", lambda draft, rng: print_markdown(draft, MarkdownStyle(), rng).raw),
    "word": ("docx", _word),
    "pdf": ("pdf", lambda draft, rng: print_pdf(draft, PdfStyle(), rng).raw),
}
# How often each format is drawn: text and pages most, Word and PDF now and then, as they take longest to read.
WEIGHTS: Mapping[str, int] = {
    "spaces": 24, "tabs": 18, "pipes": 12, "lines": 10, "page": 18, "site": 6, "word_page": 2, "markdown": 6, "word": 2,
    "pdf": 2,
}  # fmt: skip


def write_file(draft: Draft, kind: str, rng: Random) -> tuple[str, bytes]:
    """The ending and the bytes of a draft in one of `FORMATS`."""
    ending, write = FORMATS[kind]
    return ending, write(draft, rng)
