"""The organs of the fictional province: who they are, and under which name each of their reports is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from province.places import PROVINCE, YEAR_OF_RENAMING, Place, cities, counties, province, renamed, towns, zone

_DEPARTMENTS = (
    "教育", "财政", "民政", "水利", "司法", "交通运输", "农业农村", "自然资源", "卫生健康", "市场监督管理", "应急管理",
    "文化和旅游",
)  # fmt: skip
# A department that took over another's business, and its name of before.
_RENAMED_DEPARTMENT, _FORMER_NAME, YEAR_OF_MERGER = "农业农村", "农牧业局", 2020
_INSTITUTIONS = ("住房公积金管理中心", "公共资源交易中心")


@dataclass(frozen=True, slots=True)
class Office:
    """One organ. `key` is the printer's own name of it; `names` are the printed names by first year, oldest first.

    `kind`, `level` and `region_code` are what the warehouse must say of it. `size` is about how many requests it gets
    in a year. `variants` are the years in which another form of its name is printed.
    """

    key: str
    kind: str
    level: str
    region_code: str
    names: tuple[tuple[int, str], ...]
    size: int
    parent_key: str | None = None
    variants: dict[int, str] = field(default_factory=dict)

    def name_in(self, year: int) -> str:
        """The full name in force in a year."""
        return [name for first, name in self.names if first <= year][-1]

    def printed_in(self, year: int) -> str:
        """The name that stands in the title of the report: the full one or, in some years, a variant of it."""
        return self.variants.get(year, self.name_in(year))


def _always(name: str) -> tuple[tuple[int, str], ...]:
    return ((0, name),)


def _of_province() -> Iterator[Office]:
    place = province()
    yield Office("province", "government", "province", place.code, _always(f"{PROVINCE}人民政府"), 400)
    for field_name in _DEPARTMENTS[:8]:
        name = f"{PROVINCE}{field_name}{'局' if field_name == '市场监督管理' else '厅'}"
        yield Office(f"province/{field_name}", "department", "province", place.code, _always(name), 60, "province")


def _of_city(city: Place) -> Iterator[Office]:
    yield Office(city.name, "government", "prefecture", city.code, _always(f"{city.name}人民政府"), 150, "province")
    for field_name in _DEPARTMENTS[:7]:
        yield Office(
            f"{city.name}/{field_name}",
            "department",
            "prefecture",
            city.code,
            _always(f"{city.name}{field_name}局"),
            30,
            city.name,
        )
    place = zone(city)
    yield Office(place.name, "zone", "county", place.code, _always(f"{place.name}管理委员会"), 20, city.name)
    for name in _INSTITUTIONS:
        yield Office(
            f"{city.name}/{name}",
            "public_institution",
            "prefecture",
            city.code,
            _always(f"{city.name}{name}"),
            6,
            city.name,
        )


def _of_county(county: Place, after: Place | None, parent: str) -> Iterator[Office]:
    def named(ending: str) -> tuple[tuple[int, str], ...]:
        first = (0, f"{county.name}{ending}")
        return (first, (YEAR_OF_RENAMING, f"{after.name}{ending}")) if after else (first,)

    code = after.code if after else county.code
    # Half of the governments drop 人民 from their name in some year, as their own pages do.
    variants = {2020: f"{county.name}政府", 2023: f"{(after or county).name}政府"} if int(county.code) % 2 else {}
    yield Office(county.name, "government", "county", code, named("人民政府"), 60, parent, variants)
    for field_name in _DEPARTMENTS:
        names = named(f"{field_name}局")
        if field_name == _RENAMED_DEPARTMENT:
            # Nothing in the two names says that they are one organ: somebody has to.
            names = ((0, f"{county.name}{_FORMER_NAME}"), (YEAR_OF_MERGER, f"{county.name}{field_name}局"), *names[1:])
        yield Office(f"{county.name}/{field_name}", "department", "county", code, names, 14, county.name)
    for town in towns(county):
        ending = "办事处" if town.name.endswith("街道") else "人民政府"
        kind = "office" if town.name.endswith("街道") else "government"
        # A township is known only by the county that it names.
        yield Office(town.name, kind, "township", town.code, named(f"{town.name}{ending}"), 3, county.name)


def offices(count: int) -> list[Office]:
    """The first `count` organs (at least 30), parents first: the province, then city after city with its counties."""
    found = list(_of_province())
    for number, city in enumerate(cities(8)):
        found += _of_city(city)
        for n, county in enumerate(counties(city)):
            before, after = renamed(county) if number == 0 and n == 0 else (county, None)
            found += _of_county(before, after, city.name)
        if len(found) >= count:
            break
    return found[:count]


def city_count(count: int) -> int:
    """How many cities a province with so many organs needs."""
    named = {office.key for office in offices(count)}
    return sum(city.name in named for city in cities(8))
