"""Tables as HTML pages write them: spans right, too large or uneven, tables in tables, tables cut in several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from form_printer.formats.html_text import HIDDEN_TEXTS, HtmlTextStyle, inline, paragraph
from form_printer.layouts.pipe_rows import Place, grid
from form_printer.tables import Label, PrintedCell, Row, Slot, Table

Content = Literal["bare", "paragraph", "framed"]


@dataclass(frozen=True)
class HtmlTableStyle:
    """`content`: what stands in a cell: text, a paragraph, or a table of one cell around it.

    `slivers`: every column has a narrow one beside it, which the cells of a row lean on at random, as when a table was
    drawn by hand. `too_far`: spans that reach to the end of the table are written far larger, or as 0. `repeated`:
    cells are not merged, labels stand in every place. `groups`: header and footer rows in <thead> and <tfoot>.
    `loose`: end tags left out, attributes without quotes, capitals. `cut`: how often the table ends behind a row and a
    new one goes on. `hidden`: how often a cell or row stands in it that is not shown. `label_lines`: how often a label
    is broken over two lines.
    """

    content: Content = "paragraph"
    slivers: bool = False
    too_far: bool = False
    repeated: bool = False
    groups: bool = False
    loose: bool = False
    cut: float = 0.0
    hidden: float = 0.0
    label_lines: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cell:
    cell: PrintedCell | None
    left: int
    right: int
    top: int
    bottom: int


def _cells(lines: Sequence[Sequence[Place]], at: int) -> Iterator[_Cell]:
    """The cells that a row shows, with all the places that each covers; those that begin above included."""
    line = lines[at]
    left = 0
    while left < len(line):
        cell, _ = line[left]
        right = left + 1
        while right < len(line) and cell is not None and line[right][0] is cell:
            right += 1
        top, bottom = at, at + 1
        while top > 0 and cell is not None and lines[top - 1][left][0] is cell:
            top -= 1
        while bottom < len(lines) and cell is not None and lines[bottom][left][0] is cell:
            bottom += 1
        yield _Cell(cell, left, right, top, bottom)
        left = right


def _content(cell: PrintedCell | None, style: HtmlTableStyle, text_style: HtmlTextStyle, rng: Random) -> str:
    text = cell.entry.text if isinstance(cell, Slot) else cell.text if cell else ""
    lines = [text]
    if isinstance(cell, Label) and not text.isdecimal() and len(text) > 3 and rng.random() < style.label_lines:
        cut = rng.randrange(2, len(text) - 1)
        lines = [text[:cut], text[cut:]]
    if style.content == "bare":
        return rng.choice(("<br>", "<br />\n")).join(inline(line, text_style, rng) for line in lines)
    content = "".join(paragraph(line, text_style, rng) for line in lines)
    if style.content == "framed" and rng.random() < 0.3:
        return f'<table border="0"><tbody><tr><td>{content}</td></tr></tbody></table>'
    return content


def _cell_tag(cell: PrintedCell | None, spans: Sequence[tuple[str, str]], content: str, style: HtmlTableStyle) -> str:
    name = "th" if isinstance(cell, Label) and cell.kind == "column" and style.groups else "td"
    # For tests that follow a locator: which cell this is. No reader looks at it.
    key = [("data-key", "/".join(cell.key))] if isinstance(cell, Slot) else []
    if style.loose:
        written = "".join(f" {attribute.upper()}={value or repr('')}" for attribute, value in (*spans, *key))
        return f"<{name.upper()}{written} noWrap>{content}"
    written = "".join(f' {attribute}="{value}"' for attribute, value in (*spans, *key))
    return f'<{name} width="57" style="border:1pt solid"{written}>{content}</{name}>'


def _span(size: int, *, reaches_end: bool, style: HtmlTableStyle, rng: Random, end: tuple[str, ...]) -> str | None:
    if style.too_far and reaches_end and size > 1:
        return rng.choice(end)
    if size > 1:
        return str(size)
    return rng.choice((None, None, None, "1", "x", "-3", ""))


def _row(lines: Sequence[Sequence[Place]], at: int, style: HtmlTableStyle, text: HtmlTextStyle, rng: Random) -> str:
    written: list[str] = []
    width = len(lines[at])
    cells = list(_cells(lines, at))
    leaning = [rng.random() < 0.5 for _ in range(width)] + [False] if style.slivers else []
    for cell in cells if style.slivers else ():
        if cell.bottom - cell.top > 1:  # what is merged downwards has one border on either side
            leaning[cell.left] = leaning[cell.right] = False
    for cell in cells:
        content = _content(cell.cell, style, text, rng)
        if style.repeated:
            written += [_cell_tag(cell.cell, (), content, style)] * (cell.right - cell.left)
            continue
        if cell.top < at:
            continue
        across = cell.right - cell.left
        if style.slivers:
            # Column i of the form is columns 2i and 2i+1 of the grid; the second, a sliver, may go to the next cell.
            across = 2 * across + (cell.left > 0 and leaning[cell.left]) - leaning[cell.right]
        columns = _span(
            across, reaches_end=cell.right == width and not style.slivers, style=style, rng=rng, end=("1000", "100000")
        )
        rows = _span(
            cell.bottom - at, reaches_end=cell.bottom == len(lines), style=style, rng=rng, end=("0", "99", "65535")
        )
        spans = [(name, size) for name, size in (("colspan", columns), ("rowspan", rows)) if size is not None]
        if rng.random() < style.hidden:
            written.append(f"<td style='display:none'>{rng.choice(HIDDEN_TEXTS)}</td>")
        written.append(_cell_tag(cell.cell, spans, content, style))
    return f"<TR>{''.join(written)}" if style.loose else f"<tr>{''.join(written)}</tr>\n"


def _parts(table: Table, style: HtmlTableStyle, rng: Random) -> Iterator[tuple[Row, ...] | str]:
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


def _in_groups(rows: list[str], headers: int, style: HtmlTableStyle) -> str:
    if not style.groups:
        return "".join(rows) if style.loose else f"<tbody>{''.join(rows)}</tbody>"
    return f"<thead>{''.join(rows[:headers])}</thead><tbody>{''.join(rows[headers:])}</tbody>"


def print_table(table: Table, style: HtmlTableStyle, text: HtmlTextStyle, rng: Random) -> str:
    """The markup of a table, and of what stands between its parts."""
    written: list[str] = []
    lines = dict(zip(map(id, table.rows), grid(table), strict=True))
    for part in _parts(table, style, rng):
        if isinstance(part, str):
            written.append(paragraph(part, text, rng))
            continue
        own = [lines[id(row)] for row in part]
        rows = [_row(own, at, style, text, rng) for at in range(len(own))]
        headers = next((at for at, row in enumerate(part) if row.slots), 0)
        if rng.random() < style.hidden:
            rows.insert(rng.randrange(headers, len(rows) + 1) if headers else 0, "<tr hidden><td>1<td>2</tr>")
        written.append(f'<table border="1" cellspacing="0">{_in_groups(rows, headers, style)}</table>')
    return "<br>".join(written)
