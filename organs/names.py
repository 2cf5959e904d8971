"""The name of an organ taken apart: the place it begins with, and what the organ is there.

Nothing is looked up but regions; whether the place is known for certain is decided in `organs/resolution.py`.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

from organs.region_names import ZONE_WORDS
from organs.regions import COUNTRY, Gazetteer

Kind = Literal["government", "department", "office", "zone", "public_institution"]

# Organs of the State in a place: the place stands in the middle of the name.
VERTICAL = re.compile(
    r"(?:国家税务总局|国家统计局|国家矿山安全监察局|国家能源局|中国人民银行|国家外汇管理局|中国气象局)(?=.)"
)
_NATIONAL = re.compile(
    r"(?:中华人民共和国|国务院|国家)(?!.*[省市县区州盟旗]).+|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|民政|司法|财政|"
    r"人力资源和社会保障|自然资源|生态环境|环境保护|住房和城乡建设|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|应急管理)部"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府|行政公署|行署|")
_DISCLOSURE_OFFICE = re.compile(
    r"(?:人民政府|政府)?(?:政府信息公开|政府信息和政务公开|政务公开|信息公开)(?:工作)?(?:领导小组)?(?:办公室|办)"
)
_OFFICE = re.compile(r"(?:人民政府|政府|行政公署|行署)(?:办公室|办公厅|办)")
_SUBDISTRICT_OFFICE = re.compile(r"(?:人民政府)?(?:街道)?(?:办事处|街办|街道办)|办")
_COMMITTEE = re.compile(r"管理委员会|管委会|管理局")
_TOWNSHIP_OFFICE = re.compile(r"(?:人民政府|办事处)?(?:(?:党政|综合|党政综合|党建)?办公室|党政办)")
_TOWNSHIP = re.compile(
    r"(?:人民政府|政府)?(?P<name>[^局委会]{1,14}?(?:街道|乡|镇|苏木))"
    r"(?P<what>(?:人民政府|政府|办事处)?)(?P<office>(?:(?:党政|综合|党政综合)?办公室|党政办)?)"
)
_SUBDISTRICT = re.compile(r"(?P<name>[^局委会]{1,12}?)(?:街道|街)(?:办事处|办)")
_ZONE = re.compile(rf"(?P<name>.{{0,24}}?(?:{ZONE_WORDS}))(?:管理委员会|管委会|管理局)?(?:(?:党政)?办公室)?")
_PUBLIC = re.compile(
    r".*(?:中心|医院|卫生院|保健院|学校|大学|学院|中学|小学|幼儿园|公司|集团|馆|站|台|报社|银行|研究院|研究所|疾控中心)"
)
_DEPARTMENT = re.compile(r".*(?:局|委员会|委|厅|部|办公室|办|署|联合会|队|处|室|法院|检察院|会|所)")
_ASIDE = re.compile(r"[(](?:本级|机关|汇总|本部|部门)[)]$")


@dataclass(frozen=True, slots=True)
class OrganName:
    """A name taken apart.

    `lineages` are the regions that the place may be, none where the name begins with no known place; `place` is its
    text and `is_path` whether it names more than one region. `key` tells the organ among those of its region;
    `local` is its text. `acts_for` is the key of the government that an office may report for.
    """

    text: str
    place: str
    is_path: bool
    lineages: frozenset[str]
    local: str
    kind: Kind | None
    key: str
    acts_for: str | None = None
    is_disclosure_office: bool = False
    is_township: bool = False


def normal(name: str) -> str:
    """A printed name without what varies by accident: width, spaces, an aside such as (本级)."""
    return _ASIDE.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", name)))


@cache
def _short_names() -> dict[str, str]:
    text = resources.files("organs").joinpath("data", "department_names.csv").read_text(encoding="utf-8")
    return {row["short"]: row["full"] for row in csv.DictReader(io.StringIO(text))}


def department_key(local: str) -> str:
    """What the variants of a department's name have in common: 发展和改革委员会, 发展改革委, 发改委."""
    key = re.sub(r"(?<=.)[和与及、](?=.)", "", local)
    key = re.sub(r"管委会$|管理委员会$", "管理委", key)
    key = re.sub(r"委员会$", "委", key)
    key = re.sub(r"办公室$", "办", key)
    return _short_names().get(key, key)


def place_of(text: str, gazetteer: Gazetteer) -> tuple[str, bool, frozenset[str]]:
    """The place that a text begins with, whether it names several regions, and which regions it may be."""
    start, lineages, count = 0, frozenset[str](), 0
    short = gazetteer.short_province(text)
    if first := next(gazetteer.prefixes(text), None):
        start, lineages, count = len(first[0]), frozenset(first[1]), 1
    elif short and next(gazetteer.prefixes(text[len(short[0]) :], {short[1]}), None):
        start, lineages, count = len(short[0]), frozenset({short[1]}), 1
    while count and (below := next(gazetteer.prefixes(text[start:], lineages), None)):
        start, lineages, count = start + len(below[0]), frozenset(below[1]), count + 1
    return text[:start], count > 1, lineages


def take_apart(name: str, gazetteer: Gazetteer) -> OrganName:
    """The parts of a printed name."""
    text = normal(name)
    if _NATIONAL.fullmatch(text):
        return OrganName(
            text,
            "",
            is_path=True,
            lineages=frozenset({COUNTRY}),
            local=text,
            kind=_kind_of(text),
            key=text.removeprefix("中华人民共和国"),
        )
    vertical = VERTICAL.match(text)
    before = vertical[0] if vertical else ""
    place, is_path, lineages = place_of(text[len(before) :], gazetteer)
    local = before + text[len(before) + len(place) :]
    named = OrganName(text, place, is_path, lineages, local, kind=None, key=local)
    return _classified(named, gazetteer)


def _classified(named: OrganName, gazetteer: Gazetteer) -> OrganName:
    """The same with kind and key, by the first of these that the local part is: nothing more than the place, its
    government, an office of that, a township, a zone, any other organ.
    """
    local = named.local
    is_township = {gazetteer.latest(lineage).level for lineage in named.lineages} == {"township"}
    named = replace(named, is_township=is_township)
    if named.place and (_GOVERNMENT.fullmatch(local) or (is_township and _SUBDISTRICT_OFFICE.fullmatch(local))):
        return replace(named, kind=_kind_of_place(named, gazetteer), key="government")
    if named.place and _COMMITTEE.fullmatch(local) and _ZONE.fullmatch(named.place[-24:]):
        return replace(named, kind="zone", key="government")
    if _DISCLOSURE_OFFICE.fullmatch(local):
        return replace(named, kind="office", key="office:公开办", acts_for="government", is_disclosure_office=True)
    if _OFFICE.fullmatch(local) or (is_township and _TOWNSHIP_OFFICE.fullmatch(local)):
        return replace(named, kind="office", key="office:办公室", acts_for="government")
    if not is_township and (match := _TOWNSHIP.fullmatch(local) or _SUBDISTRICT.fullmatch(local)):
        return _in_township(named, match, gazetteer)
    if match := _ZONE.fullmatch(local):
        return replace(named, kind="zone", key=f"zone:{match['name']}")
    return replace(named, kind=_kind_of(local), key=department_key(local))


def _kind_of_place(named: OrganName, gazetteer: Gazetteer) -> Kind | None:
    """The kind of organ that governs a place; farms and stations that statistics list as townships are none of them."""
    if any(gazetteer.is_zone(lineage) for lineage in named.lineages):
        return "zone"
    if named.is_township and re.search(r"街道$|地区$", named.place):
        return "office"
    if named.is_township and not re.search(r"[乡镇木]$", named.place):
        return None
    return "government"


def _in_township(named: OrganName, match: re.Match[str], gazetteer: Gazetteer) -> OrganName:
    """A township of the place that is listed under another type, or not at all: then it is an organ of the county."""
    printed = match["name"]
    is_subdistrict = match.re is _SUBDISTRICT or printed.endswith("街道")
    groups = match.groupdict()
    office = bool(groups.get("office"))
    named = replace(
        named,
        is_township=True,
        kind="office" if is_subdistrict or office else "government",
        acts_for="government" if office else None,
    )
    name = f"{printed}街道" if match.re is _SUBDISTRICT else printed
    listed = {county: gazetteer.township(county, name) for county in named.lineages}
    if named.lineages and all(len(found) == 1 for found in listed.values()):
        found = frozenset(township for townships in listed.values() for township in townships)
        return replace(named, lineages=found, key="office:办公室" if office else "government")
    key = f"township:{name}"
    return replace(named, key=f"{key}:办公室" if office else key, acts_for=key if office else None)


def _kind_of(local: str) -> Kind | None:
    if _PUBLIC.fullmatch(local):
        return "public_institution"
    return "department" if _DEPARTMENT.fullmatch(local) else None
