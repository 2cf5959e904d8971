"""Refusing pages that are made to exhaust the parser, before it sees them.

An HTML parser walks its stack of open elements for many a tag and compares every attribute of a tag with those before
it, so that a hundred thousand <div>, or attributes of one tag, take it half a minute; and formatting elements that are
never closed are opened anew in every paragraph (HTML standard, 13.2.4.3), so that a few thousand fill the memory.
"""

import re
from collections import Counter

from ingest.errors import UnreadableDocumentError

# Up to so many tags the worst page takes the parser about half a second.
_MANY_TAGS = 20_000
_DEEPEST = 5_000
_MOST_ATTRIBUTES = 2_000
_MOST_REOPENED = 500
_MOST_ELEMENTS_REOPENED = 5_000_000
# A page may leave so many copies of one formatting element open; the standard opens three of them anew ("Noah's Ark").
_COPIES_REOPENED = 3

# A value in double quotes is looked for first, and so are the end of an element and the spans of Word below: they are
# most of what a page has, and the look takes two thirds of the time.
_TAG_REST = (
    rb"[^=>]{0,1000}+"
    rb"(?:=\"[^\"]*+\"[^=>]{0,1000}+|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^=>]{0,1000}+){0,300}+>"
)
_FORMATTING = rb"(?:[bisuBISU]|big|BIG|code|CODE|em|EM|font|FONT|small|SMALL|strike|STRIKE|strong|STRONG|tt|TT)[\s>]"
_NO_FORMATTING = rb"(?:/|span" + _TAG_REST + rb"|(?!" + _FORMATTING + rb")[a-zA-Z]" + _TAG_REST + rb"|[^a-zA-Z])"
# All of a page without a tag of unusual length and without many formatting elements; it ends before the first such.
_USUAL = re.compile(rb"(?:(?:[^<]*+<" + _NO_FORMATTING + rb")*+(?:[^<]*+<[a-zA-Z]" + _TAG_REST + rb")?+){0,400}+[^<]*+")
# What is no element: comments, and the text of scripts and styles. An unclosed one runs to the end.
_RAW = rb"<!--.*?(?:-->|\Z)|<(script|style|xmp|iframe|noembed|noframes|textarea|title)\b.*?(?:</\1\b|\Z)"
_TOKEN = re.compile(
    _RAW + rb"|<(/?)([a-z][^\s/>]*)((?:[^=>]|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+)(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(rb"[^\s/=>]+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
# Elements without content, and those that a parser closes by itself before their like.
_NEVER_DEEP = frozenset(
    b"area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr "
    b"p li dt dd tr td th tbody thead tfoot option optgroup colgroup caption rb rt rtc rp html head body a nobr".split()
)
_REOPENED = frozenset(b"b big code em font i s small strike strong tt u".split())


def refuse_exhausting(source: bytes) -> None:
    """Look at the source of a page. Raises UnreadableDocumentError: too_deep."""
    usual = _USUAL.match(source)
    if usual is None or usual.end() < len(source) or source.count(b"<") > _MANY_TAGS:
        _count_exactly(source)


def _count_exactly(source: bytes) -> None:
    depth = 0
    open_elements: Counter[bytes] = Counter()
    reopened: Counter[bytes] = Counter()
    live_copies = most_reopened = tags = 0
    stack: list[bytes] = []
    for token in _TOKEN.finditer(source):
        name = token[3]
        if name is None:
            continue
        name = name.lower()
        tags += 1
        if name in _REOPENED:
            if token[2]:
                if stack:
                    tag = stack.pop()
                    live_copies -= reopened[tag] <= _COPIES_REOPENED
                    reopened[tag] -= 1
            else:
                tag = name + token[4]
                stack.append(tag)
                reopened[tag] += 1
                live_copies += reopened[tag] <= _COPIES_REOPENED
                most_reopened = max(most_reopened, live_copies)
        if len(token[4]) > _MOST_ATTRIBUTES and sum(1 for _ in _ATTRIBUTE.finditer(token[4])) > _MOST_ATTRIBUTES:
            raise UnreadableDocumentError(
                "too_deep", f"a tag <{name.decode(errors='replace')[:20]}> has endless attributes"
            )
        if name in _NEVER_DEEP:
            continue
        if token[2]:
            if open_elements[name]:
                open_elements[name] -= 1
                depth -= 1
        else:
            open_elements[name] += 1
            depth += 1
            if depth > _DEEPEST:
                raise UnreadableDocumentError("too_deep", f"more than {_DEEPEST} elements are open at once")
    if most_reopened > _MOST_REOPENED or most_reopened * tags > _MOST_ELEMENTS_REOPENED:
        raise UnreadableDocumentError("too_deep", f"{most_reopened} formatting elements are open at once")
