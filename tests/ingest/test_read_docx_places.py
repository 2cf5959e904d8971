"""Every place that a reading of a Word document names is found again by a second reader of the original XML."""

import io
import re
import zipfile
from random import Random
from xml.etree import ElementTree as ET

import pytest
from form_printer import draft_report, fill_form
from form_printer.formats.word_package import W, cell, paragraph, row, run, table, word_package
from form_printer.formats.word_page import WordStyle, print_word
from form_printer.formats.word_tables import TableStyle
from form_printer.formats.word_text import TextStyle

from ingest.parse import parse_bytes
from ingest.readers.word import open_docx

PLACE = re.compile(
    r"(?:paragraph:(?P<paragraph>\d+)|table:(?P<table>\d+)/row:(?P<row>\d+)/cell:(?P<cell>\d+)"
    r"(?:/paragraph:(?P<inner>\d+))?)(?:/char:(?P<start>\d+)-(?P<end>\d+))?"
)
STYLES = {
    "plain": WordStyle(),
    "merged": WordStyle(tables=TableStyle(label_lines=0.5)),
    "legacy": WordStyle(tables=TableStyle(merging="legacy")),
    "edited": WordStyle(TextStyle(1, 0.3, 0.3), in_box=0.3),
    "numbered": WordStyle(heading_numbers="counted"),
    "controlled": WordStyle(tables=TableStyle(controls=0.4, cut=0.2)),
    "nested": WordStyle(tables=TableStyle(nested=True, slivers=True)),
}


def name(tag: str) -> str:
    return f"{{{W}}}{tag}"


class Original:
    """The XML of a document, read with the standard library: what stands at a place."""

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - printed by this test
        self.parents = {child: parent for parent in root.iter() for child in parent}
        body = root.find(name("body"))
        assert body is not None
        self.tables = list(body.iter(name("tbl")))
        self.paragraphs = [p for p in body.iter(name("p")) if self.table_of(p) is None]

    def table_of(self, element: ET.Element) -> ET.Element | None:
        while element in self.parents:
            element = self.parents[element]
            if element.tag == name("tbl"):
                return element
        return None

    def within(self, outer: ET.Element, tag: str, owner: ET.Element) -> list[ET.Element]:
        return [e for e in outer.iter(name(tag)) if self.table_of(e) is owner]

    def text(self, element: ET.Element) -> str:
        """The text that is shown, fields resolved to their results."""
        written: list[str] = []
        codes: list[bool] = []

        def walk(node: ET.Element) -> None:
            tag = node.tag.rpartition("}")[2]
            if tag in ("del", "moveFrom", "Fallback") or (tag == "txbxContent" and element.tag == name("p")):
                return
            if tag == "r" and node.find(f"{name('rPr')}/{name('vanish')}") is not None:
                return
            if tag == "fldChar":
                kind = node.get(name("fldCharType"))
                codes.append(True) if kind == "begin" else codes.pop() if kind == "end" else codes.append(False)
                if kind == "separate":
                    codes[-2:] = [False]
            elif tag == "t" and not any(codes):
                written.append(node.text or "")
            elif tag in ("br", "tab"):
                written.append("\n" if tag == "br" else "\t")
            for child in node:
                walk(child)

        walk(element)
        return "".join(written)

    def at(self, locator: str) -> str:
        place = PLACE.fullmatch(locator)
        assert place, locator
        if place["paragraph"]:
            found = self.paragraphs[int(place["paragraph"]) - 1]
        else:
            owner = self.tables[int(place["table"]) - 1]
            line = self.within(owner, "tr", owner)[int(place["row"]) - 1]
            found = self.within(line, "tc", owner)[int(place["cell"]) - 1]
            if place["inner"]:
                found = self.within(found, "p", owner)[int(place["inner"]) - 1]
        text = self.text(found)
        return text if place["start"] is None else text[int(place["start"]) : int(place["end"])]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", [0, 2])
def test_the_original_has_the_printed_text_of_every_cell_and_figure_at_its_place(style: str, seed: int) -> None:
    rng = Random(seed)
    page = print_word(draft_report(fill_form(rng, "2021"), rng), STYLES[style], rng)
    report, original = parse_bytes(page.raw, "printed.docx"), Original(page.raw)
    reported = [c for c in report.cells if c.value is not None]
    assert len(reported) > 190
    for read in reported:
        assert read.locator is not None
        assert original.at(read.locator) == read.value_raw, read
    assert report.figures
    for figure in report.figures:
        assert figure.locator is not None
        printed = squeezed(original.at(figure.locator))
        assert printed.startswith(str(figure.value)), figure
        assert printed in squeezed(figure.excerpt), figure


def test_a_place_counts_what_is_not_shown_too() -> None:
    deleted = row(cell("旧"), cell("8"), properties="<w:del w:id='1' w:author='a'/>")
    shown = row(cell("新"), f"<w:sdt><w:sdtContent>{cell('9')}</w:sdtContent></w:sdt>")
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('盒'))}</w:txbxContent></w:pict></w:r>"
    raw = word_package(paragraph() + paragraph(run("外"), box) + table(deleted, shown) + paragraph(run("共3件")))
    document = open_docx(raw).document
    assert document.text == "外\n盒\n新\t9\n共3件\n"
    places = {text: document.locator(at, at + 1) for text in "外盒新93" for at in [document.text.index(text)]}
    assert places == {
        "外": "paragraph:2/char:0-1",
        "盒": "paragraph:3/char:0-1",
        "新": "table:1/row:2/cell:1",
        "9": "table:1/row:2/cell:2",
        "3": "paragraph:4/char:1-2",
    }
    original = Original(raw)
    assert all(original.at(place) == text for text, place in places.items())


def test_an_automatic_number_and_a_cell_that_lays_out_the_page_have_places_of_their_own() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='chineseCounting'/>"
        "<w:suff w:val='nothing'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num>"
    )
    title = paragraph(run("标题"), properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>")
    inner = table(*(row(*(cell(f"{r}{c}") for c in "abc")) for r in "xyz"))
    raw = word_package(
        title + table(row(cell("旁"), cell(paragraph(run("正文")) + inner + paragraph(run("后"))))), numbering=numbering
    )
    document = open_docx(raw).document
    assert document.text == "三、标题\n旁\n正文\nxa\txb\txc\nya\tyb\tyc\nza\tzb\tzc\n后\n"
    assert len(document.grids) == 1
    at = document.text.index
    assert document.locator(0, 2) == "paragraph:1/number"
    assert document.locator(2, 4) == "paragraph:1/char:0-2"
    assert document.locator(at("正"), at("正") + 2) == "table:1/row:1/cell:2/paragraph:1/char:0-2"
    assert document.locator(at("后"), at("后") + 1) == "table:1/row:1/cell:2/paragraph:2/char:0-1"
    assert document.locator(at("yb"), at("yb") + 2) == "table:2/row:2/cell:2"
