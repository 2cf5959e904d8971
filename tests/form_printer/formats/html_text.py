"""Text as HTML pages write it: bare, a <span> for every character, or the way Word does."""

from dataclasses import dataclass
from html import escape
from random import Random
from typing import Literal

Inline = Literal["bare", "spans", "word", "fonts"]
HIDDEN_TEXTS = ("12", "合计", "9", "-")


@dataclass(frozen=True)
class HtmlTextStyle:
    """`inline`: what stands around the characters. `noise`: how often something stands among them that is not shown.

    `wrapped`: line feeds in the source where a browser shows nothing or a space.
    """

    inline: Inline = "bare"
    noise: float = 0.0
    wrapped: bool = False


def _noise(rng: Random) -> str:
    hidden = rng.choice(HIDDEN_TEXTS)
    return rng.choice(
        (
            f"<!--[if gte mso 9]><xml><w:v>{hidden}</w:v></xml><![endif]-->",
            f'<span style="font-size:9pt;display:none">{hidden}</span>',
            f'<B STYLE="DISPLAY : NONE;mso-hide:all">{hidden}</B>',
            f"<span hidden>{hidden}</span>",
            f"<script>document.write('<td>{hidden}</td>')</script>",
            f"<style>.c{{content:'{hidden}'}}</style>",
            f"<noscript>{hidden}</noscript>",
            f"<template><i>{hidden}</i></template>",
            "<o:p></o:p>",
            '<a name="_GoBack"></a>',
            "<?xml:namespace prefix = o ns = 'urn:schemas-microsoft-com:office:office' />",
            "<![if !supportEmptyParas]><![endif]>",
        )
    )


def inline(text: str, style: HtmlTextStyle, rng: Random) -> str:
    """A line of text without a block around it."""
    if style.inline == "bare":
        pieces = [escape(text)]
    elif style.inline == "spans":
        pieces = [f'<span style="font-family:仿宋_GB2312;font-size:16pt">{escape(c)}</span>' for c in text]
    elif style.inline == "fonts":
        pieces = [f"<font face=宋体><b>{escape(c)}</b></font>" if rng.random() < 0.5 else escape(c) for c in text]
    else:
        pieces = [
            f"<span lang=EN-US style='font-size:12.0pt;mso-hansi-font-family:\"Times New Roman\"'>{escape(c)}</span>"
            if c.isascii()
            else f'<st1:place w:st="on">{escape(c)}</st1:place>'
            for c in text
        ]
        pieces.append("<o:p></o:p>")
    written = "".join(piece + (_noise(rng) if rng.random() < style.noise else "") for piece in pieces)
    return f"\n    {written}\n  " if style.wrapped else written


def paragraph(text: str, style: HtmlTextStyle, rng: Random) -> str:
    """A line of text in a <p>."""
    attributes = (
        ' class=MsoNormal style="text-align:center;mso-pagination:widow-orphan"' if style.inline == "word" else ""
    )
    return f"<p{attributes}>{inline(text, style, rng) or '&nbsp;'}</p>"
