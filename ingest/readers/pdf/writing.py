"""The pages of a PDF as one text with its grids, every character of which leads back to its page."""

from collections.abc import Iterable, Sequence

from ingest.document import DeclaredField, Document, Grid
from ingest.readers.pdf.blocks import PageBlocks, TableBlock, TableCell
from ingest.readers.pdf.breaks import goes_on, joined_tables, without_furniture
from ingest.readers.pdf.lines import Fragment, TextLine
from ingest.readers.pdf.places import PdfPlaces
from ingest.readers.pdf.runs import PageText

_FEED = Fragment("\n")
_TAB = Fragment("\t")


def write_document(
    texts: Sequence[PageText], pages: Sequence[PageBlocks], declared: tuple[DeclaredField, ...]
) -> Document:
    """Put pages together: page numbers are left out, tables and paragraphs go on over page breaks."""
    without_furniture(pages)
    writer = _Writer()
    for block in _blocks(pages):
        if isinstance(block, TableBlock):
            writer.write_table(block)
        else:
            writer.write_line(*block)
    return Document("".join(writer.pieces), tuple(writer.grids), declared, PdfPlaces(texts, writer.placed))


def _blocks(pages: Sequence[PageBlocks]) -> Iterable[TableBlock | tuple[TextLine, bool]]:
    """The blocks of all pages; a line comes with whether its paragraph ends with it."""
    blocks = [(page, block) for page in pages for block in page.blocks]
    pending: TableBlock | None = None
    for index, (page, block) in enumerate(blocks):
        if isinstance(block, TableBlock):
            is_on_next_page = pending is not None and blocks[index - 1][0] is not page
            joined = joined_tables(pending, block) if pending is not None and is_on_next_page else None
            if pending is not None and joined is None:
                yield pending
            pending = joined or block
            continue
        if pending is not None:
            yield pending
            pending = None
        next_page, following = blocks[index + 1] if index + 1 < len(blocks) else (page, None)
        ends = not isinstance(following, TextLine) or not goes_on(block, page, following, next_page)
        yield block, ends
    if pending is not None:
        yield pending


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.placed: list[tuple[int, Fragment]] = []
        self.grids: list[Grid] = []
        self._position = 0

    def _write(self, fragment: Fragment) -> None:
        self.pieces.append(fragment.text)
        if fragment.page >= 0:
            self.placed.append((self._position, fragment))
        self._position += len(fragment.text)

    def write_line(self, line: TextLine, ends: bool) -> None:
        for fragment in line.fragments:
            self._write(fragment)
        if ends:
            self._write(_FEED)

    def write_table(self, table: TableBlock) -> None:
        spans: dict[TableCell, tuple[int, int]] = {}
        rows = []
        for row in table.rows:
            new = [cell for cell in dict.fromkeys(row) if cell not in spans]
            for index, cell in enumerate(new):
                if index:
                    self._write(_TAB)
                start = self._position
                for fragment in cell.fragments:
                    self._write(fragment)
                spans[cell] = (start, self._position)
            if new:
                self._write(_FEED)
            rows.append(tuple(spans[cell] for cell in row))
        self.grids.append(Grid(tuple(rows)))
