"""Functions of short texts that remember their answers: numbers, marks and labels are few and stand in every report."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Answer = TypeVar("_Answer")
_MOST_TEXTS = 16_384


def remembered(longest: int) -> Callable[[Callable[[str], _Answer]], Callable[[str], _Answer]]:
    """A decorator that keeps the answers for texts of at most `longest` characters.

    What is longer is prose, which never comes back: to keep it would cost memory and win nothing.
    """

    def decorate(function: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
        known = lru_cache(maxsize=_MOST_TEXTS)(function)

        @wraps(function)
        def remembering(text: str) -> _Answer:
            return known(text) if len(text) <= longest else function(text)

        return remembering

    return decorate
