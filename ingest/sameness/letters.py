"""The letters of a sentence that are a report's own: what any other report has as well does not make two alike.

Taken away, in this order: white space and punctuation; titles in 《》; whole sentences and phrases of
`shared_phrases.csv` (the law's, the form's, the web page's); the name of the organ and of the places in it, and how
it speaks of itself (我局, 全县); digits, numerals and the words of dates, so that a copy with new numbers is a copy all
the same; and the characters for levels of administration (省市县区…).
"""

import csv
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.extract.canonical import skeleton

_TITLE_IN_BRACKETS = re.compile(r"[《〈][^《》〈〉\n]{1,80}[》〉]+")
_NOT_LETTERS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9\n]+")
_NUMBERS = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]+[年月日]?")
_LEVELS = re.compile(r"[省市县区州盟旗乡镇]")
_ITSELF = re.compile(r"[我本全该](?:自治[区州县旗]|街道|单位|机关|部门|系统|中心|[省市县区州盟旗乡镇局委办厅院处])")
_PLACE = re.compile(r"[^省市县区盟旗乡镇]{1,12}?(?:自治[区州县旗]|地区|街道|[省市县区盟旗乡镇])")
_PLACE_ENDING = re.compile(r"(?:自治[区州县旗]|地区|街道|[省市县区盟旗乡镇])$")
_OF_A_GOVERNMENT = re.compile(r"人民政府|办公室|办公厅|党组|管理委员会|管委会")


@cache
def _shared(kind: str) -> re.Pattern[str]:
    with (files("ingest.sameness") / "shared_phrases.csv").open(encoding="utf-8") as lines:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in csv.DictReader(lines) if row["kind"] == kind))


def names_in(organ_name: str | None) -> tuple[str, ...]:
    """The names that an organ's reports are full of, longest first: its own, those of its places, with and without
    their ending: 桂东县人民政府 gives 桂东县人民政府, 桂东县, 桂东.
    """
    name = skeleton(organ_name or "")
    if not name:
        return ()
    places = _PLACE.findall(name)
    stems = [stem for place in places if len(stem := _PLACE_ENDING.sub("", place)) >= 2]
    # 教育局 of 桂东县教育局: the organ without its places.
    rest = _OF_A_GOVERNMENT.sub("", name.removeprefix("".join(places)))
    found = {name, *places, *stems, *([rest] if len(rest) >= 2 else [])}
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


def own_letters(sentences: Sequence[str], names: tuple[str, ...]) -> list[str]:
    """The letters of each canonical sentence that are the report's own; "" where every report has that sentence."""
    # All at once, one to a line: a search in many short texts costs more than one in a long text.
    lines = "\n".join(sentence.replace("\n", "") for sentence in sentences)
    is_shared = [_shared("sentence").search(line) is not None for line in _NOT_LETTERS.sub("", lines).split("\n")]
    lines = _NOT_LETTERS.sub("", _TITLE_IN_BRACKETS.sub("", lines))
    lines = _shared("phrase").sub("", lines)
    for name in names:
        lines = lines.replace(name, "")
    lines = _LEVELS.sub("", _NUMBERS.sub("", _ITSELF.sub("", lines))).lower()
    return ["" if shared else line for line, shared in zip(lines.split("\n"), is_shared, strict=True)]


def hash_of(letters: str) -> int:
    """64 bits of a text, signed, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=8).digest(), "big", signed=True)
