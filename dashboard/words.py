"""The words of pages, scripts and charts, in Chinese and English, from `words.csv` (key, zh, en)."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_FILE = Path(__file__).with_name("words.csv")
_PLACEHOLDER = re.compile(r"\{\w+\}")


@cache
def words(language: Language) -> dict[str, str]:
    """Every word by its key.

    Raises ValueError for a key that is there twice, a text that is missing, and texts with different placeholders.
    """
    return read_words(_FILE.read_text(encoding="utf-8").splitlines())[language]


def read_words(lines: list[str]) -> dict[Language, dict[str, str]]:
    """The words of the lines of a file as `words.csv`. Raises ValueError as `words` does."""
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for line in csv.DictReader(lines):
        key = line["key"]
        if key in found["zh"]:
            raise ValueError(f"words.csv: {key} is there twice")
        if not (line["zh"] and line["en"]) or None in line:
            raise ValueError(f"words.csv: {key} needs one text in each language")
        if set(_PLACEHOLDER.findall(line["zh"])) != set(_PLACEHOLDER.findall(line["en"])):
            raise ValueError(f"words.csv: the texts of {key} have different {{placeholders}}")
        for language in LANGUAGES:
            found[language][key] = line[language]
    return found
