"""The sentences of a report, from the text of its sections, with the lines of the tables left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.canonical import INVISIBLE, canonical
from ingest.report import Report
from ingest.sameness.letters import names_in, own_letters

# A line as long as this was perhaps broken inside a sentence; a shorter one was ended on purpose.
_SHORTEST_WRAPPED_LINE = 25
_STOP = re.compile(r"[。!?;]")
_NEW_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[.、](?![0-9]))"
)
_MARKS = re.compile(r"[|*#\t]+")
# The rest of a table in a copy without line breaks.
_ROW_OF_NUMBERS = re.compile(r"(?<![0-9.,%])(?:[0-9][0-9.,%]*[\s|]+){3,}")
_GAPS = re.compile(rf"[\s{INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence of a report: the section it stands in, its printed text, and the letters that are its own."""

    section_index: int
    section_code: str
    text: str
    letters: str


def own_sentences(report: Report, shortest: int) -> Iterator[OwnSentence]:
    """The sentences of a report's sections that have `shortest` letters of their own or more, in printed order."""
    names = names_in(report.organ_name.value)
    for index, section in enumerate(report.sections):
        text = canonical(section.text)
        places = list(_sentences(text))
        for (start, end), letters in zip(places, own_letters([text[a:b] for a, b in places], names), strict=False):
            if len(letters) >= shortest:
                printed = _GAPS.sub(" ", _MARKS.sub(" ", section.text[start:end])).strip()
                yield OwnSentence(index, section.code, printed, letters)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The places of what ends at 。！？； in a canonical text: the cells of tables and headings have no such end."""
    former = 0
    for stop in _STOP.finditer(text):
        begin = _beginning(text, former, stop.start())
        for row in _ROW_OF_NUMBERS.finditer(text, begin, stop.start()):
            begin = row.end()
        yield begin, stop.end()
        former = stop.end()


def _beginning(text: str, low: int, stop: int) -> int:
    """Where the sentence that ends at `stop` begins, not before `low`: with its line, or with one before that line
    which was broken inside the sentence.
    """
    begin = text.rfind("\n", low, stop) + 1
    while begin > low and not _NEW_ITEM.match(text, begin):
        above = text.rfind("\n", 0, begin - 1) + 1
        if begin - above <= _SHORTEST_WRAPPED_LINE:
            break
        begin = above
    return max(begin, low)
