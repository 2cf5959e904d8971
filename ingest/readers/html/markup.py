"""The body of a parsed page as markup in which every < begins a tag, and what a reader does not see is marked.

lexbor writes a tree down as the HTML standard prescribes (13.3): in text and in the values of attributes < and > are
escaped, so that one look at the characters < and > tells tags from text, which is much faster than a walk over nodes.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

# These two stand around an element that is not displayed.
HIDE = "ogi-hide"
SHOW = "ogi-show"
_NOT_ESCAPED = "script,style,template,iframe,noembed,noframes"
_SHOWN_AS_THEY_ARE = "xmp,plaintext"
_TAG = re.compile(r"<(/?)([^\s<>]*)[^<>]*>")
_SPLIT_TAG = re.compile(r"<([^<>]*<[^>]*)>")
_VOID_NAMES = "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
_VOID = frozenset(_VOID_NAMES.split())
_INLINE_NAMES = "a abbr b big bdo cite code em font i ins label mark q small span strong tt u var"
_INLINE = frozenset(_INLINE_NAMES.split())
# A sign that is worth a look at the tag around it, and what there hides its element or sets it apart.
_SIGNS = ("isplay", "ISPLAY", "idden", "IDDEN")
_STYLE = r' style="(?:[^"]*;)?\s*'
_HIDING = re.compile(rf' hidden="|{_STYLE}(?:display\s*:\s*none|visibility\s*:\s*hidden)', re.IGNORECASE)
_APART = re.compile(rf"{_STYLE}display\s*:\s*(?!inline\s*[;!\"]|contents)", re.IGNORECASE)


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
    return VisibleMarkup(_with_display_marked(markup), cells_elsewhere)


def _with_display_marked(markup: str) -> str:
    """The markup with `HIDE` and `SHOW` around what is not displayed, and line breaks around what is set apart."""
    starts = {start for word in _SIGNS if word in markup for start in _tags_with(word, markup)}
    marks: list[tuple[int, str]] = []
    apart: set[int] = set()
    position = 0
    for start in sorted(starts):
        tag = _TAG.match(markup, start) if start >= position else None
        if tag is None or tag[1]:
            continue
        if _HIDING.search(tag[0]):
            position = _end_of_element(markup, tag)
            marks += [(start, f"<{HIDE}>"), (position, f"<{SHOW}>")]
        elif tag[2] in _INLINE and _APART.search(tag[0]):
            apart.add(start)
    if apart:
        marks += [(place, "<br>") for place in (*apart, *_ends_of_elements(markup, apart))]
    return _with_marks(markup, sorted(marks)) if marks else markup


def _tags_with(word: str, markup: str) -> Iterator[int]:
    """Where tags begin in which a word stands, or whose text does."""
    before = 0
    for found in re.finditer(word, markup):
        start = markup.rfind("<", before, found.start())
        if start >= 0:
            yield start
        before = found.start()


def _with_marks(markup: str, marks: Sequence[tuple[int, str]]) -> str:
    parts = []
    position = 0
    for place, mark in marks:
        parts += [markup[position:place], mark]
        position = place
    return "".join([*parts, markup[position:]])


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


def _ends_of_elements(markup: str, starts: set[int]) -> list[int]:
    """Where the elements end whose tags begin at `starts`."""
    ends = []
    open_tags: list[int] = []
    for tag in _TAG.finditer(markup, min(starts)):
        if tag[1]:
            if open_tags and open_tags.pop() in starts:
                ends.append(tag.end())
        elif tag[2] not in _VOID:
            open_tags.append(tag.start())
    return ends
