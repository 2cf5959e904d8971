"""Ways to spoil a document: its bytes, its text, the text in its package. All chance is that of the generator given."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, bytes, Random], bytes]
_LARGEST = 2_000_000
_INSERTED = (
    *(
        "0",
        "1",
        "12",
        "305",
        "-7",
        "1,234",
        "3.5",
        "件",
        "万元",
        "(减)",
        "约",
        "其中5条",
        "/",
        "—",
        "一、",
        "(三)",
        "总计",
    ),
    *("予以公开", "|", "<td>", "</td>", "<table>", "</table>", "<tr>", "</tr>", "<td colspan=3>", "<td rowspan=99>"),
    *("<br>", "<p>", "</p>", "<!--", "-->", "&nbsp;", "&#48;", "<script>", " ", "\u3000", "\u200b", "\ufffd", "\t"),
    *("\n", "\r\n", "\x00", "\x07"),
)
_SEPARATORS = re.compile(r"[|\t\n]|</?\w[^<>]*>| {1,4}")
_TAGS = re.compile(r"</?\w[^<>]*>")
_ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "big5hkscs", "utf-8-sig", "utf-32")


def _slice(raw: bytes, rng: Random, longest: int = 3000) -> tuple[int, int]:
    start = rng.randrange(len(raw) + 1)
    return start, min(len(raw), start + rng.randrange(1, longest))


# --- bytes


def flip_bytes(raw: bytes, _other: bytes, rng: Random) -> bytes:
    """A few bytes become any others."""
    spoiled = bytearray(raw)
    for _ in range(rng.randrange(1, 40) if raw else 0):
        spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled)


def truncate(raw: bytes, _other: bytes, rng: Random) -> bytes:
    """The file breaks off."""
    return raw[: rng.randrange(len(raw) + 1)]


def delete_a_slice(raw: bytes, _other: bytes, rng: Random) -> bytes:
    """Some bytes in the middle are lost."""
    start, end = _slice(raw, rng)
    return raw[:start] + raw[end:]


def duplicate_a_slice(raw: bytes, _other: bytes, rng: Random) -> bytes:
    """Some bytes stand there again, at times many times over."""
    start, end = _slice(raw, rng)
    return raw[:end] + raw[start:end] * rng.choice((1, 1, 1, 2, 30)) + raw[end:]


def splice(raw: bytes, other: bytes, rng: Random) -> bytes:
    """The beginning of one file and the end of another."""
    return raw[: rng.randrange(len(raw) + 1)] + other[rng.randrange(len(other) + 1) :]


# --- text


def _of_text(change: Callable[[str, Random], str]) -> Mutation:
    def mutate(raw: bytes, _other: bytes, rng: Random) -> bytes:
        return change(raw.decode("utf-8", "replace"), rng).encode("utf-8", "replace")

    mutate.__name__ = change.__name__
    mutate.__doc__ = change.__doc__
    return mutate


def insert_words(text: str, rng: Random) -> str:
    """Digits, units, marks, labels and tags appear anywhere."""
    for _ in range(rng.randrange(1, 12)):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + rng.choice(_INSERTED) + text[place:]
    return text


def lose_separators(text: str, rng: Random) -> str:
    """Pipes, tabs, spaces, line ends and tags are lost, one in some."""
    share = rng.choice((0.01, 0.1, 0.5, 1.0))
    return _SEPARATORS.sub(lambda match: "" if rng.random() < share else match.group(), text)


def swap_tags(text: str, rng: Random) -> str:
    """Tags change places."""
    tags = [match.span() for match in _TAGS.finditer(text)]
    for _ in range(rng.randrange(1, 6) if len(tags) > 1 else 0):
        (a, b), (c, d) = sorted(rng.sample(tags, 2))
        if b <= c and text[a:b] != text[c:d]:
            text = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
            tags = [match.span() for match in _TAGS.finditer(text)]
    return text


def shuffle_lines(text: str, rng: Random) -> str:
    """Some lines change places, are lost or stand there twice."""
    lines = text.split("\n")
    for _ in range(rng.randrange(1, 8)):
        place = rng.randrange(len(lines))
        line = lines.pop(place) if rng.random() < 0.7 else lines[place]
        if rng.random() < 0.8:
            lines.insert(rng.randrange(len(lines) + 1), line)
        lines = lines or [""]
    return "\n".join(lines)


def change_digits(text: str, rng: Random) -> str:
    """Digits become others, longer, full-width, or are lost."""
    share = rng.choice((0.01, 0.1, 0.5))

    def changed(match: re.Match[str]) -> str:
        digit = match.group()
        if rng.random() >= share:
            return digit
        return rng.choice((str(rng.randrange(10)), digit + digit, chr(ord(digit) + 0xFEE0), ""))

    return re.sub(r"[0-9]", changed, text)


def lose_characters(text: str, rng: Random) -> str:
    """Single characters are lost."""
    share = rng.choice((0.002, 0.02, 0.2))
    return "".join([character for character in text if rng.random() >= share])


def repeat_a_piece(text: str, rng: Random) -> str:
    """A few characters stand there thousands of times."""
    start = rng.randrange(len(text) + 1)
    piece = text[start : start + rng.randrange(1, 30)]
    return text[:start] + piece * rng.choice((10, 100, 3000)) + text[start:]


def encode_otherwise(raw: bytes, _other: bytes, rng: Random) -> bytes:
    """The text comes in another encoding, whole or with another in its second half."""
    text = raw.decode("utf-8", "replace")
    half = rng.choice((len(text), rng.randrange(len(text) + 1)))
    return text[:half].encode(rng.choice(_ENCODINGS), "replace") + text[half:].encode("utf-8", "replace")


OF_BYTES: tuple[Mutation, ...] = (flip_bytes, truncate, delete_a_slice, duplicate_a_slice, splice)
_CHANGES = (insert_words, lose_separators, swap_tags, shuffle_lines, change_digits, lose_characters, repeat_a_piece)
OF_TEXT: tuple[Mutation, ...] = (*map(_of_text, _CHANGES), encode_otherwise)


# --- packages


def _in_package(raw: bytes, other: bytes, rng: Random) -> bytes:
    """A Word document with its text spoiled and its package whole."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(written, "w") as spoiled:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = rng.choice((*OF_TEXT, *OF_BYTES))(content, other, rng)
            spoiled.writestr(name, content)
    return written.getvalue()


def mutated(raw: bytes, other: bytes, rng: Random) -> bytes:
    """The document spoiled in one to three ways; `other` is another one to take pieces from."""
    is_whole = True
    for _ in range(rng.choice((1, 1, 2, 3))):
        if raw.startswith(b"PK") and is_whole and rng.random() < 0.8:
            raw = _in_package(raw, b"<w:p/>", rng)
        elif raw.startswith((b"PK", b"%PDF")):
            raw = rng.choice(OF_BYTES)(raw, other, rng)
            is_whole = False
        else:
            raw = rng.choice((*OF_TEXT, *OF_BYTES))(raw, other, rng)
        raw = raw[:_LARGEST]
    return raw
