"""The gazetteer: regions by code, and what a name at the start of a text may mean.

A name means lineages, not codes: 望城县 and 望城区 are one region in two times.
"""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from organs.region_names import ZONE_NAME, township_base

LEVELS = ("national", "province", "prefecture", "county", "township")
COUNTRY = "100000"
# 新疆疏勒县: provinces are named without their type before the name of another region, and only there.
_SHORT_LENGTH = {"内蒙古自治区": 3, "黑龙江省": 3}
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Region:
    """One code. The years are those of the lists; null is open."""

    region_code: str
    region_name: str
    parent_region_code: str | None
    level: str
    valid_from: int | None
    valid_to: int | None
    successor_region_code: str | None
    lineage_code: str
    source: str


@dataclass(frozen=True, slots=True)
class RegionName:
    """A former name of a region, with the years in which it had it."""

    region_code: str
    region_name: str
    valid_from: int | None
    valid_to: int | None


def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    content = resources.files("organs").joinpath("data", name).read_bytes()
    yield from csv.DictReader(io.StringIO(gzip.decompress(content).decode()))


@cache
def packaged_regions() -> tuple[tuple[Region, ...], tuple[RegionName, ...]]:
    """The regions and former names that come with the program; see `organs/data/README.md`."""
    regions = tuple(
        Region(
            row["region_code"],
            row["region_name"],
            row["parent_region_code"] or None,
            row["level"],
            _year(row["valid_from"]),
            _year(row["valid_to"]),
            row["successor_region_code"] or None,
            row["lineage_code"],
            row["source"],
        )
        for row in _rows("regions.csv.gz")
    )
    names = tuple(
        RegionName(row["region_code"], row["region_name"], _year(row["valid_from"]), _year(row["valid_to"]))
        for row in _rows("region_names.csv.gz")
    )
    return regions, names


class Gazetteer:
    """Regions, with what was added by hand, for looking up names and ancestors. Memory: 60 MB for the packaged ones."""

    def __init__(self, added: Iterable[Region] = ()) -> None:
        packaged, former = packaged_regions()
        self.regions: dict[str, Region] = {region.region_code: region for region in (*packaged, *added)}
        self.former_names = former
        self._latest: dict[str, Region] = {}
        for region in self.regions.values():
            latest = self._latest.get(region.lineage_code)
            if latest is None or _end(region) >= _end(latest):
                self._latest[region.lineage_code] = region
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._townships: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._parents: dict[str, set[str]] = defaultdict(set)
        for region in self.regions.values():
            self._add_name(region, region.region_name)
            if region.parent_region_code:
                self._parents[region.lineage_code].add(self.regions[region.parent_region_code].lineage_code)
        for name in former:
            self._add_name(self.regions[name.region_code], name.region_name)
        self._short = {
            region.region_name[: _SHORT_LENGTH.get(region.region_name, 2)]: region.lineage_code
            for region in packaged
            if region.level == "province" and region.valid_to is None
        }

    def _add_name(self, region: Region, name: str) -> None:
        self._by_name[name].add(region.lineage_code)
        if region.level == "township" and region.parent_region_code:
            county = self.regions[region.parent_region_code].lineage_code
            self._townships[(county, township_base(name))].add(region.lineage_code)

    def all_names(self) -> Iterator[RegionName]:
        """Every name of every region, former ones first; the present one holds since the last former one ended."""
        ended: dict[str, int] = {}
        for name in self.former_names:
            ended[name.region_code] = max(name.valid_to or 0, ended.get(name.region_code, 0))
            yield name
        for code, region in self.regions.items():
            since = ended[code] + 1 if code in ended else region.valid_from
            yield RegionName(code, region.region_name, since, region.valid_to)

    def latest(self, lineage: str) -> Region:
        """The region of a lineage under its last code."""
        return self._latest[lineage]

    def ancestors(self, lineage: str) -> set[str]:
        """The lineages of all regions that this one lies or lay in, without itself."""
        found: set[str] = set()
        waiting = [lineage]
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return found

    def is_zone(self, lineage: str) -> bool:
        """Whether a region is a zone: it is named so, and is none of the divisions of GB/T 2260."""
        region = self.latest(lineage)
        return region.source != "GB/T 2260" and ZONE_NAME.search(region.region_name) is not None

    def named(self, name: str) -> set[str]:
        """The lineages of regions that have or had exactly this name."""
        return self._by_name.get(name, set())

    def township(self, county: str, name: str) -> set[str]:
        """Townships of a county by a name whose type may differ: 西邑乡 for 西邑镇."""
        return self._townships.get((county, township_base(name)), set())

    def prefixes(self, text: str, within: Iterable[str] = ()) -> Iterator[tuple[str, set[str]]]:
        """Names that `text` begins with, longest first, and the lineages each may mean.

        With `within`, only regions that lie in one of these.
        """
        within = set(within)
        for length in range(min(len(text), _LONGEST_NAME), 1, -1):
            lineages = self._by_name.get(text[:length])
            if lineages and within:
                lineages = {lineage for lineage in lineages if self.ancestors(lineage) & within}
            if lineages:
                yield text[:length], lineages

    def short_province(self, text: str) -> tuple[str, str] | None:
        """The short name of a province that `text` begins with, and its lineage."""
        for length in (3, 2):
            if lineage := self._short.get(text[:length]):
                return text[:length], lineage
        return None

    def path(self, lineage: str) -> list[Region]:
        """The regions from the province down to this one, as they are now."""
        path: list[Region] = []
        region: Region | None = self.latest(lineage)
        while region is not None and region.region_code != COUNTRY:
            path.append(region)
            parent = region.parent_region_code
            region = self.latest(self.regions[parent].lineage_code) if parent else None
        return path[::-1]


@lru_cache(maxsize=2)
def gazetteer_with(added: tuple[Region, ...] = ()) -> Gazetteer:
    """A gazetteer with regions added by hand; kept, because it takes a second to make and is never changed."""
    return Gazetteer(added)


def _end(region: Region) -> int:
    return 9999 if region.valid_to is None else region.valid_to
