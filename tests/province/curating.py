"""What the people of the province add by hand: its regions, corrections, who must report and by when, declared sums."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from curation.columns import FILES
from province.numbers import YEARS
from province.offices import YEAR_OF_MERGER, Office, city_count
from province.panel import Panel
from province.places import PROVINCE_CODE, all_places


def _write(folder: Path, name: str, rows: Iterable[Mapping[str, object]]) -> None:
    (columns,) = ([column.name for column in file.columns] for file in FILES if file.name == name)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def _regions(panel: Panel) -> Iterable[Mapping[str, object]]:
    for place in all_places(city_count(len(panel.offices))):
        yield {
            "region_code": place.code,
            "region_name": place.name,
            "parent_region_code": place.parent_code,
            "level": place.level,
            "valid_from": place.valid_from,
            "valid_to": place.valid_to,
            "successor_region_code": place.successor_code,
            "reason": "只用于测试的虚构地区",
        }


def merged_names(office: Office) -> list[str]:
    """Printed names that nothing but a person's word joins with the others of an organ: those before a merger."""
    return [
        name for first, name in office.names[:-1] if first < YEAR_OF_MERGER and office.names[1][0] == YEAR_OF_MERGER
    ]


def _corrections(panel: Panel) -> Iterable[Mapping[str, object]]:
    for office in panel.offices:
        for name in merged_names(office):
            yield {"printed_name": name, "organ": office.names[-1][1], "reason": "机构改革后更名"}


def _expected(panel: Panel) -> Iterable[Mapping[str, object]]:
    """All but the public institutions must report; those are expected because they did before."""
    for office in panel.offices:
        if office.kind != "public_institution":
            years = {"first_year": YEARS[0], "last_year": YEARS[-1]}
            yield {"organ": office.names[-1][1], **years, "reason": "应公开年度报告的单位名录"}


def _deadlines() -> Iterable[Mapping[str, object]]:
    for year in YEARS:
        yield {
            "region_code": PROVINCE_CODE,
            "level": "township",
            "report_year": year,
            "deadline": f"{year + 1}-01-31",
            "reason": "省政府办公厅关于乡镇年度报告的通知",
        }


def _roll_ups(panel: Panel) -> Iterable[Mapping[str, object]]:
    names = {office.key: office.names[-1][1] for office in panel.offices}
    for declared in panel.roll_ups:
        for key in declared.child_keys:
            years = {"first_year": declared.year, "last_year": declared.year}
            organs = {"parent_organ": names[declared.parent_key], "child_organ": names[key]}
            yield {**organs, **years, "reason": "报告注明为汇总数据"}


def write_curation(panel: Panel, folder: Path) -> None:
    """Write the files of `$OGI_HOME/curation` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, "regions", _regions(panel))
    _write(folder, "organ_corrections", _corrections(panel))
    _write(folder, "expected_reports", _expected(panel))
    _write(folder, "deadlines", _deadlines())
    _write(folder, "roll_ups", _roll_ups(panel))
