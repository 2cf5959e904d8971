"""A PDF page as blocks from top to bottom: lines of text, and tables whose cells have their text."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf.lines import Fragment, TextLine, lines_of, own_fragment
from ingest.readers.pdf.rulings import Drawing
from ingest.readers.pdf.runs import PageText, Run
from ingest.readers.pdf.tables import RuledTable, find_tables, put_runs
from ingest.readers.pdf.wrapping import Wrapping

_USUAL_SIZE = 10.5
_BROKEN = Fragment("\N{REPLACEMENT CHARACTER}")


@dataclass(eq=False, slots=True)
class TableCell:
    """A cell of a table: its text, and how many rows it covers. Two cells are never the same one.

    `is_full` says that its last line is the beginning of a number, with no room for a digit more.
    """

    fragments: list[Fragment]
    rows: int = 1
    is_full: bool = False

    @property
    def text(self) -> str:
        """What is written in it."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(slots=True)
class TableBlock:
    """A table: the x of its column edges, and the cell of every place; a merged cell stands in all that it covers."""

    columns: list[float]
    rows: list[list[TableCell]]
    top: float
    bottom: float


@dataclass(slots=True)
class PageBlocks:
    """The blocks of a page from top to bottom, the left and right end of its lines outside of tables, and the size of
    its font.
    """

    blocks: list[TextLine | TableBlock]
    left: float
    right: float
    size: float


def usual_size(runs: Iterable[Run]) -> float:
    """The size of the font that a page is set in, in PDF points."""
    sizes = [run.size for run in runs if run.end - run.start > 1] or [run.size for run in runs]
    return median(sizes) if sizes else _USUAL_SIZE


def page_blocks(text: PageText, drawing: Drawing, size: float) -> PageBlocks:
    """Put what stands on a page in order. Raises UnreadableDocumentError: too_many_cells."""
    tables = find_tables(drawing, size)
    lines = lines_of(put_runs(text, tables), text)
    placed: list[tuple[float, TextLine | TableBlock]] = [(-line.baseline - line.size / 2, line) for line in lines]
    placed += [(-table.rows[0], _with_text(table, text)) for table in tables]
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    return PageBlocks([block for _, block in sorted(placed, key=lambda entry: entry[0])], left, right, size)


def _with_text(table: RuledTable, text: PageText) -> TableBlock:
    wrapping = Wrapping(table)
    cells: dict[int, TableCell] = {}
    rows = []
    for number, row in enumerate(table.cells, start=1):
        for cell in dict.fromkeys(row):
            if cell in cells:
                cells[cell].rows += 1
                continue
            runs = table.runs.get(cell, ())
            # Only the last row of a table may go on on the next page.
            if len(runs) > 1 or (runs and number == len(table.cells)):
                fragments, is_full = wrapping.joined(lines_of(runs, text), cell)
            else:
                fragments, is_full = [own_fragment(run, text) for run in runs], False
            cells[cell] = TableCell(
                [*fragments, _BROKEN] if fragments and cell in table.torn else fragments, 1, is_full
            )
        rows.append([cells[cell] for cell in row])
    return TableBlock(table.columns, rows, table.rows[0], table.rows[-1])
