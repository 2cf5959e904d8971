"""Tables as Word writes them: merged cells, grids finer than the columns, content controls, tables cut in two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from form_printer.formats.word_text import TextStyle, paragraph
from form_printer.layouts.pipe_rows import Place, grid
from form_printer.tables import Label, PrintedCell, Row, Slot, Table

Merging = Literal["spans", "legacy", "repeated"]
COLUMN = 800
SLIVER = 40


@dataclass(frozen=True)
class TableStyle:
    """`merging`: merged cells as gridSpan and vMerge, with the older hMerge, or not at all but for repeated labels.

    `slivers`: every column has a narrow one beside it, which the cells of a row lean on at random, as when borders were
    drawn by hand. `controls`: how often rows and cells stand in content controls. `cut`: how often the table ends
    behind a row and a new one goes on. `nested`: the table stands in a cell that lays out the page. `label_lines`: how
    often a label is broken over two paragraphs or lines.
    """

    merging: Merging = "spans"
    slivers: bool = False
    controls: float = 0.0
    cut: float = 0.0
    nested: bool = False
    label_lines: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cell:
    cell: PrintedCell | None
    start: int
    end: int
    goes_on: bool
    may_go_on: bool


def _cells(lines: Sequence[Sequence[Place]], at: int) -> Iterator[_Cell]:
    """The cells of a row, those that continue one above included."""
    line = lines[at]
    start = 0
    while start < len(line):
        cell, _ = line[start]
        end = start + 1
        while end < len(line) and cell is not None and line[end][0] is cell:
            end += 1
        above = cell is not None and at > 0 and lines[at - 1][start][0] is cell
        below = cell is not None and at + 1 < len(lines) and lines[at + 1][start][0] is cell
        yield _Cell(cell, start, end, above, above or below)
        start = end


def _text(cell: PrintedCell | None) -> str:
    return cell.entry.text if isinstance(cell, Slot) else cell.text if cell else ""


def _content(cell: PrintedCell | None, style: TableStyle, text_style: TextStyle, rng: Random) -> str:
    text = _text(cell)
    if isinstance(cell, Label) and not text.isdecimal() and len(text) > 3 and rng.random() < style.label_lines:
        cut = rng.randrange(2, len(text) - 1)
        if rng.random() < 0.5:
            return "".join(paragraph(part, text_style, rng) for part in (text[:cut], text[cut:]))
        text = f"{text[:cut]}\n{text[cut:]}"
    return paragraph(text, text_style, rng)


def _control(content: str, chance: float, rng: Random) -> str:
    if rng.random() >= chance:
        return content
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _row(lines: Sequence[Sequence[Place]], at: int, style: TableStyle, text_style: TextStyle, rng: Random) -> str:
    written: list[str] = []
    leaning = [rng.random() < 0.5 for _ in lines[at]] + [False] if style.slivers else []
    cells = list(_cells(lines, at))
    for cell in cells if style.slivers else ():
        if cell.may_go_on:  # what is merged downwards has one border on either side
            leaning[cell.start] = leaning[cell.end] = False
    for cell in cells:
        if style.merging == "repeated":
            content = _content(cell.cell, style, text_style, rng)
            written += [f"<w:tc><w:tcPr/>{content}</w:tc>"] * (cell.end - cell.start)
            continue
        span = cell.end - cell.start
        if style.slivers:
            # Column i of the form is columns 2i and 2i+1 of the grid; the second, a sliver, may go to the next cell.
            taken = cell.start > 0 and leaning[cell.start]
            given = leaning[cell.end]
            span = 2 * span + taken - given
        down = ("<w:vMerge/>" if cell.goes_on else '<w:vMerge w:val="restart"/>') if cell.may_go_on else ""
        content = "<w:p/>" if cell.goes_on else _content(cell.cell, style, text_style, rng)
        if style.merging == "legacy" and span > 1:
            first = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/>{down}</w:tcPr>{content}</w:tc>'
            written.append(first + f"<w:tc><w:tcPr><w:hMerge/>{down}</w:tcPr><w:p/></w:tc>" * (span - 1))
            continue
        across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        tag = f"<w:tc><w:tcPr>{across}{down}</w:tcPr>{content}</w:tc>"
        written.append(_control(tag, style.controls, rng))
    return _control(f"<w:tr><w:trPr/>{''.join(written)}</w:tr>", style.controls, rng)


def _table(rows: Sequence[str], columns: int, style: TableStyle) -> str:
    widths = [COLUMN, SLIVER] * columns if style.slivers else [COLUMN] * columns
    columns_of_grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns_of_grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _parts(table: Table, style: TableStyle, rng: Random) -> Iterator[tuple[Row, ...] | str]:
    """The table cut where the style or a line between two rows cuts it."""
    part: list[Row] = []
    for row in table.rows:
        if row.furniture or (part and part[-1].slots and rng.random() < style.cut):
            if part:
                yield tuple(part)
            part = []
        if row.furniture:
            yield row.furniture
        else:
            part.append(row)
    if part:
        yield tuple(part)


def print_table(table: Table, style: TableStyle, text_style: TextStyle, rng: Random) -> str:
    """The XML of a table, and of what stands between its parts."""
    written: list[str] = []
    lines = dict(zip(map(id, table.rows), grid(table), strict=True))
    for part in _parts(table, style, rng):
        if isinstance(part, str):
            written.append(paragraph(part, text_style, rng))
            continue
        if written:
            written.append("<w:p/>")
        own = [lines[id(row)] for row in part]
        rows = [_row(own, at, style, text_style, rng) for at in range(len(own))]
        written.append(_control(_table(rows, len(own[0]), style), style.controls, rng))
    content = "".join(written)
    if not style.nested:
        return content
    aside = paragraph("网站导航", text_style, rng)
    cells = f"<w:tc><w:tcPr/>{aside}</w:tc>" * rng.randrange(2) + f"<w:tc><w:tcPr/>{content}<w:p/></w:tc>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"
