"""The reading of names in pinyin, for a search by letters: 重庆市教育局 is "chong qing shi jiao yu ju".

Which of its readings a character has, the word tells that it stands in: `pypinyin` knows 47,000 words. Where it knows
no word for a place, or takes it for another one, `organs/data/pinyin.csv` says how it is read.
"""

import csv
import io
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

# Where a part of a name ends that recurs: the region, and what an organ is within it.
_REGION_END = re.compile(r"(?<=[省市县区州盟旗乡镇])(?![市县区州盟旗乡镇]|辖)")
_MOST_PARTS = 100_000


def pinyin(name: str) -> str:
    """The syllables of a name in small letters without tones, parted by spaces; ü is v, as on a keyboard.

    What has no reading stands as it is; letters and digits that stand together are one syllable.
    """
    return " ".join(syllable for part in _REGION_END.split(name) if part for syllable in _syllables(part))


@lru_cache(maxsize=_MOST_PARTS)
def _syllables(part: str) -> tuple[str, ...]:
    # Takes a tenth of a second to import; only this function needs it.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    words, corrections = _corrections()
    found: list[str] = []
    for piece in words.split(part):
        found += corrections.get(piece) or lazy_pinyin(piece)
    return tuple(syllable for text in found for syllable in text.casefold().split())


@cache
def _corrections() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """What finds the words that are corrected, longest first, and their syllables."""
    corrections = {row["characters"]: row["pinyin"].split() for row in _rows()}
    longest_first = sorted(corrections, key=len, reverse=True)
    return re.compile(f"({'|'.join(longest_first)})"), corrections


def _rows() -> Iterator[dict[str, str]]:
    content = resources.files("organs").joinpath("data", "pinyin.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(content))
