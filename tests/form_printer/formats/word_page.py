"""A draft as a Word document: the parts of a package around the XML of its paragraphs and tables."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import strategies as st

from form_printer.draft import Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.formats.word_tables import TableStyle, print_table
from form_printer.formats.word_text import TextStyle, paragraph
from ingest.forms import CellKey, Form

HeadingNumbers = Literal["typed", "counted", "counted_by_style"]
_LIST = 77


@dataclass(frozen=True)
class WordStyle:
    """`heading_numbers`: 一、 as text, or counted by Word for the paragraph or its style. `in_box`: paragraphs in text
    boxes, with the older drawing beside it that Word writes for older versions.
    """

    text: TextStyle = field(default_factory=TextStyle)
    tables: TableStyle = field(default_factory=TableStyle)
    heading_numbers: HeadingNumbers = "typed"
    number_format: str = "chineseCounting"
    in_box: float = 0.0


@dataclass(frozen=True, slots=True)
class WordPrint:
    """The bytes of a document and what must be read from it."""

    filled: FilledForm
    raw: bytes
    expected: Mapping[CellKey, Expectation]
    expected_form: Form | None


def _box(content: str) -> str:
    """A paragraph that holds a text box, twice as Word writes it."""
    drawing = f"<w:drawing><w:txbxContent>{content}</w:txbxContent></w:drawing>"
    older = f"<w:pict><w:txbxContent>{content}</w:txbxContent></w:pict>"
    return (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawing}</mc:Choice>"
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _heading(text: str, style: WordStyle, rng: Random) -> str:
    ordinal, mark, title = text.partition("、")
    if style.heading_numbers == "typed" or not mark or len(ordinal) != 1:
        return paragraph(text, style.text, rng)
    if style.heading_numbers == "counted":
        numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_LIST}"/></w:numPr>'
    else:
        numbered = '<w:pStyle w:val="NumberedSection"/>'
    return paragraph(title, style.text, rng, numbered)


def _add_list(document: Document, number_format: str) -> None:  # type: ignore[valid-type]
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{number_format}"/><w:pStyle w:val="NumberedSection"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="NumberedSection"><w:name w:val="Numbered Section"/>'
            f'<w:pPr><w:numPr><w:numId w:val="{_LIST}"/></w:numPr></w:pPr></w:style>'
        )
    )


def print_word(draft: Draft, style: WordStyle, rng: Random) -> WordPrint:
    """The draft written down as a Word document, its page numbers in the footer."""
    document = Document()
    document.core_properties.title = f"{draft.filled.organ}年报"
    document.sections[0].footer.paragraphs[0].text = "- 3 -"
    _add_list(document, style.number_format)
    written: list[str] = []
    for block in draft.blocks:
        if not isinstance(block, Paragraph):
            written.append(print_table(block, style.tables, style.text, rng))
        elif block.kind == "heading":
            written.append(_heading(block.text, style, rng))
        else:
            content = paragraph(block.text, style.text, rng)
            written.append(_box(content) if rng.random() < style.in_box else content)
    names = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = document.element.body
    for element in parse_xml(f"<w:body {names}>{''.join(written)}</w:body>"):
        body.insert(len(body) - (body[-1].tag == qn("w:sectPr")), element)
    packed = io.BytesIO()
    document.save(packed)
    return WordPrint(draft.filled, packed.getvalue(), draft.expected, draft.expected_form)


WORD_STYLES: Mapping[str, st.SearchStrategy[WordStyle]] = {
    "plain": st.builds(WordStyle),
    "merged": st.builds(
        WordStyle,
        tables=st.builds(
            TableStyle,
            merging=st.sampled_from(("spans", "legacy", "repeated")),
            label_lines=st.sampled_from((0.0, 0.5)),
        ),
    ),
    "hand_drawn": st.builds(WordStyle, tables=st.builds(TableStyle, slivers=st.just(True))),
    "numbered": st.builds(
        WordStyle,
        heading_numbers=st.sampled_from(("counted", "counted_by_style")),
        number_format=st.sampled_from(("chineseCounting", "japaneseCounting", "chineseCountingThousand")),
    ),
    "edited": st.builds(
        WordStyle,
        text=st.builds(
            TextStyle, run_length=st.sampled_from((0, 1, 2)), wrapping=st.just(0.2), noise=st.sampled_from((0.0, 0.2))
        ),
        in_box=st.sampled_from((0.0, 0.5)),
    ),
    "controlled": st.builds(WordStyle, tables=st.builds(TableStyle, controls=st.just(0.3))),
    "cut": st.builds(WordStyle, tables=st.builds(TableStyle, cut=st.sampled_from((0.1, 1.0)))),
    "nested": st.builds(WordStyle, tables=st.builds(TableStyle, nested=st.just(True), cut=st.sampled_from((0.0, 0.1)))),
}
