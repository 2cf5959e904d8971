"""Every word that is asked for is there, in both languages, and every word that is there is asked for."""

import re
from pathlib import Path

import pytest

from dashboard.words import read_words, words

DASHBOARD = Path(__file__).parents[2] / "dashboard"
SOURCES = [
    *(DASHBOARD / "assets").glob("*.js"),
    *(DASHBOARD / "templates").glob("*.j2"),
    *DASHBOARD.glob("*.py"),
]
KEYS = set(words("zh"))

# A key is written whole, or as a beginning to which a code is added: t(`code.${kind}`), t("nav." ~ entry).
_WHOLE = re.compile(r"""["'`]([a-z_]+(?:\.[\w-]+)+)["'`]""")
_BEGUN = re.compile(r"""["'`]([a-z_]+\.(?:[\w-]+[._])*[\w-]*)(?:\$\{|\{|["'`]\s*[~+])""")
_ASKED = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]|\[["']([a-z_]+\.[\w.-]+)["']\]""")
# The title of each page is asked for by its name, codes by their kind.
_BY_NAME = re.compile(r"^(?:\w+\.title|code\..+)$")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_word_that_is_asked_for_is_there(path: Path) -> None:
    asked = {whole or field for whole, field in _ASKED.findall(_read(path))}
    assert {key for key in asked if "." in key} - KEYS == set()


def test_every_word_that_is_there_is_asked_for() -> None:
    sources = "\n".join(map(_read, SOURCES))
    whole = set(_WHOLE.findall(sources))
    begun = tuple({beginning for beginning in _BEGUN.findall(sources) if beginning.count(".")})
    unused = {key for key in KEYS - whole if not key.startswith(begun) and not _BY_NAME.match(key)}
    assert unused == set()


def test_both_languages_have_every_word() -> None:
    assert set(words("zh")) == set(words("en"))


def test_a_text_in_the_wrong_column_is_seen() -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    # English may quote a word that reports print. The switch speaks the language that it leads to.
    swapped = {
        key
        for key, text in words("en").items()
        if len(chinese.findall(text)) > len(re.findall("[a-z]", text))
        or (chinese.search(text) and text == words("zh")[key])
    }
    assert {key for key in swapped if not key.startswith("site.language")} == set()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a.b,甲,A", "a.b,乙,B"], "a.b is there twice"),
        (["a.b,甲,"], "needs one text in each language"),
        (["a.b,甲"], "needs one text in each language"),
        (["a.b,甲,A, B"], "needs one text in each language"),
        (["a.b,{x} 甲,A {y}"], "different {placeholders}"),
    ],
)
def test_a_wrong_line_is_refused(lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_words(["key,zh,en", *lines])
