"""Which findings are asked for, and how the organs and regions that a person names are found."""

from dataclasses import dataclass


class SelectionError(Exception):
    """What was asked for is not in the published build, or may be more than one thing. Says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The findings that are asked for; empty tuples and None are no limit.

    `with_answered` also takes those that were dismissed or explained, `with_not_assessable` those that could not be
    checked because something is lacking in the report or in the copy of it.
    """

    organ_ids: tuple[str, ...] = ()
    region_code: str | None = None
    years: tuple[int, ...] = ()
    rule_ids: tuple[str, ...] = ()
    with_not_assessable: bool = False
    with_answered: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """What the findings of one unit in one year come to; the name and the id are those of the unit."""

    book_id: str
    unit_id: str
    unit: str
    report_year: int | None
    errors: int
    warnings: int
    not_assessable: int
    answered: int
