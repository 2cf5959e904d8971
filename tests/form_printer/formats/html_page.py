"""A draft as an HTML page: a fragment, what Word saves, a page of a site, or text with tables in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from random import Random
from typing import Literal

from hypothesis import strategies as st

from form_printer.draft import Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.formats.html_tables import HtmlTableStyle, print_table
from form_printer.formats.html_text import HtmlTextStyle, inline, paragraph
from ingest.forms import CellKey, Form

Surroundings = Literal["fragment", "word", "site", "lines"]
HeadingTag = Literal["p", "h2", "strong", "div", "font"]


@dataclass(frozen=True)
class HtmlStyle:
    """`layout_tables`: how many tables of the page's layout stand around the report."""

    text: HtmlTextStyle = field(default_factory=HtmlTextStyle)
    tables: HtmlTableStyle = field(default_factory=HtmlTableStyle)
    surroundings: Surroundings = "fragment"
    heading: HeadingTag = "p"
    layout_tables: int = 0
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class HtmlPrint:
    """The bytes of a page and what must be read from it."""

    filled: FilledForm
    raw: bytes
    expected: Mapping[CellKey, Expectation]
    expected_form: Form | None


def _heading(text: str, style: HtmlStyle, rng: Random) -> str:
    content = inline(text, style.text, rng)
    return {
        "p": f"<p>{content}</p>",
        "h2": f"<h2 class=t>{content}</h2>\n",
        "strong": f"<p><strong>{content}</strong></p>",
        "div": f"<div>{content}</div>",
        "font": f"<center><font size=5>{content}</font></center><br>",
    }[style.heading]


def _blocks(draft: Draft, style: HtmlStyle, rng: Random) -> str:
    written: list[str] = []
    for block in draft.blocks:
        if not isinstance(block, Paragraph):
            written.append(print_table(block, style.tables, style.text, rng))
        elif style.surroundings == "lines":
            mark = {"title": "# ", "heading": "## "}.get(block.kind, "")
            written.append(f"\n\n{mark}{escape(block.text)}\n\n")
        elif block.kind == "heading":
            written.append(_heading(block.text, style, rng))
        else:
            written += [paragraph(line, style.text, rng) for line in block.text.split("\n")]
    return "".join(written)


def _in_layout(content: str, tables: int, rng: Random) -> str:
    for _ in range(tables):
        menu = "<td><ul><li>网站首页<li>政务公开</ul></td>" if rng.random() < 0.5 else ""
        above = '<tr><td colspan="3"><img src="logo.gif"></td></tr>' if rng.random() < 0.5 else ""
        content = f"<table width=100%>{above}<tr>{menu}<td valign=top>{content}</td></tr></table>"
    return content


_SCRIPT = (
    "<script type='text/javascript'>for(var i=0;i<3;i++){document.write('<table><tr><td>'+i+'</td></tr></table>');}"
    "/* <!-- */</script>"
)
_MENU = "".join(f'<li><a href="/col{n}/index.html">政务栏目{n}</a></li>\n' for n in range(8))


def _site_page(content: str, draft: Draft) -> str:
    filled = draft.filled
    declared = {
        "SiteName": filled.organ,
        "ArticleTitle": f"{filled.organ}{filled.year}年政府信息公开工作年度报告",
        "PubDate": f"{filled.published_on.isoformat()} 10:00",
        "ContentSource": filled.organ,
        "ColumnName": "政府信息公开年报",
    }
    meta = "".join(f'<meta name="{name}" content="{value}"/>\n' for name, value in declared.items())
    facts = (
        f"<table class=xxgk><tr><td>索引号</td><td>000014349/{filled.year}-00021</td><td>发布日期</td>"
        f"<td>{filled.published_on.isoformat()}</td></tr><tr><td>发布机构</td><td colspan=3>{filled.organ}</td></tr>"
        "</table>"
    )
    return (
        f"<!DOCTYPE html>\n<html><head><title>{declared['ArticleTitle']}</title>\n{meta}<style>p{{margin:0}}</style>"
        f"{_SCRIPT}</head>\n<body>"
        "<div class=top style='display:none'>弹窗<table><tr><td>1</td><td>2</td></tr></table></div>"
        f"<ul>{_MENU}</ul><select><option>1</option></select><form><input value=3><textarea>5</textarea></form>{facts}"
        f"<div id=zoom>{content}</div>{_SCRIPT}<iframe src=x><p>4</p></iframe>"
        f"<div>主办单位:{filled.organ}</div></body></html>"
    )


def _word_page(content: str) -> str:
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:p>1</o:p></xml><![endif]-->'
        "<style><!--\np.MsoNormal {mso-style-parent:''}\n--></style>"
        f"</head><body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>{content}</div></body></html>"
    )


def print_html(draft: Draft, style: HtmlStyle, rng: Random) -> HtmlPrint:
    """The draft written down as a page."""
    content = _in_layout(_blocks(draft, style, rng), style.layout_tables, rng)
    if style.surroundings == "site":
        content = _site_page(content, draft)
    elif style.surroundings == "word":
        content = _word_page(content)
    return HtmlPrint(draft.filled, content.encode(style.encoding), draft.expected, draft.expected_form)


HTML_STYLES: Mapping[str, st.SearchStrategy[HtmlStyle]] = {
    "clean": st.builds(
        HtmlStyle,
        heading=st.sampled_from(("p", "h2", "strong", "div", "font")),
        encoding=st.sampled_from(("utf-8", "gb18030", "utf-16")),
    ),
    "word": st.builds(
        HtmlStyle,
        text=st.builds(
            HtmlTextStyle, inline=st.sampled_from(("word", "spans", "fonts")), noise=st.sampled_from((0.0, 0.1))
        ),
        tables=st.builds(HtmlTableStyle, label_lines=st.sampled_from((0.0, 0.5))),
        surroundings=st.just("word"),
    ),
    "site": st.builds(
        HtmlStyle,
        text=st.builds(HtmlTextStyle, noise=st.sampled_from((0.0, 0.3)), wrapped=st.booleans()),
        tables=st.builds(
            HtmlTableStyle, content=st.sampled_from(("bare", "paragraph", "framed")), hidden=st.sampled_from((0.0, 0.1))
        ),
        surroundings=st.just("site"),
        layout_tables=st.integers(0, 3),
    ),
    "spans": st.builds(
        HtmlStyle,
        tables=st.builds(
            HtmlTableStyle,
            content=st.sampled_from(("bare", "paragraph")),
            too_far=st.booleans(),
            groups=st.booleans(),
            label_lines=st.sampled_from((0.0, 0.5)),
        ),
    ),
    "hand_drawn": st.builds(HtmlStyle, tables=st.builds(HtmlTableStyle, slivers=st.just(True))),
    "repeated": st.builds(HtmlStyle, tables=st.builds(HtmlTableStyle, repeated=st.just(True))),
    "loose": st.builds(
        HtmlStyle,
        tables=st.builds(HtmlTableStyle, loose=st.just(True), content=st.sampled_from(("bare", "paragraph"))),
        layout_tables=st.integers(0, 1),
    ),
    "cut": st.builds(
        HtmlStyle, tables=st.builds(HtmlTableStyle, cut=st.sampled_from((0.1, 1.0))), layout_tables=st.integers(0, 1)
    ),
    "lines": st.builds(
        HtmlStyle, tables=st.builds(HtmlTableStyle, content=st.just("bare")), surroundings=st.just("lines")
    ),
}
