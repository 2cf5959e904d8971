"""Tables in plain text from which empty cells were dropped: their pipes part cells, but do not count columns.

Programs that turn pages into text leave out empty cells and fill the row up behind its last one, so that it looks
whole: of "规章 | 0 | | 3" trafilatura makes "规章 | 0 | 3 | |", where a reader of columns would take the number of one
for that of another. What only fills up is turned into spaces; a row is then read if none of its cells is missing.
Empty cells that stand before a filled one are kept as they are: they were not dropped.
"""

import re
from itertools import islice, pairwise
from typing import NamedTuple

# As many bare pipes as the row has fewer cells than the table has columns stand at the end of its line, or below a cell
# alone on its line. The titles in a table are its shortest rows, so that every table shows it: "第(一)项 | |||",
# and again "第(五)项 | |||".
_FILLED_UP = re.compile(
    r"^(?:[^\n]*[^\s|][^\S\n]+\|[^\S\n]+|[^|\n]*[^\s|][^\S\n]+\|[^\S\n]*\n)\|{2,}[^\S\n]*+$", re.MULTILINE
)
_ROWS_OF_EVIDENCE = 2
# Two tables of a document may be written in different ways.
_LINE_WITH_PIPES = re.compile(r"^[^|\n]*\|", re.MULTILINE)
_HEADING = re.compile(r"^[^\S\n]*+[一二三四五六七八]、[^|\n]*$", re.MULTILINE)
_BEHIND_CELLS = re.compile(r"^(?P<cells>[^\n]*[^\s|])(?P<pipes>[^\S\n]*+\|(?:[^\S\n]|\|)*+)$", re.MULTILINE)
_LINES_OF_PIPES = re.compile(r"^[^\S\n]*+\|(?:[^\S\n]|\|)*+$(?:\s*+^[^\S\n]*+\|(?:[^\S\n]|\|)*+$)*+", re.MULTILINE)
_NUMBER_OR_MARK = re.compile(r"\s*+[\d,.+\-—–/]++[亿万元]{0,2}[^\S\n]*+(?:[|\n]|\Z)")
# Versions before 1.0 write a pipe on both sides of every filled cell, on one line or each on its own: "|规章||0||3|".
# Then no two cells are parted by a single pipe, as most are where two pipes have an empty cell between them.
_DOUBLED = re.compile(r"[^\s|]\|\|\s?[^\s|]")
_SINGLE = re.compile(r"[^\s|][^\S\n]*+\|[^\S\n]*+[^\s|]")
_TO_SPACES = str.maketrans("|", " ")


class Unfilled(NamedTuple):
    """A text without the pipes that fill up its rows, and the same without any pipe in the tables that have such rows:
    rows whose empty cells may be dropped are no grid, whatever the number of their fields. Both are of its length.
    """

    text: str
    for_grids: str


def without_filling(text: str) -> Unfilled:
    """Turn into spaces what only fills up rows whose empty cells may be dropped."""
    if "||" not in text:
        return Unfilled(text, text)
    if _DOUBLED.search(text) and not _SINGLE.search(text):
        return Unfilled(without_pipes(text), without_pipes(text))
    starts = [0, *(heading.start() for heading in _HEADING.finditer(text)), len(text)]
    sections = [text[start:end] for start, end in pairwise(starts)]
    filled_up = [_is_filled_up(section) for section in sections]
    if not any(filled_up):
        return Unfilled(text, text)
    # The last row of a table may stand alone behind a label that looks like a title, and show nothing of its own.
    filled_up = [f or len(_LINE_WITH_PIPES.findall(s)) == 1 for f, s in zip(filled_up, sections, strict=True)]
    return Unfilled(
        "".join(_without_filling(s) if f else s for f, s in zip(filled_up, sections, strict=True)),
        "".join(without_pipes(s) if f else s for f, s in zip(filled_up, sections, strict=True)),
    )


def without_pipes(text: str) -> str:
    """The text of the same length, with a space for every pipe."""
    return text.translate(_TO_SPACES)


def _is_filled_up(section: str) -> bool:
    return len(list(islice(_FILLED_UP.finditer(section), _ROWS_OF_EVIDENCE))) == _ROWS_OF_EVIDENCE


def _without_filling(section: str) -> str:
    section = _BEHIND_CELLS.sub(_without_filling_behind, section)
    return _LINES_OF_PIPES.sub(_without_filling_lines, section)


def _without_filling_behind(line: re.Match[str]) -> str:
    """A cell alone on its line keeps the pipe that ends it: the next line may have an empty cell that follows it."""
    kept = 0 if "|" in line["cells"].lstrip("| \t\u3000\xa0") else line["pipes"].index("|") + 1
    return line["cells"] + line["pipes"][:kept] + without_pipes(line["pipes"][kept:])


def _without_filling_lines(lines: re.Match[str]) -> str:
    """Single pipes on lines alone are empty cells where a number or a mark follows; the rest ends the row before."""
    block = lines.group()
    end_of_row = block.rfind("||") + 2 if "||" in block else 0
    if not _NUMBER_OR_MARK.match(lines.string, lines.end()):
        end_of_row = len(block)
    return without_pipes(block[:end_of_row]) + block[end_of_row:]
