"""DOCX (WordprocessingML, ECMA-376 part 1, chapter 17): paragraphs and tables in reading order, as Word shows them.

Read from the XML itself: python-docx opens every part of a package before limits can be set, and passes over content
controls, text boxes and automatic numbers. Places, each counted from 1 in the order of the XML:

- "paragraph:12/char:3-5": the 12th w:p of the body outside tables, characters of its text from 0;
- "paragraph:12/number": the number that Word counts for it;
- "table:2/row:5/cell:3": the 2nd w:tbl, nested ones too, its 5th w:tr, and the 3rd w:tc of that;
- "table:1/row:1/cell:1/paragraph:3/char:0-4": in a cell that lays out the page, the 3rd w:p outside inner tables.

Headers, footers, footnotes and comments are left out.

What this is: the package and its limits, styles, automatic numbers, the text of paragraphs, the shape of tables.
What to add here: what Word shows or hides on the page and what its XML says otherwise.
What to keep out: what text and grids mean (`ingest.extract`).
"""

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block, BlockPlaces, DeclaredField, Document
from ingest.errors import UnreadableDocumentError
from ingest.readers.formats import Format
from ingest.readers.opened import OpenedDocument
from ingest.readers.word.names import PARAGRAPH, TABLE, Element, w
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.package import WordPackage
from ingest.readers.word.paragraphs import OBJECT, ParagraphText, read_paragraph
from ingest.readers.word.shapes import Shape, ShapeCell, ShapeRow, grids
from ingest.readers.word.styles import Styles
from ingest.readers.word.tables import (
    TableCell,
    TableRow,
    children,
    column_edges,
    is_large,
    same_width,
    table_rows,
)

_MOST_NESTED_TABLES = 16
_MOST_CELLS = 100_000
# Labels are broken over the lines of narrow cells; longer text is prose, whose paragraphs stay apart.
_LONGEST_LABEL = 60
_WORD = re.compile(r"[\u4e00-\u9fff]")
# Between these a line break inside a label means nothing; anything else could be glued to another number.
_LETTER = re.compile(r"[\u4e00-\u9fff\u3001\u3002\uff08\uff09\uff0c\uff1b\uff1a()]")
_PROPERTIES = {
    "{http://purl.org/dc/elements/1.1/}title": "dc:title",
    "{http://purl.org/dc/elements/1.1/}creator": "dc:creator",
    "{http://purl.org/dc/terms/}created": "dcterms:created",
    "{http://purl.org/dc/terms/}modified": "dcterms:modified",
}


def open_docx(raw: bytes) -> OpenedDocument:
    """Read the bytes of a Word document.

    Raises UnreadableDocumentError: damaged_document, encrypted_document, too_large, too_deep, too_many_cells, or, where
    its text is none of its own, needs_conversion and needs_ocr.
    """
    package = WordPackage(raw)
    body = package.document.find(w("body"))
    if body is None:
        raise UnreadableDocumentError("damaged_document", "the document has no body")
    if body.find(f".//{w('altChunk')}") is not None:
        # A page in HTML that Word takes in when it opens the document: Word shows it, the document does not have it.
        raise UnreadableDocumentError("needs_conversion", "its text is embedded in another format (w:altChunk)")
    writer = _Writer(body, Styles(package.related("styles")), package.related("numbering"))
    writer.write_body()
    document = writer.document(tuple(_declared(package.properties())))
    if not document.text.strip() and writer.has_pictures:
        raise UnreadableDocumentError("needs_ocr", "the document holds pictures and no text")
    return OpenedDocument(document, Format.DOCX.value, None, ())


def _declared(properties: Element | None) -> Iterator[DeclaredField]:
    for element in () if properties is None else properties:
        name = _PROPERTIES.get(element.tag)
        value = (element.text or "").strip()
        if name and value:
            yield DeclaredField(name, value, f"core:{name.partition(':')[2]}")


class _Writer:
    """Writes the text of a body and notes the place of each piece."""

    def __init__(self, body: Element, styles: Styles, numbering: Element | None) -> None:
        self._body = body
        self._styles = styles
        self._numbering = Numbering(numbering, styles)
        self._parts: list[str] = []
        self._size = 0
        self._blocks: list[Block] = []
        self._shapes: list[Shape] = []
        self._cells = 0
        self.has_pictures = False
        self._tables = {table: number for number, table in enumerate(body.iter(TABLE), 1)}
        outside = (p for p in body.iter(PARAGRAPH) if next(p.iterancestors(TABLE), None) is None)
        self._paragraphs = {paragraph: f"paragraph:{number}" for number, paragraph in enumerate(outside, 1)}

    def document(self, declared: tuple[DeclaredField, ...]) -> Document:
        """What was written."""
        text = "".join(self._parts)
        if not self._blocks:
            return Document(text, (), declared)
        return Document(text, tuple(grids(self._shapes, text)), declared, BlockPlaces(tuple(self._blocks)))

    def write_body(self) -> None:
        """Write the whole body."""
        self._write_blocks(self._body, self._paragraphs, 0)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _write_blocks(self, container: Element, names: dict[Element, str], depth: int) -> None:
        if depth > _MOST_NESTED_TABLES:
            raise UnreadableDocumentError("too_deep", f"tables or text boxes are nested more than {depth - 1} times")
        for block in children(container, PARAGRAPH, TABLE):
            if block.tag == TABLE:
                self._write_table(block, depth)
                continue
            read = self._read(block, picture=" ")
            self._write_paragraph(self._numbering.number(block.find(w("pPr"))), read.text, names[block])
            for box in read.boxes:
                self._write_blocks(box, names, depth + 1)

    def _read(self, paragraph: Element, picture: str = OBJECT) -> ParagraphText:
        read = read_paragraph(paragraph, self._styles, picture)
        self.has_pictures = self.has_pictures or read.has_picture
        return read

    def _write_paragraph(self, number: str, text: str, place: str) -> None:
        if not text.strip():
            return
        if number:
            self._blocks.append(Block("cell", self._size, self._size + len(number), f"{place}/number"))
            self._write(number)
        self._blocks.append(Block("paragraph", self._size, self._size + len(text), place))
        self._write(f"{text}\n")

    def _write_table(self, table: Element, depth: int) -> None:
        name = f"table:{self._tables[table]}"
        rows = table_rows(table)
        self._cells += sum(len(row.cells) for row in rows)
        if self._cells > _MOST_CELLS:
            raise UnreadableDocumentError("too_many_cells", f"the tables have more than {_MOST_CELLS} cells")
        edges = column_edges(table)
        for run in same_width(rows):
            grid: list[TableRow] = []
            is_list = all(len(row.cells) <= 1 for row in run)
            for row in run:
                if not is_list and not _lays_out(row):
                    grid.append(row)
                    continue
                self._write_grid(grid, edges, name)
                grid = []
                for cell in row.cells:
                    self._write_layout_cell(table, cell, f"{name}/row:{row.number}/cell:{cell.number}", depth)
            self._write_grid(grid, edges, name)

    def _write_layout_cell(self, table: Element, cell: TableCell, place: str, depth: int) -> None:
        """A cell that lays out the page, or one without neighbours: its content is that of the page."""
        if cell.above is not None:
            return
        own = (p for p in cell.element.iter(PARAGRAPH) if next(p.iterancestors(TABLE)) is table)
        names = {paragraph: f"{place}/paragraph:{number}" for number, paragraph in enumerate(own, 1)}
        self._write_blocks(cell.element, names, depth + 1)

    def _write_grid(self, rows: Sequence[TableRow], edges: Sequence[int] | None, table: str) -> None:
        if not rows:
            return
        width = rows[0].width
        measured = edges if edges is not None and width == len(edges) - 1 else None
        shape = Shape(width if measured is None else measured[width], measured is not None)
        spans: dict[int, tuple[int, int]] = {}
        for row in rows:
            start = self._size
            cells = []
            for index, cell in enumerate(row.cells):
                if index:
                    self._write("\t")
                low = self._size
                if cell.above is None:
                    self._write(self._cell_text(cell.element))
                # A cell that goes on with one above the first of these rows is empty here.
                span = spans.get(id(cell.above), (low, low)) if cell.above else (low, self._size)
                spans[id(cell)] = span
                left, right = (measured[i] if measured else i for i in (cell.start, cell.end))
                cells.append(ShapeCell(left, right, span))
                self._blocks.append(Block("cell", low, self._size, f"{table}/row:{row.number}/cell:{cell.number}"))
            shape.rows.append(ShapeRow(tuple(cells), (start, self._size)))
            self._write("\n")
        self._shapes.append(shape)

    def _cell_text(self, cell: Element) -> str:
        """The text of a cell in one piece: of its paragraphs, and of tables in it that are too small for a report's."""
        had_pictures, self.has_pictures = self.has_pictures, False
        lines = [line for text in self._texts(cell, 0) for line in re.split(r"\n+", text.replace("\t", " "))]
        lines = [line.strip(" ") for line in lines if line.strip()]
        is_label = sum(map(len, lines)) <= _LONGEST_LABEL
        text = ""
        for line in lines:
            is_glued = is_label and text and _LETTER.match(text[-1]) and _LETTER.match(line)
            text += line if is_glued or not text else f"\n{line}"
        text = text or (OBJECT if self.has_pictures else "")
        self.has_pictures = self.has_pictures or had_pictures
        return text

    def _texts(self, container: Element, depth: int) -> Iterator[str]:
        if depth > _MOST_NESTED_TABLES:
            raise UnreadableDocumentError("too_deep", f"tables or text boxes are nested more than {depth - 1} times")
        for block in children(container, PARAGRAPH, TABLE):
            if block.tag == TABLE:
                for row in table_rows(block):
                    for cell in row.cells:
                        if cell.above is None:
                            yield from self._texts(cell.element, depth + 1)
                continue
            read = self._read(block)
            yield _numbered(self._numbering.number(block.find(w("pPr"))), read.text)
            for box in read.boxes:
                yield from self._texts(box, depth + 1)


def _numbered(number: str, text: str) -> str:
    """Text of a cell behind its automatic number, which must become no part of another number, nor one by itself."""
    if not number or _WORD.match(text.lstrip()[:1]):
        return number + text
    if not text.strip():
        return OBJECT if re.search(r"\w", number) else ""
    return f"{number.rstrip()} {text}"


def _lays_out(row: TableRow) -> bool:
    """Whether a row holds a table that may be one of the report, so that its own cells only lay out the page."""
    return any(is_large(table) for cell in row.cells for table in cell.element.iter(TABLE))
