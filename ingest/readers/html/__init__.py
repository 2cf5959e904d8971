"""HTML: whole saved pages with all that a site puts around a report, fragments, and text with tables in between.

The tree is that of the HTML standard (lexbor), so a page is read as a browser shows it: merged cells, hidden elements,
markup that Word left behind. What a browser shows apart never becomes one number, and a picture never nothing.

What this is: limits, the mending and the tree of a page, its flow as text, its tables as grids, and the way back.
What to add here: what browsers show or hide and the text of the page would say otherwise.
What to keep out: what text and grids mean (`ingest.extract`).
"""

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from ingest.document import DeclaredField, Document, Grid
from ingest.readers.html.flow import read_flow
from ingest.readers.html.guards import refuse_exhausting
from ingest.readers.html.markup import visible_markup
from ingest.readers.html.places import HtmlPlaces
from ingest.readers.html.repair import with_tables_put_in
from ingest.readers.html.text import write_text
from ingest.readers.markdown import without_markup
from ingest.readers.opened import OpenedDocument
from ingest.readers.separated_lines import find_grids
from ingest.readers.text import DecodedText

_MOST_FIELDS = 200
_LONGEST_FIELD = 2000
_SEPARATORS = str.maketrans("\t|｜│┃", "     ")


def open_html(decoded: DecodedText) -> OpenedDocument:
    """Open the source of a page. Raises UnreadableDocumentError: too_deep or too_many_cells."""
    source = decoded.utf8
    refuse_exhausting(source)
    page = LexborHTMLParser(source)
    declared = _declared(page)
    markup = visible_markup(page)
    flow = read_flow(markup.text)
    if source.count(b"<td") + source.count(b"<TD") > flow.tags.count("td") + markup.cells_elsewhere:
        repaired = with_tables_put_in(source)
        if repaired is not source:
            flow = read_flow(visible_markup(LexborHTMLParser(repaired)).text)
    written = write_text(flow.items)
    places = HtmlPlaces(written.starts, written.places, flow.tags)
    if places.has_text_in_no_element:
        # Markdown with tables of HTML between its lines, as programs write that recognise the text of pictures.
        shown = without_markup(written.text)
        grids = sorted((*written.grids, *find_grids(_without_grids(shown, written.grids))), key=lambda grid: grid.span)
        document = Document(written.text, tuple(grids), declared, places, shown if shown != written.text else None)
    else:
        document = Document(written.text, written.grids, declared, places)
    return OpenedDocument(document, "text/html", decoded.encoding, decoded.issues)


def _without_grids(text: str, grids: Sequence[Grid]) -> str:
    """The text of the same length without the separators of cells in the grids that are known."""
    parts = []
    position = 0
    for start, end in (grid.span for grid in grids):
        parts += [text[position:start], text[start:end].translate(_SEPARATORS)]
        position = end
    return "".join([*parts, text[position:]])


def _declared(page: LexborHTMLParser) -> tuple[DeclaredField, ...]:
    """The title and the named meta tags: "title", "meta:PubDate", "meta:og:title"."""
    fields = []
    title = page.css_first("head title")
    if title is not None and (text := " ".join(title.text().split())):
        fields.append(DeclaredField("title", text[:_LONGEST_FIELD], "title"))
    for tag in page.css("meta")[:_MOST_FIELDS]:
        attributes = tag.attributes
        name = attributes.get("name") or attributes.get("property")
        content = attributes.get("content")
        if name and content and content.strip():
            fields.append(DeclaredField(name.strip(), content.strip()[:_LONGEST_FIELD], f"meta:{name.strip()}"))
    return tuple(fields)
