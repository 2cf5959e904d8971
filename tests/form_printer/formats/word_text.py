"""Text as Word writes it: runs, tracked changes, fields, hidden text, content controls. All choices come from `rng`."""

from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class TextStyle:
    """How the text of one document is written down.

    `run_length`: how many characters share a run (0: all of them). `wrapping`: how often a run is put in a hyperlink,
    an insertion, a field or a content control. `noise`: how often something that is not shown stands beside a run.
    """

    run_length: int = 0
    wrapping: float = 0.0
    noise: float = 0.0


_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
NOT_SHOWN = (
    '<w:del w:id="900" w:author="a"><w:r><w:delText>{n}</w:delText></w:r></w:del>',
    '<w:del w:id="901" w:author="a"><w:r><w:t>{n}</w:t></w:r></w:del>',
    '<w:moveFrom w:id="902" w:author="a"><w:r><w:t>{n}</w:t></w:r></w:moveFrom>',
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{n}</w:t></w:r>",
    f"{_BEGIN}<w:r><w:instrText> SUM({{n}}) </w:instrText></w:r>{_END}",
    '<w:bookmarkStart w:id="{n}" w:name="_Toc{n}"/><w:bookmarkEnd w:id="{n}"/>',
    "<w:r><w:softHyphen/><w:lastRenderedPageBreak/></w:r>",
    "<w:proofErr w:type='spellStart'/>",
)
WRAPPERS = (
    '<w:hyperlink w:anchor="x">{run}</w:hyperlink>',
    '<w:ins w:id="903" w:author="a">{run}</w:ins>',
    '<w:moveTo w:id="904" w:author="a">{run}</w:moveTo>',
    '<w:smartTag w:uri="u" w:element="e">{run}</w:smartTag>',
    '<w:sdt><w:sdtPr><w:alias w:val="9"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>',
    '<w:fldSimple w:instr=" QUOTE 9 ">{run}</w:fldSimple>',
    f"{_BEGIN}<w:r><w:instrText> =8+9 </w:instrText></w:r>{_SEPARATE}{{run}}{_END}",
)


def _run(text: str) -> str:
    pieces = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\n")]
    return f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr>{"<w:br/>".join(pieces)}</w:r>'


def runs(text: str, style: TextStyle, rng: Random) -> str:
    """The XML of a text, cut in runs."""
    length = style.run_length or len(text) or 1
    written = []
    for at in range(0, len(text), length):
        run = _run(text[at : at + length])
        if rng.random() < style.wrapping:
            run = rng.choice(WRAPPERS).format(run=run)
        written.append(run)
        if rng.random() < style.noise:
            written.append(rng.choice(NOT_SHOWN).format(n=rng.randrange(1, 9999)))
    return "".join(written)


def paragraph(text: str, style: TextStyle, rng: Random, properties: str = "") -> str:
    """The XML of a paragraph; `properties` go in its w:pPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs(text, style, rng)}</w:p>"
