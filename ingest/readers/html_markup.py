"""The body of a parsed page as markup in which every < begins a tag, and what a reader does not see is marked.

lexbor writes a tree down as the HTML standard prescribes (13.3): in text and in the values of attributes < and > are
escaped, so that one look at the characters < and > tells tags from text, which is much faster than a walk over nodes.
"""

import re

from selectolax.lexbor import LexborHTMLParser

# These two stand around an element that is not displayed.
HIDE = "ogi-hide"
SHOW = "ogi-show"
_UNESCAPED_OR_NO_ELEMENTS = "script,style,noscript,template,iframe,noembed,noframes"
_SHOWN_AS_THEY_ARE = "xmp,plaintext"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([^\s<>]*)[^<>]*>")
_SPLIT_TAG = re.compile(r"<([^<>]*<[^>]*)>")
_VOID_NAMES = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
# A sign that is worth a look at the tag around it, and what there hides its element.
_SIGNS_OF_HIDING = ("isplay", "ISPLAY", "isibility", "ISIBILITY", ' hidden="')
_HIDING = re.compile(
    r' hidden="| style="(?:[^"]*;)?\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))', re.IGNORECASE
)


def visible_markup(page: LexborHTMLParser) -> str:
    """The markup of the page's body; the text of scripts, styles and their like is taken out of the tree."""
    for node in page.css(_UNESCAPED_OR_NO_ELEMENTS):
        node.decompose()
    for node in page.css(_SHOWN_AS_THEY_ARE):
        node.replace_with(node.text())
    body = page.body
    markup = (body.html if body else None) or ""
    if "<!--" in markup:
        markup = _COMMENT.sub("", markup)
    if markup.count("<") != markup.count(">"):
        # The name of a tag or of an attribute may hold a <: <p<td>, <td <td>.
        markup = _SPLIT_TAG.sub(lambda tag: f"<{tag[1].replace('<', '?')}>", markup)
    return _with_hidden_marked(markup)


def _with_hidden_marked(markup: str) -> str:
    starts = {
        markup.rfind("<", 0, sign.start())
        for word in _SIGNS_OF_HIDING
        if word in markup
        for sign in re.finditer(word, markup)
    }
    parts = []
    position = 0
    for start in sorted(starts):
        tag = _TAG.match(markup, start) if start >= position else None
        if tag is None or tag[1] or not _HIDING.search(tag[0]):
            continue
        end = _end_of_element(markup, tag)
        parts += [markup[position:start], f"<{HIDE}>", markup[start:end], f"<{SHOW}>"]
        position = end
    return "".join([*parts, markup[position:]]) if parts else markup


def _end_of_element(markup: str, opening: re.Match[str]) -> int:
    if opening[2] in _VOID:
        return opening.end()
    depth = 1
    for tag in _TAG.finditer(markup, opening.end()):
        if tag[1]:
            depth -= 1
        elif tag[2] not in _VOID:
            depth += 1
        if depth == 0:
            return tag.end()
    return len(markup)
