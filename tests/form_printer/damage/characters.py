"""Characters changed all over the printed text: line ends, odd spaces, full-width punctuation, a byte order mark."""

from dataclasses import replace
from random import Random

from form_printer.printed import Print, Run

ODD_SPACES = ("\u00a0", "\u3000", "\u2002", "  ", "\u2003 ")


def windows_line_ends(page: Print, _rng: Random) -> Print:
    return page.rewrite(lambda run: run.text.replace("\n", "\r\n"))


def odd_spaces(page: Print, rng: Random) -> Print:
    """NBSP, ideographic and double spaces wherever a space stood outside the values."""
    return page.rewrite(lambda run: run.text if run.key else _respaced(run, rng))


def _respaced(run: Run, rng: Random) -> str:
    return "".join(rng.choice((" ", *ODD_SPACES)) if c == " " else c for c in run.text)


def full_width_punctuation(page: Print, _rng: Random) -> Print:
    """(一) as (一) in full width, and , ; : as their full-width forms, outside the values."""
    wide = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "(),:;"})
    return page.rewrite(lambda run: run.text if run.key else run.text.translate(wide))


def trailing_spaces(page: Print, rng: Random) -> Print:
    """Blanks at the ends of lines, as converters leave them."""
    tail = rng.choice((" ", "\u3000", " \u00a0", "\t"))
    return page.rewrite(lambda run: run.text if run.key else run.text.replace("\n", tail + "\n"))


def byte_order_mark(page: Print, _rng: Random) -> Print:
    return replace(page, byte_order_mark=True)


def chinese_encoding(page: Print, _rng: Random) -> Print:
    """GB18030 without any declaration."""
    return replace(page, encoding="gb18030", byte_order_mark=False)
