"""Finds the organs that rows of the curation files mean: by id, or by name with the code of a region where needed."""

import re
from typing import TYPE_CHECKING

from organs.resolution import Mention, Organ, Resolver

if TYPE_CHECKING:
    from curation.csv_files import Row
    from curation.problems import Problem

_ID = re.compile(r"o[0-9a-f]{16}")


class OrganReferences:
    """Looks organs up, and keeps a problem for each row whose organ is not known.

    An id must be that of an organ whose reports came in, or of one that stands above such. A name may be new.
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known = dict(resolver.organs)
        self.problems: list[Problem] = []

    def find(self, row: "Row", column: str = "organ", region_column: str | None = "region_code") -> Organ | None:
        """The organ in a cell; None, and a problem, where it is not known, or the cell is empty."""
        named: str | None = row[column]
        code: str | None = row[region_column] if region_column else None
        if named is None:
            return None
        if _ID.fullmatch(named):
            return self._by_id(row, column, named, code)
        if code is not None:
            if (region := self._resolver.gazetteer.regions.get(code)) is None:
                self.problems.append(row.problem(f"region_code {code} is not known"))
                return None
            organ = self._resolver.organ_in(named, region.lineage_code)
            if organ is None:
                self.problems.append(row.problem(f"{column} {named} names a place that does not lie in {code}"))
            return organ
        resolution = self._resolver.resolve(Mention(named, is_in_title=True, title="", scope="curation"))
        if resolution.organ.is_resolved:
            return resolution.organ
        self._resolver.organs.pop(resolution.organ.organ_id, None)
        choices = f" ({resolution.candidates})" if resolution.candidates else ""
        self.problems.append(
            row.problem(f"{column} {named} may be in more than one place, or none that is known{choices}; give {_HINT}")
        )
        return None

    def _by_id(self, row: "Row", column: str, organ_id: str, code: str | None) -> Organ | None:
        if code is not None:
            self.problems.append(row.problem(f"{column} is an id: region_code must be empty"))
            return None
        if organ_id not in self._known:
            self.problems.append(row.problem(f"{column} {organ_id} is the id of no organ"))
        return self._known.get(organ_id)


_HINT = "its full name from the province down, its region_code, or its id"
