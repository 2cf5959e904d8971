"""The five sample reports, from their bytes to their findings: what was found by hand must come out."""

import pytest
from warehouse.built_warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("warehouse")

WITH_TABLES = ("guidong_county_2020", "shule_county_2020", "wuqia_service_centre_2022", "xiyi_township_2019")
SAMPLES = (*WITH_TABLES, "xuanzhou_district_2020")


def _findings(warehouse: Warehouse, sample: str, columns: str, condition: str) -> list[tuple[object, ...]]:
    sql = f"""
        select {columns} from quality.fct_finding inner join marts.dim_report using (report_id)
        where ends_with(source_path, '{sample}.txt') and {condition} order by all
    """  # noqa: S608 all of it are words of this file
    return warehouse.rows(sql)


@pytest.mark.parametrize("sample", WITH_TABLES)
def test_the_tables_of_the_samples_add_up(warehouse: Warehouse, sample: str) -> None:
    outcomes = _findings(warehouse, sample, "distinct rule_id, outcome", "rule_id in ('A1', 'A2', 'A3', 'L1', 'V1')")
    assert outcomes == [(rule_id, "pass") for rule_id in ("A1", "A2", "A3", "L1", "V1")]


def test_a_sample_without_tables_passes_no_rule_on_tables(warehouse: Warehouse) -> None:
    rules = "rule_id in ('A1', 'A2', 'A3', 'L1')"
    findings = _findings(warehouse, "xuanzhou_district_2020", "distinct rule_id, outcome, reason_en", rules)
    assert findings == [
        ("A1", "not_assessable", "the application table is absent"),
        ("A2", "not_assessable", "the application table is absent"),
        ("A3", "not_assessable", "the application table is absent"),
        ("L1", "not_assessable", "the legal review table is absent"),
    ]


@pytest.mark.parametrize(
    ("sample", "total", "parts", "outcome"),
    [
        ("xiyi_township_2019", 501, 500, "fail"),
        ("shule_county_2020", 1800, 1800, "pass"),
        ("guidong_county_2020", 145, 145, "pass"),
        ("wuqia_service_centre_2022", 204, 204, "pass"),
        ("xuanzhou_district_2020", 106, 106, "pass"),
    ],
)
def test_a_total_of_the_prose_is_held_against_its_parts(
    warehouse: Warehouse, sample: str, total: int, parts: int, outcome: str
) -> None:
    found = _findings(warehouse, sample, "expected, actual, outcome", f"rule_id = 'P2' and expected = {total}")
    assert found == [(total, parts, outcome)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_only_the_sample_that_lost_a_number_fails_for_it(warehouse: Warehouse, sample: str) -> None:
    outcomes = _findings(warehouse, sample, "distinct outcome", "rule_id = 'P3'")
    assert outcomes == [("fail" if sample == "xuanzhou_district_2020" else "pass",)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_sample_fails_in_any_other_way(warehouse: Warehouse, sample: str) -> None:
    failures = {"xiyi_township_2019": [("P2",)], "xuanzhou_district_2020": [("C1",), ("C1",), ("C1",), ("P3",)]}
    assert _findings(warehouse, sample, "rule_id", "outcome = 'fail'") == failures.get(sample, [])
