"""Checks what the rows of people mean: that what they name is there, and that they do not contradict each other."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from curation.csv_files import Row
from curation.organ_references import OrganReferences
from curation.problems import Problem
from organs.region_names import base_of
from organs.regions import LEVELS, Region, packaged_regions
from organs.resolution import Organ

Rows = list[dict[str, Any]]


def finding_id_of(report_id: str, rule_id: str, subject: str) -> str:
    """The id that the warehouse gives a finding: the MD5 of its report, rule and subject, each ended by "|"."""
    return hashlib.md5(f"{report_id}|{rule_id}|{subject}|".encode(), usedforsecurity=False).hexdigest()


def added_regions(rows: Iterable[Row]) -> tuple[list[Region], list[Problem]]:
    """The regions of `regions.csv` that hold, and problems: codes taken, parents or successors unknown, cycles."""
    packaged = {region.region_code: region for region in packaged_regions()[0]}
    problems: list[Problem] = []
    added: dict[str, Row] = {}
    for row in rows:
        code = row["region_code"]
        if code in packaged:
            problems.append(
                row.problem(f"region_code {code} is that of {packaged[code].region_name} in the packaged list")
            )
        elif code in added:
            problems.append(row.problem(f"region_code {code} is also in line {added[code].line}"))
        else:
            added[code] = row
    for code, row in added.items():
        problems += _region_problems(code, row, packaged, added)
    wrong = {problem.line for problem in problems}
    regions = [_region(row) for row in added.values() if row.line not in wrong]
    # What lies in a region that is wrong is not used either, so that nobody is told of it twice.
    known = set(packaged) | {region.region_code for region in regions}
    while any(region.parent_region_code not in known for region in regions):
        regions = [region for region in regions if region.parent_region_code in known]
        known = set(packaged) | {region.region_code for region in regions}
    return [replace(region, lineage_code=_oldest_code(region, regions)) for region in regions], problems


def _oldest_code(region: Region, regions: list[Region]) -> str:
    """The code under which a region began: a successor of the same name but for its type (望城县, 望城区) goes on with
    the lineage, as in the packaged list; one of another name took a region in, and does not.
    """
    for other in regions:
        if other.successor_region_code == region.region_code and base_of(other.region_name) == base_of(
            region.region_name
        ):
            return _oldest_code(other, regions)
    return region.region_code


def _region(row: Row) -> Region:
    return Region(
        region_code=row["region_code"],
        region_name=row["region_name"],
        parent_region_code=row["parent_region_code"],
        level=row["level"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successor_region_code=row["successor_region_code"],
        lineage_code=row["region_code"],
        source="curation",
    )


def _region_problems(code: str, row: Row, packaged: dict[str, Region], added: dict[str, Row]) -> Iterable[Problem]:
    for column in ("parent_region_code", "successor_region_code"):
        other = row[column]
        if other is not None and other not in packaged and other not in added:
            yield row.problem(f"{column} {other} is not known")
        elif _comes_back(code, column, added):
            yield row.problem(f"{column} leads back to {code}: a cycle")
        elif other is not None and column == "parent_region_code":
            level = packaged[other].level if other in packaged else added[other]["level"]
            if LEVELS.index(level) >= LEVELS.index(row["level"]):
                yield row.problem(f"a region of level {row['level']} cannot lie in one of level {level} ({other})")
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        yield row.problem("valid_to is before valid_from")


def _comes_back(code: str, column: str, added: dict[str, Row]) -> bool:
    seen: set[str] = set()
    at: str | None = code
    while at in added and at not in seen:
        seen.add(at)
        at = added[at][column]
    return at == code


def check_corrections(
    rows: Iterable[Row], organs: OrganReferences, report_ids: Collection[str]
) -> tuple[list[tuple[Row, Organ]], list[Problem]]:
    """Corrections with their organs. `report_ids` are those of the parsed reports among the ids that rows name."""
    problems: list[Problem] = []
    checked: dict[tuple[str | None, ...], tuple[Row, Organ]] = {}
    for row in rows:
        key = (row["report_id"], row["printed_name"], row["source_host"])
        if (row["report_id"] is None) == (row["printed_name"] is None):
            problems.append(row.problem("give either report_id or printed_name"))
        elif row["report_id"] and row["source_host"]:
            problems.append(row.problem("source_host goes with printed_name only"))
        elif row["report_id"] and row["report_id"] not in report_ids:
            problems.append(row.problem(f"report_id {row['report_id']} is no report that was read"))
        elif organ := organs.find(row):
            if key in checked:
                other, claimed = checked[key]
                what = f"report {row['report_id']}" if row["report_id"] else f"name {row['printed_name']}"
                claim = f" for another organ ({claimed.organ_name})" if claimed.organ_id != organ.organ_id else ""
                problems.append(row.problem(f"the {what} is claimed in line {other.line} already{claim}"))
            else:
                checked[key] = (row, organ)
    return list(checked.values()), problems


def check_expected(rows: Iterable[Row], organs: OrganReferences) -> tuple[Rows, list[Problem]]:
    """One row per organ and year."""
    problems: list[Problem] = []
    checked: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        organ = organs.find(row)
        if row["first_year"] > row["last_year"]:
            problems.append(row.problem("last_year is before first_year"))
        elif organ:
            for year in range(row["first_year"], row["last_year"] + 1):
                key = (organ.organ_id, year)
                if key in checked:
                    line = checked[key]["source_line"]
                    problems.append(row.problem(f"{organ.organ_name} is expected for {year} in line {line} already"))
                    break
                checked[key] = {"organ_id": organ.organ_id, "report_year": year} | _placed(row, "reason")
    return list(checked.values()), problems


def check_roll_ups(rows: Iterable[Row], organs: OrganReferences) -> tuple[Rows, list[Problem]]:
    """Declared sums without cycles, each pair of organs once for a year."""
    problems: list[Problem] = []
    checked: list[dict[str, Any]] = []
    for row in rows:
        parent = organs.find(row, "parent_organ", None)
        child = organs.find(row, "child_organ", None)
        first, last = row["first_year"] or 0, row["last_year"] or 9999
        if first > last:
            problems.append(row.problem("last_year is before first_year"))
        if not parent or not child or first > last:
            continue
        entry = {"parent_organ_id": parent.organ_id, "child_organ_id": child.organ_id}
        entry |= {"first_year": row["first_year"], "last_year": row["last_year"]} | _placed(row, "reason")
        same = [
            other
            for other in checked
            if (other["parent_organ_id"], other["child_organ_id"]) == (parent.organ_id, child.organ_id)
            and (other["first_year"] or 0) <= last
            and first <= (other["last_year"] or 9999)
        ]
        if same:
            problems.append(row.problem(f"the same two organs and years are in line {same[0]['source_line']} already"))
        elif _reaches(child.organ_id, parent.organ_id, checked):
            problems.append(row.problem(f"{child.organ_name} sums up {parent.organ_name} itself: a cycle"))
        else:
            checked.append(entry)
    return checked, problems


def _reaches(start: str, goal: str, sums: Iterable[dict[str, Any]]) -> bool:
    children: dict[str, list[str]] = {}
    for entry in sums:
        children.setdefault(entry["parent_organ_id"], []).append(entry["child_organ_id"])
    seen, waiting = {start}, [start]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return goal in seen


def check_deadlines(
    rows: Iterable[Row], organs: OrganReferences, regions: Collection[str]
) -> tuple[Rows, list[Problem]]:
    """Deadlines, each for one organ, or for the organs of a region; in the year after the report year."""
    problems: list[Problem] = []
    checked: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        year, day = row["report_year"], row["deadline"]
        organ = organs.find(row, "organ", None)
        if (row["organ"] is None) == (row["region_code"] is None):
            problems.append(row.problem("give either organ or region_code"))
        elif row["organ"] and (row["kind"] or row["level"]):
            problems.append(row.problem("kind and level go with region_code only"))
        elif row["region_code"] and row["region_code"] not in regions:
            problems.append(row.problem(f"region_code {row['region_code']} is not known"))
        elif not date(year + 1, 1, 1) <= day <= date(year + 1, 12, 31):
            problems.append(row.problem(f"the deadline of a report on {year} lies in {year + 1}, not on {day}"))
        elif organ or row["region_code"]:
            key = (organ.organ_id if organ else None, row["region_code"], row["kind"], row["level"], year)
            if key in checked:
                problems.append(row.problem(f"the same deadline is in line {checked[key]['source_line']} already"))
            else:
                columns = ("organ_id", "region_code", "kind", "level", "report_year")
                values = dict(zip(columns, key, strict=True)) | {"deadline": day}
                checked[key] = values | _placed(row, "reason")
    return list(checked.values()), problems


def check_reviews(
    rows: Iterable[Row], report_ids: Collection[str], rule_ids: Collection[str]
) -> tuple[Rows, list[Problem]]:
    """Reviews whose finding is the one that report, rule and subject make; each finding once."""
    problems: list[Problem] = []
    checked: dict[str, dict[str, Any]] = {}
    for row in rows:
        finding_id, report_id = row["finding_id"], row["report_id"]
        if row["rule_id"] not in rule_ids:
            problems.append(row.problem(f"rule_id {row['rule_id']} is no rule"))
        elif report_id not in report_ids:
            problems.append(row.problem(f"report_id {report_id} is no report that was read"))
        elif finding_id != finding_id_of(report_id, row["rule_id"], row["subject"]):
            problems.append(row.problem(f"finding_id is not that of {report_id}, {row['rule_id']}, {row['subject']}"))
        elif finding_id in checked:
            problems.append(
                row.problem(f"the finding is reviewed in line {checked[finding_id]['source_line']} already")
            )
        elif row["decision"] == "explained" and row["note"] is None:
            problems.append(row.problem("an explained finding needs the explanation in note"))
        else:
            checked[finding_id] = row.values | _placed(row)
    return list(checked.values()), problems


def _placed(row: Row, *columns: str) -> dict[str, Any]:
    """Some columns of a row, and where it stands."""
    return {column: row[column] for column in columns} | {"source_file": row.file, "source_line": row.line}
