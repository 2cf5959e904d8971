"""Which organ a report is of: the name that it prints, and what its title and its site say of the place.

The rules, first that holds:

- correction: somebody said so, for the report or for the name (see `curation/`).
- The place is known when the name names it with what it lies in (`place_in_name`: 南京市鼓楼区), when no other region
  ever had its name (`place_is_unique`: 疏勒县), when the title names what it lies in (`place_in_title`), or when all
  other organs on the same site whose place is certain lie in one prefecture, at least two of them, and one of the
  candidates lies there too (`place_of_site`). A township or zone alone is not known by its name: the lists are not
  complete. National organs are known by theirs (`national`).
- Otherwise the organ is unresolved: `no_place` (教育局), `ambiguous_place` (鼓楼区), with the candidates. An unresolved
  name is one organ only within one site, or, where the address is not known, within one collection.
- An office of a government (疏勒县人民政府办公室) reports for itself when the title names it, and for the government
  when the title names the place or the government (`…_for_government`). When the title names neither, nobody can
  tell: `office_for_whom`, unresolved. An office of information disclosure (政府信息公开办公室) always reports for
  the government.
- Organs of a place are one when what is left of the name is the same but for 和, 与, 委员会 and 委, and known short
  forms (`organs/data/department_names.csv`). A department under a new name is another organ (国土资源局 became
  自然资源局 together with parts of others): only a correction joins them.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from organs.names import VERTICAL, Kind, OrganName, normal, place_of, take_apart
from organs.region_names import base_of
from organs.regions import COUNTRY, Gazetteer, Region

_YEAR = re.compile(r"(?:(?:19|20)\d\d|[二一][〇○零0一二三四五六七八九]{3})\s*年?度?")
_TITLE_END = re.compile(r"(?:人民政府|政府)?(?:政府信息|信息公开|政务公开|年度报告|年报|工作报告)")
_MANY = 5


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ, resolved or not; the fields are the columns of the table `organs`."""

    organ_id: str
    organ_name: str
    level: str | None
    kind: Kind | None
    region_code: str | None
    parent_organ_id: str | None
    resolution_rule: str
    is_resolved: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """An organ as a report names it: the printed name, whether the title is where it stands, and what is around."""

    printed_name: str
    is_in_title: bool
    title: str
    scope: str

    @classmethod
    def of(
        cls, printed_name: str, basis: str | None, title: str | None, url: str | None, collection_id: str
    ) -> "Mention":
        """From the columns of a parsed report. The scope is its site, or its collection where no site is known."""
        host = host_of(url)
        return cls(printed_name, basis == "title", title_lead(title or ""), host or f"collection:{collection_id}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The organ that a mention was taken for, by which rule, and what else it might be."""

    organ: Organ
    rule: str
    candidates: str | None = None


def host_of(url: str | None) -> str | None:
    """The site of an address, without www.; None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def title_lead(title: str) -> str:
    """What a title says before it says what it is: 疏勒县 of "2020年疏勒县政府信息公开工作年度报告"."""
    text = _YEAR.sub("", normal(title))
    found = _TITLE_END.search(text)
    return (text[: found.start()] if found else text).removeprefix("关于")


def organ_id_of(*parts: str) -> str:
    """The id of an organ: "o" and 16 hex digits, the same in every build for the same lineage of regions and name."""
    return "o" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


class Resolver:
    """Resolves mentions. Give it all mentions of all reports first: `learn_sites`."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._names: dict[str, OrganName] = {}
        self._sites: dict[str, frozenset[str]] = {}
        self.organs: dict[str, Organ] = {}

    def read(self, printed_name: str) -> OrganName:
        """The parts of a name; each name is taken apart once."""
        if printed_name not in self._names:
            self._names[printed_name] = take_apart(printed_name, self.gazetteer)
        return self._names[printed_name]

    def learn_sites(self, mentions: Iterable[Mention]) -> None:
        """Find the prefecture (or the smaller region) that all organs of certain place on a site lie in, if they do."""
        places: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for mention in mentions:
            name = self.read(mention.printed_name)
            lineages, rule = self._place_of(name, mention)
            if rule and not mention.scope.startswith("collection:"):
                places[mention.scope].add((next(iter(lineages)), name.key))
        for site, organs in places.items():
            if len(organs) > 1:
                inside = [{lineage, *self.gazetteer.ancestors(lineage)} for lineage, _ in organs]
                together = frozenset.intersection(*map(frozenset, inside))
                below_province = {r for r in together if self.gazetteer.latest(r).level in ("prefecture", "county")}
                self._sites[site] = frozenset(below_province)

    def resolve(self, mention: Mention) -> Resolution:
        """The organ that a mention means; never raises, what cannot be resolved is an organ of its own."""
        name = self.read(mention.printed_name)
        lineages, rule = self._place_of(name, mention)
        if not rule:
            lineages, rule = self._by_site(name, lineages, mention.scope)
        if not rule:
            reason = "ambiguous_place" if lineages else "no_place"
            return self._unresolved(mention, name, reason, self._listed(lineages, name))
        (lineage,) = lineages
        if name.acts_for:
            if name.is_disclosure_office or self._title_names_government(name, mention):
                return Resolution(self._organ(lineage, name, name.acts_for), f"{rule}_for_government")
            if not mention.is_in_title and "办" not in mention.title:
                both = (self._full_name(lineage, name, key) for key in (name.acts_for, name.key))
                return self._unresolved(mention, name, "office_for_whom", "; ".join(both))
        return Resolution(self._organ(lineage, name, name.key), rule)

    def organ_in(self, printed_name: str, lineage: str) -> Organ | None:
        """The organ of a name in a region that is known; None when the name begins with a place elsewhere."""
        name = self.read(printed_name)
        if name.lineages:
            inside = [one for one in name.lineages if one == lineage or lineage in self.gazetteer.ancestors(one)]
            return self._organ(inside[0], name, name.key) if len(inside) == 1 else None
        return self._organ(lineage, name, name.key)

    def _place_of(self, name: OrganName, mention: Mention) -> tuple[frozenset[str], str | None]:
        """The regions that the place may be, and the rule if it is one for certain. The site is not asked."""
        lineages = name.lineages
        if lineages == {COUNTRY}:
            return lineages, "national"
        if len(lineages) == 1 and name.is_path:
            return lineages, "place_in_name"
        if len(lineages) == 1 and not self._may_be_elsewhere(name):
            return lineages, "place_is_unique"
        if lineages and mention.title:
            _, _, told = place_of(mention.title, self.gazetteer)
            if len(told) == 1:
                inside = frozenset(one for one in lineages if one in told or self.gazetteer.ancestors(one) & told)
                if len(inside) == 1 and (inside != told or self._names_more(mention.title, name)):
                    return inside, "place_in_title"
        return lineages, None

    def _may_be_elsewhere(self, name: OrganName) -> bool:
        """Whether the place is a township or zone without its county, as others may be named that no list has.

        The name of a zone that names what it lies in (石家庄高新技术产业开发区) is enough, and so is one added by hand.
        """
        for lineage in self.gazetteer.named(name.place):
            region = self.gazetteer.latest(lineage)
            if region.source == "curation" or (region.level != "township" and not self.gazetteer.is_zone(lineage)):
                continue
            above = {base_of(other.region_name) for other in self.gazetteer.path(lineage)[:-1]}
            if not self.gazetteer.is_zone(lineage) or not any(base in name.place for base in above):
                return True
        return False

    def _names_more(self, title: str, name: OrganName) -> bool:
        """Whether a title names what the place lies in, not only the place itself."""
        place, is_path, _ = place_of(title, self.gazetteer)
        return is_path and place != name.place

    def _by_site(self, name: OrganName, lineages: frozenset[str], scope: str) -> tuple[frozenset[str], str | None]:
        around = self._sites.get(scope, frozenset())
        inside = frozenset(one for one in lineages if one in around or self.gazetteer.ancestors(one) & around)
        return (inside, "place_of_site") if len(inside) == 1 and name.place else (lineages, None)

    def _title_names_government(self, name: OrganName, mention: Mention) -> bool:
        """Whether the title names the place, or its government, and no office."""
        return (
            not mention.is_in_title
            and "办" not in mention.title
            and bool(place_of(mention.title, self.gazetteer)[2] & name.lineages)
            and self.read(mention.title).key in ("government", name.acts_for)
        )

    def _full_name(self, lineage: str, name: OrganName, key: str) -> str:
        region = self.gazetteer.latest(lineage)
        local = name.local
        if key == "government":
            kind = self._kind(name, key)
            local = _government_of(region) if kind == "government" else _GOVERNING.get(kind or "", "")
        elif key == name.acts_for:
            local = key.removeprefix("township:") + "人民政府"
        if lineage == COUNTRY:
            return local
        if before := VERTICAL.match(local):
            return before[0] + region.region_name + local.removeprefix(before[0])
        if region.level == "township":
            county = self.gazetteer.path(lineage)[-2:-1]
            return "".join(r.region_name for r in county) + region.region_name + local
        return region.region_name + local

    def _kind(self, name: OrganName, key: str) -> Kind | None:
        return "government" if key == name.acts_for and name.kind == "office" and name.acts_for else name.kind

    def _organ(self, lineage: str, name: OrganName, key: str) -> Organ:
        organ_id = organ_id_of(lineage, key)
        full_name = self._full_name(lineage, name, key)
        known = self.organs.get(organ_id)
        # The fullest of its names, whatever came first; one that only stood above others is named by a report now.
        if known is None or known.resolution_rule == "above" or _fullness(full_name) > _fullness(known.organ_name):
            region = self.gazetteer.latest(lineage)
            kind = self._kind(name, key)
            is_unlisted_township = name.is_township and region.level != "township"
            organ = Organ(
                organ_id,
                full_name,
                "township" if is_unlisted_township else None if kind == "zone" else region.level,
                kind,
                region.region_code,
                None,
                "by_name",
                is_resolved=True,
            )
            self.organs[organ_id] = organ
            self.organs[organ_id] = replace(organ, parent_organ_id=self._parent(lineage, key))
        return self.organs[organ_id]

    def _parent(self, lineage: str, key: str) -> str | None:
        """The government of the same region, or of the one above; it is made when no report named it."""
        if key != "government":
            return self._government(lineage)
        path = self.gazetteer.path(lineage)
        if lineage == COUNTRY:
            return None
        return self._government(path[-2].lineage_code if len(path) > 1 else COUNTRY)

    def _government(self, lineage: str) -> str:
        organ_id = organ_id_of(lineage, "government")
        if organ_id not in self.organs:
            region = self.gazetteer.latest(lineage)
            name = "国务院" if lineage == COUNTRY else region.region_name + _government_of(region)
            organ = Organ(
                organ_id, name, region.level, "government", region.region_code, None, "above", is_resolved=True
            )
            self.organs[organ_id] = organ
            self.organs[organ_id] = replace(organ, parent_organ_id=self._parent(lineage, "government"))
        return organ_id

    def _listed(self, lineages: frozenset[str], name: OrganName) -> str | None:
        """The candidates in words: the first few, and how many more there are."""
        if not lineages:
            return None
        paths = sorted("".join(r.region_name for r in self.gazetteer.path(one)) for one in lineages)
        shown = "; ".join(path + name.local for path in paths[:_MANY])
        return shown if len(paths) <= _MANY else f"{shown}; … {len(paths) - _MANY} more"

    def _unresolved(self, mention: Mention, name: OrganName, reason: str, candidates: str | None) -> Resolution:
        organ_id = organ_id_of("unresolved", mention.scope, name.text)
        level = "township" if name.is_township else None
        organ = Organ(organ_id, name.text, level, name.kind, None, None, reason, is_resolved=False)
        return Resolution(self.organs.setdefault(organ_id, organ), reason, candidates)


_GOVERNING = {"office": "办事处", "zone": "管理委员会"}


def _fullness(name: str) -> tuple[int, str]:
    return len(name), name


def _government_of(region: Region) -> str:
    """What governs a region is called; a 地区 and a 盟 have an agency of the province's government."""
    return "行政公署" if region.level == "prefecture" and region.region_name.endswith(("地区", "盟")) else "人民政府"
