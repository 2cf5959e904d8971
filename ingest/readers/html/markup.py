"""The body of a parsed page as markup in which every < begins a tag, and what a reader does not see is marked.

lexbor writes a tree down as the HTML standard prescribes (13.3): in text and in the values of attributes < and > are
escaped, so that one look at the characters < and > tells tags from text, which is much faster than a walk over nodes.
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

# Stands around an element that is not displayed.
HIDDEN = "ogi-hidden"
_NOT_ESCAPED = "script,style,template,iframe,noembed,noframes"
_SHOWN_AS_THEY_ARE = "xmp,plaintext"
_SPLIT_TAG = re.compile(r"<([^<>]*<[^>]*)>")
_INLINE_NAMES = "a abbr b big bdo cite code em font i ins label mark q small span strong tt u var"
_INLINE = frozenset(_INLINE_NAMES.split())
# What may hide an element or set it apart, and what does.
_STYLED = '[hidden],[style*="display" i],[style*="visibility" i]'
_DECLARATION = r"(?:.*;)?\s*"
_HIDING = re.compile(rf"{_DECLARATION}(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE | re.DOTALL)
_APART = re.compile(rf"{_DECLARATION}display\s*:\s*(?!inline\s*(?:[;!]|$)|contents)", re.IGNORECASE | re.DOTALL)
# A page that hides all of itself is shown by a script.
_WHOLE_PAGE = ("html", "head", "body")


class VisibleMarkup(NamedTuple):
    """The markup of a page's body, and how many times `<td` was said in what is no part of it: scripts, comments."""

    text: str
    cells_elsewhere: int


def visible_markup(page: LexborHTMLParser) -> VisibleMarkup:
    """The markup of the page's body; the text of scripts, styles and their like is taken out of the tree."""
    taken_out = []
    for node in page.css(_NOT_ESCAPED):
        taken_out.append(node.html or "")
        node.decompose()
    for node in page.css(_SHOWN_AS_THEY_ARE):
        node.replace_with(node.text())
    _mark_display(page)
    # Word puts every few characters into a span; without them there is half as much markup to look at.
    page.unwrap_tags(["span"])
    body = page.body
    markup = (body.html if body else None) or ""
    parts = []
    position = 0
    look_from = 0
    while (start := markup.find("<!--", look_from)) >= 0:
        tag = markup.rfind("<", position, start)
        if tag >= 0 and markup.find(">", tag, start) < 0:
            look_from = start + 4  # in the name of a tag: <p<!-->
            continue
        parts.append(markup[position:start])
        end = markup.find("-->", start + 4)
        position = end + 3 if end >= 0 else len(markup)
        look_from = position
        taken_out.append(markup[start:position])
    if parts:
        markup = "".join([*parts, markup[position:]])
    if markup.count("<") != markup.count(">"):
        # The name of a tag or of an attribute may hold a <: <p<td>, <td <td>.
        markup = _SPLIT_TAG.sub(lambda tag: f"<{tag[1].replace('<', '?')}>", markup)
    cells_elsewhere = sum(text.count("<td") + text.count("<TD") for text in taken_out)
    return VisibleMarkup(markup, cells_elsewhere)


def _mark_display(page: LexborHTMLParser) -> None:
    """Put `HIDDEN` around what is not displayed, and line breaks around what is set apart from the text beside it."""
    for node in page.css(_STYLED):
        if node.tag in _WHOLE_PAGE or (node.parent is not None and node.parent.tag == HIDDEN):
            continue
        style = node.attributes.get("style") or ""
        if "hidden" in node.attributes or _HIDING.match(style):
            node.insert_before(page.create_node(HIDDEN))
            if node.prev is not None:
                node.prev.insert_child(node, move=True)
        elif node.tag in _INLINE and _APART.match(style):
            node.insert_before(page.create_node("br"))
            node.insert_after(page.create_node("br"))
