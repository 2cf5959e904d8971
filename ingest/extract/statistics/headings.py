"""Which headings a row of a statistics sheet stands under, as far as ordinals and 其中 tell."""

import re
from dataclasses import dataclass

# The kinds of ordinals from the outermost to the innermost.
_ORDINALS = (
    re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.,]|第[一二三四五六七八九十]{1,2}部分"),
    re.compile(r"\(\s*[一二三四五六七八九十]{1,3}\s*\)"),
    re.compile(r"\d{1,2}\s*[、.,](?!\d)"),
    re.compile(r"\(\s*\d{1,2}\s*\)"),
    re.compile(r"[\u2460-\u2473\u2474-\u249b]"),
)
_OF_WHICH = re.compile(r"其\s*中\s*[::]?\s*")
_UNNUMBERED = len(_ORDINALS)


def rank_of(label: str) -> int | None:
    """How deep the ordinal of a canonical label is, 0 the outermost; None without one. 其中 may stand before it."""
    start = match.end() if (match := _OF_WHICH.match(label)) else 0
    return next((rank for rank, ordinal in enumerate(_ORDINALS) if ordinal.match(label, start)), None)


def begins_a_label(text: str) -> bool:
    """Whether canonical text begins as a label does: with an ordinal or with 其中."""
    return rank_of(text) is not None or _OF_WHICH.match(text) is not None


def without_ordinal(label: str) -> str:
    """A canonical label without 其中 and its ordinal."""
    rest = _OF_WHICH.sub("", label, count=1) if _OF_WHICH.match(label) else label
    rank = rank_of(rest)
    return rest if rank is None else _ORDINALS[rank].sub("", rest, count=1).lstrip("、. ")


@dataclass(frozen=True, slots=True)
class _Open:
    label: str
    rank: int
    is_of_which: bool


class Outline:
    """Follows the rows of one sheet in printed order.

    A row without an ordinal says nothing of its depth: behind "其中:甲" may stand another part or another whole. It is
    counted as a part only where its siblings would be numbered; otherwise the whole is only its `doubtful_parent`.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.doubtful_parent: str | None = None

    def headings(self, printed: str, label: str) -> tuple[str, ...]:
        """The headings above the next row; `printed` is its label as it is to be quoted, `label` the canonical one."""
        rank = rank_of(label)
        is_of_which = _OF_WHICH.match(label) is not None
        if is_of_which:
            self._close_for_part(rank)
        elif rank is not None:
            self._close_for_ordinal(rank)
        else:
            self._close_for_unnumbered()
        above = tuple(row.label for row in self._open)
        if is_of_which and rank is None and above:
            self.doubtful_parent = above[-1]
        elif is_of_which or rank is not None:
            self.doubtful_parent = None
        self._open.append(_Open(printed, _UNNUMBERED if rank is None else rank, is_of_which))
        return above

    def _close_for_part(self, rank: int | None) -> None:
        last = self._open[-1] if self._open else None
        if last and last.is_of_which and rank is None and last.rank == _UNNUMBERED:
            self._open.pop()

    def _close_for_ordinal(self, rank: int) -> None:
        same = next((i for i, row in enumerate(self._open) if row.rank == rank), None)
        if rank == 0:
            self._open.clear()
        elif same is not None:
            del self._open[same:]
        else:
            while self._open and rank < self._open[-1].rank < _UNNUMBERED:
                self._open.pop()

    def _close_for_unnumbered(self) -> None:
        last = next((i for i in reversed(range(len(self._open))) if self._open[i].rank == _UNNUMBERED), None)
        if last is None:
            return
        is_part = self._open[last].is_of_which
        if is_part and last and self._open[last - 1].rank == _UNNUMBERED:
            last -= 1
        del self._open[last:]
