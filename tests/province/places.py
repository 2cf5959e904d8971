"""The regions of a province that does not exist, with a county that became a city.

Codes begin with 95, which no province of the country has; the names are made of rare characters, so that they look like
names of places and are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

PROVINCE_CODE, PROVINCE = "950000", "云汀省"
_CITIES = ("澄渊市", "栖岫市", "璟川市", "鹭湄市", "霁屿市", "筠澜市", "黛浦市", "琼峪市")
_COUNTY_BASES = tuple(
    a + b
    for b, a in product("汀渚澜峪岫湄坞屿", "砚芸漪琅筠霁茗栀槿黛苇鹭珩玥璟")
    if a + b not in ("璟川", "鹭湄", "霁屿")
)
_COUNTY_KINDS = ("县", "县", "区", "市", "县")
_TOWN_BASES = tuple(a + b for b, a in product("垭坪岔堡埠垄墅峁垟塬", "漪芸砚琅栀槿黛苇珩玥茗筠霁"))
_TOWN_KINDS = ("镇", "乡", "镇", "街道")
COUNTIES_PER_CITY = 5
TOWNS_PER_COUNTY = 3
# From this year the first county is a city of its own: its organs change their names, and go on reporting.
YEAR_OF_RENAMING = 2022


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its validity in whole years, None where it is not bounded; the columns are those of regions.csv."""

    code: str
    name: str
    parent_code: str
    level: str
    valid_from: int | None = None
    valid_to: int | None = None
    successor_code: str | None = None


def province() -> Place:
    """The province itself. The country is its parent."""
    return Place(PROVINCE_CODE, PROVINCE, "100000", "province")


def cities(count: int) -> list[Place]:
    """The first `count` cities, at most eight."""
    return [Place(f"95{n:02d}00", name, PROVINCE_CODE, "prefecture") for n, name in enumerate(_CITIES[:count], start=1)]


def counties(city: Place) -> list[Place]:
    """The counties of a city under the names that they have before the year of renaming."""
    number = int(city.code[2:4])
    found = []
    for n in range(COUNTIES_PER_CITY):
        base = _COUNTY_BASES[(number - 1) * COUNTIES_PER_CITY + n]
        name = base + ("县" if number == 1 and n == 0 else _COUNTY_KINDS[n])
        found.append(Place(f"{city.code[:4]}{21 + n}", name, city.code, "county"))
    return found


def towns(county: Place) -> list[Place]:
    """The townships of a county; the numbers of county and city choose their names, so none is used twice."""
    index = (int(county.code[2:4]) - 1) * COUNTIES_PER_CITY + int(county.code[4:6]) - 21
    found = []
    for n in range(TOWNS_PER_COUNTY):
        at = index * TOWNS_PER_COUNTY + n
        base = _TOWN_BASES[at % len(_TOWN_BASES)]
        name = base + (_TOWN_KINDS[n] if county.name.endswith("区") else _TOWN_KINDS[n % 3])
        found.append(Place(f"{county.code}{101 + n}", name, county.code, "township"))
    return found


def zone(city: Place) -> Place:
    """The development zone of a city, which no list of divisions has."""
    return Place(f"{city.code[:4]}71", f"{city.name.removesuffix('市')}经济技术开发区", city.code, "county")


def renamed(county: Place) -> tuple[Place, Place]:
    """The county before and after it became a city: two regions, the first succeeded by the second."""
    after = Place(
        f"{county.code[:4]}81", f"{county.name[:-1]}市", county.parent_code, "county", valid_from=YEAR_OF_RENAMING
    )
    before = Place(
        county.code,
        county.name,
        county.parent_code,
        "county",
        valid_to=YEAR_OF_RENAMING - 1,
        successor_code=after.code,
    )
    return before, after


def all_places(city_count: int) -> Iterator[Place]:
    """Every region of a province with so many cities, parents first, with the renamed county in both states."""
    yield province()
    for number, city in enumerate(cities(city_count)):
        yield city
        yield zone(city)
        for n, county in enumerate(counties(city)):
            if number == 0 and n == 0:
                yield from renamed(county)
            else:
                yield county
            yield from towns(county)
