"""Text in metadata is text, whatever it holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from orchestration.markdown import inert, markdown_table

_RENDERER = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](http://example.invalid/x.png)",
        "**bold** _it_ `code` ~~gone~~ # h",
        "a | b | c",
        "&lt;b&gt; &#60;",
        "line\nbreak\r\nand\u2028more",
        "\x1b[31mred\u202eright",
        "<https://example.invalid>",
    ],
)
def test_hostile_text_stays_text_in_its_cell(text: str) -> None:
    rendered = _RENDERER.render(markdown_table(["column"], [[text]]))
    (cell,) = re.findall(r"<td>(.*)</td>", rendered)
    assert "<" not in cell
    assert "\x1b" not in cell


@given(st.text(alphabet=st.sampled_from("<>&[]()!`*_|\\~#:/.@wh申a \n-"), max_size=12))
def test_no_text_becomes_markup(text: str) -> None:
    rendered = _RENDERER.render(markdown_table(["column"], [[text + "x"]]))
    (cell,) = re.findall(r"<td>(.*)</td>", rendered)
    assert "<" not in cell


@pytest.mark.parametrize(
    "text", ["http://example.invalid", "www.example.invalid", "WWW.example.invalid", "a@example.invalid"]
)
def test_an_address_becomes_no_link(text: str) -> None:
    """The renderer of the UI links what looks like an address, after the backslashes are gone."""
    shown = inert(text).replace("\\", "")
    assert not re.search(r"https?://|www\.|@example", shown, flags=re.IGNORECASE) or "\u2060" in shown
    assert shown.replace("\u2060", "") == text


def test_numbers_are_aligned_and_readable() -> None:
    assert (
        markdown_table(["status", "cells"], [("reported", 12345)])
        == "| status | cells |\n|---|---:|\n| reported | 12,345 |"
    )


def test_nothing_is_an_empty_cell_not_a_zero() -> None:
    assert markdown_table(["value"], [[None]]).endswith("|  |")
