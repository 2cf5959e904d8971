"""Makes `regions.csv.gz` and `region_names.csv.gz` from the published lists: `python -m organs.region_history FOLDER`.

A list of a year holds what was in use on its day. So `valid_from` is the year of the first list that has a code,
`valid_to` that of the last; null where no earlier or later list is there to tell. `successor_region_code` is the code
that took the place of another: a list of changes tells it, or the code vanished when another of the same name (or the
same name with another type: 望城县, 望城区) appeared in the same province. `lineage_code` is the oldest code of a
region that only changed its code, name or type. A region that was joined to another, or made of several, starts its
own.
"""

import csv
import gzip
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from organs.region_lists import COUNTRY, Change, Names, county_lists, is_zone, told_changes, township_lists
from organs.region_names import base_of

HERE = Path(__file__).parent / "data"
REGION_COLUMNS = (
    *("region_code", "region_name", "parent_region_code", "level", "valid_from", "valid_to"),
    *("successor_region_code", "lineage_code", "source"),
)
NAME_COLUMNS = ("region_code", "region_name", "valid_from", "valid_to")
# Codes that were given to another region in the year named: the former holder is kept under a code of its own.
_REASSIGNED = {"500110": 2011, "500111": 2011}
# Districts that the list of changes derives from one, and that were made of several: 平城区 of 城区 and 南郊区, 莲池区
# of 北市区 and 南市区, 大箐山县 of 带岭区 and parts of 铁力.
_MADE_OF_SEVERAL = {"140213", "130606", "230725"}
# Years for which a list may have a county under both codes.
_BESIDE = 2


@dataclass(slots=True)
class Region:
    """A code with its names by year of the list."""

    code: str
    names: dict[int, str] = field(default_factory=dict)
    successor: str | None = None
    lineage: str | None = None

    @property
    def years(self) -> tuple[int, int]:
        return min(self.names), max(self.names)


def gather(lists: dict[int, Names]) -> dict[str, Region]:
    """Regions by code, with what each list calls them.

    A code that went to another region is, for the former holder, the code and the last year: 500110-2010. Codes of
    townships are given anew now and then without a word: a name that has nothing of the former one is another township.
    """
    regions: dict[str, Region] = {}
    for year, names in sorted(lists.items()):
        for code, name in names.items():
            region = regions.setdefault(code, Region(code))
            before = region.names.get(max(region.names, default=0), name)
            if _REASSIGNED.get(code) == year or (len(code) == 9 and not _is_variant(before, name)):
                former = f"{code}-{max(region.names)}"
                regions[former] = Region(former, region.names)
                region.names = {}
            region.names[year] = name
    return regions


def _is_variant(name: str, other: str) -> bool:
    """Whether two names may be of one township: 禾丰乡 and 禾丰布依族苗族乡, 淮滨县台头乡 and 台头乡."""
    base, other_base = base_of(name), base_of(other)
    return base[:2] == other_base[:2] or base in other or other_base in name


def follow(
    regions: dict[str, Region], years: Sequence[int], told: Iterable[Change], place: dict[str, str] | None = None
) -> None:
    """Fill in successors and lineages; `place` gives the lineage of a township's county: names are matched in it."""
    told_by_old = {change.old: change for change in told}
    for before, after in pairwise(years):
        gone = [r for r in regions.values() if max(r.names) == before]
        # Revisions of GB/T 2260 have an old county beside the new one for a while; the lists of townships do not.
        earliest = after if place else max(after - _BESIDE, years[1])
        new = [r for r in regions.values() if after in r.names and earliest <= min(r.names)]
        new_codes = {region.code for region in new}
        heirs: dict[str, list[Region]] = defaultdict(list)
        for key in (_exact, _bare):
            by_name: dict[tuple[str, str], list[Region]] = defaultdict(list)
            gone_by_name: dict[tuple[str, str], list[Region]] = defaultdict(list)
            for region in new:
                if region.code not in heirs:
                    by_name[key(region, after, place)].append(region)
            for region in gone:
                if region.successor is None:
                    gone_by_name[key(region, before, place)].append(region)
            for name, old in gone_by_name.items():
                if len(old) == len(by_name[name]) == 1:
                    heirs[by_name[name][0].code].append(old[0])
                    old[0].successor = by_name[name][0].code
        for region in gone:
            change = told_by_old.get(region.code.split("-")[0])
            is_new = change is not None and change.new in new_codes
            # A region is joined to one of its own prefecture; elsewhere only a new one takes its place.
            if (
                change
                and region.successor is None
                and abs(change.year - after) <= 1
                and (is_new or (change.new in regions and change.new[:4] == region.code[:4]))
            ):
                region.successor = change.new
                if is_new:
                    heirs[change.new].append(region)
        for code, old in heirs.items():
            if len(old) == 1 and code not in _MADE_OF_SEVERAL:
                regions[code].lineage = old[0].lineage or old[0].code


def _exact(region: Region, year: int, place: dict[str, str] | None) -> tuple[str, str]:
    return _place(region.code, place), region.names[year]


def _bare(region: Region, year: int, place: dict[str, str] | None) -> tuple[str, str]:
    return _place(region.code, place), base_of(region.names[year])


def _place(code: str, place: dict[str, str] | None) -> str:
    """Where a name means one region: the province; of townships the county, under all of its codes."""
    if place is None:
        return code[:2] + ("prefecture" if code[4:6] == "00" else "")
    return place.get(code[:6], code[:6])


def county_rows(lists: dict[int, Names], told: Iterable[Change]) -> tuple[list[dict[str, object]], dict[str, Region]]:
    """Rows from the country to counties, in the order of codes, and the regions by code."""
    years = sorted(lists)
    regions = gather(lists)
    follow({c: r for c, r in regions.items() if not is_zone(c[:6])}, years, told)
    rows: list[dict[str, object]] = []
    for code, region in sorted(regions.items()):
        first, last = region.years
        parent, level = _parent(code, regions)
        zone = is_zone(code[:6])
        rows.append(
            {
                "region_code": code,
                "region_name": region.names[last],
                "parent_region_code": parent,
                "level": level,
                "valid_from": None if first == years[0] or zone else first,
                "valid_to": None if last == years[-1] or zone else last,
                "successor_region_code": region.successor,
                "lineage_code": region.lineage or code,
                "source": "statistical codes" if zone else "GB/T 2260",
            }
        )
    return rows, regions


def _parent(code: str, regions: dict[str, Region]) -> tuple[str | None, str]:
    if code == COUNTRY:
        return None, "national"
    if code[2:6] == "0000":
        return COUNTRY, "province"
    province = code[:2] + "0000"
    if code[4:6] == "00":
        return province, "prefecture"
    prefecture = code[:4] + "00"
    return (prefecture if prefecture in regions else province), "county"


def township_rows(lists: dict[int, Names], counties: dict[str, Region]) -> Iterator[dict[str, object]]:
    """Rows of townships, in the order of codes."""
    regions = gather(lists)
    years = sorted(lists)
    lineages = {code: region.lineage or code for code, region in counties.items()}
    follow(regions, years, (), lineages)
    for code, region in sorted(regions.items()):
        first, last = region.years
        parent = next((c for c in (code[:6], code[:4] + "00") if c in counties), None)
        if parent is None:
            continue
        yield {
            "region_code": code,
            "region_name": region.names[last],
            "parent_region_code": parent,
            "level": "township",
            "valid_from": None if first == years[0] else first,
            "valid_to": None if last == years[-1] else last,
            "successor_region_code": region.successor,
            "lineage_code": region.lineage or code,
            "source": "statistical codes",
        }


def former_names(regions: Iterable[Region]) -> Iterator[dict[str, object]]:
    """Names that regions had before their last one, with the first and last list that has each."""
    for region in regions:
        start, end = region.years
        years: dict[str, list[int]] = defaultdict(list)
        for year, name in sorted(region.names.items()):
            years[name].append(year)
        for name, had in years.items():
            if name != region.names[end]:
                first = None if had[0] == start else had[0]
                yield dict(zip(NAME_COLUMNS, (region.code, name, first, had[-1]), strict=True))


def write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
    """Write rows as compressed CSV, the same bytes for the same rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with gzip.GzipFile(path, "wb", compresslevel=9, mtime=0) as file:
        file.write(text.getvalue().encode())


def main(folder: Path) -> None:
    """Rebuild both files from the unpacked packages in `folder`."""
    rows, counties = county_rows(county_lists(folder), told_changes(folder))
    townships = township_lists(folder)
    rows += township_rows(townships, counties)
    names = former_names([*counties.values(), *gather(townships).values()])
    HERE.mkdir(exist_ok=True)
    write(HERE / "regions.csv.gz", REGION_COLUMNS, rows)
    write(HERE / "region_names.csv.gz", NAME_COLUMNS, sorted(names, key=lambda row: str(row["region_code"])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
