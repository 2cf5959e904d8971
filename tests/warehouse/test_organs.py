"""Organs and regions in the warehouse: one organ over names, years and codes, and everybody who is unresolved."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from warehouse.built_warehouse import Build, Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import a_report, report_id

pytestmark = pytest.mark.xdist_group("warehouse")

_ORGANS = {
    "county 2019": ("望城县人民政府", 2010),
    "district 2020": ("长沙市望城区政府", 2020),
    "department": ("望城区财政局", 2020),
    "ambiguous": ("鼓楼区教育局", 2020),
    "nobody": ("某某局", 2020),
    "zone": ("平潭综合实验区管委会", 2020),
    "land": ("望城区国土资源局", 2018),
    "nature": ("望城区自然资源局", 2020),
}


@pytest.fixture(scope="module")
def build_of_organs(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("organs")
    inputs = Inputs(root)
    reports = [replace(a_report(name, organ_name=organ), report_year=year) for name, (organ, year) in _ORGANS.items()]
    inputs.add_collection("spring", reports)
    (root / "curation").mkdir()
    for file, lines in {
        "regions": [
            "region_code,region_name,parent_region_code,level,valid_from,valid_to,successor_region_code,reason",
            "350100-PT,平潭综合实验区,350100,county,2009,,,不在统计用区划代码中",
        ],
        "organ_corrections": [
            "report_id,printed_name,source_host,organ,region_code,reason",
            ",望城区国土资源局,,望城区自然资源局,,2019年机构改革更名",
        ],
    }.items():
        (root / "curation" / f"{file}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    inputs.finish()
    selection = ("--select", "+dim_report", "+dim_organ", "+dim_region", "--indirect-selection", "buildable")
    return dbt_build(inputs, root, *selection, "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="module")
def organs(build_of_organs: Build) -> Iterator[Warehouse]:
    assert build_of_organs.exit_status == 0, build_of_organs.output
    with duckdb.connect(str(build_of_organs.database), read_only=True) as connection:
        yield Warehouse(connection)


def organ_of(organs: Warehouse, name: str) -> tuple[str, ...]:
    (row,) = organs.rows(
        "select dim_organ.organ_name, dim_organ.region_code, dim_report.organ_rule"
        " from marts.dim_report inner join marts.dim_organ using (organ_id) where report_id = ?",
        report_id(name),
    )
    return row


def test_an_organ_is_one_over_names_years_and_codes(organs: Warehouse) -> None:
    assert organ_of(organs, "county 2019") == ("望城区人民政府", "430112", "place_is_unique")
    assert organ_of(organs, "district 2020") == ("望城区人民政府", "430112", "place_in_name")
    row = organs.rows(
        "select printed_names, report_count, first_report_year, last_report_year from marts.dim_organ"
        " where organ_name = '望城区人民政府'"
    )
    assert row == [("望城县人民政府; 长沙市望城区政府", 2, 2010, 2020)]


def test_a_correction_with_its_reason_joins_a_renamed_department(organs: Warehouse) -> None:
    assert organ_of(organs, "land") == ("望城区自然资源局", "430112", "correction")
    assert organ_of(organs, "nature")[0] == "望城区自然资源局"
    assert organs.count("marts.dim_organ", "organ_name = '望城区国土资源局'") == 0


def test_a_region_added_by_hand_is_a_region(organs: Warehouse) -> None:
    assert organ_of(organs, "zone") == ("平潭综合实验区管理委员会", "350100-PT", "place_is_unique")
    path = "select region_path, source from marts.dim_region where region_code = '350100-PT'"
    assert organs.rows(path) == [("福建省 > 福州市 > 平潭综合实验区", "curation")]


def test_unresolved_organs_are_kept_and_listed_with_their_candidates(organs: Warehouse) -> None:
    listed = organs.rows(
        "select organ_name, resolution_rule, organ_candidates is not null, region_code, report_count"
        " from marts.dim_organ where not is_resolved order by organ_name"
    )
    assert listed == [("某某局", "no_place", False, None, 1), ("鼓楼区教育局", "ambiguous_place", True, None, 1)]


def test_every_organ_but_the_highest_and_the_unresolved_has_one_above_it(organs: Warehouse) -> None:
    without = organs.rows("select organ_name from marts.dim_organ where is_resolved and parent_organ_id is null")
    assert without == [("国务院",)]
    above = organs.rows(
        "with recursive above as ("
        " select organ_id, organ_name, parent_organ_id, 1 as steps from marts.dim_organ"
        " where organ_name = '望城区财政局'"
        " union all select up.organ_id, up.organ_name, up.parent_organ_id, steps + 1"
        " from above inner join marts.dim_organ as up on above.parent_organ_id = up.organ_id where steps < 20)"
        " select organ_name from above order by steps"
    )
    assert [name for (name,) in above] == [
        "望城区财政局",
        "望城区人民政府",
        "长沙市人民政府",
        "湖南省人民政府",
        "国务院",
    ]


def test_regions_know_what_they_lie_in_and_were_called(organs: Warehouse) -> None:
    columns = "region_path, province_code, prefecture_code, county_code, former_names, valid_to"
    rows = organs.rows(f"select {columns} from marts.dim_region where region_code = '420607'")  # noqa: S608 our words
    assert rows == [("湖北省 > 襄阳市 > 襄州区", "420000", "420600", "420607", "襄阳区", None)]
    assert organs.count("marts.dim_region", "level = 'township'") > 40_000
