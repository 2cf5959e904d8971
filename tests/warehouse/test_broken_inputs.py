"""A broken pipeline fails the build: the invariants are shown to be able to fail."""

from dataclasses import replace
from typing import Any

import pytest
from warehouse.built_warehouse import Build, Inputs, dbt_build
from warehouse.constructed_reports import REPORTS, a_report, report_id

pytestmark = pytest.mark.xdist_group("warehouse")


def _cell(**changes: Any) -> dict[str, Any]:
    return {
        "report_id": report_id("balanced"),
        "collection_id": "spring",
        "table_code": "legal",
        "row_code": "reconsideration",
        "column_code": "total",
        "value": None,
        "unit": "count",
        "status": "blank",
        "value_raw": "",
        "locator": None,
    } | changes


@pytest.fixture(scope="module")
def build_of_tampered_files(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("tampered")
    inputs = Inputs(root)
    inputs.add_collection("spring", [REPORTS["balanced"]])
    inputs.add_to_catalogue("spring", a_report("lost"))
    inputs.add_rows(
        "cells",
        _cell(report_id="nobody", column_code="upheld"),
        _cell(column_code="pending", value=7),
        _cell(),
    )
    inputs.finish()
    return dbt_build(inputs, root, "--select", "staging")


@pytest.fixture(scope="module")
def build_of_incomplete_report(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("incomplete")
    inputs = Inputs(root)
    first, *rest = REPORTS["mixed"].cells
    assert first.table == "disclosure"
    inputs.add_collection("spring", [replace(REPORTS["mixed"], cells=tuple(rest))])
    inputs.finish()
    return dbt_build(
        inputs,
        root,
        "--select",
        "+fct_disclosure",
        "+fct_legal_review",
        "+dim_form_cell",
        "+dim_report",
        "--indirect-selection",
        "cautious",
    )


@pytest.mark.parametrize(
    "test", ["no_orphan_cell", "each_cell_is_read_once", "cell_value_only_when_reported", "no_lost_document"]
)
def test_tampered_files_fail_the_build(build_of_tampered_files: Build, test: str) -> None:
    assert build_of_tampered_files.exit_status == 1
    assert test in build_of_tampered_files.names("fail")


def test_what_is_whole_does_not_fail_beside_it(build_of_tampered_files: Build) -> None:
    assert {"no_orphan_figure", "each_path_is_taken_in_once"} <= build_of_tampered_files.names("pass")


def test_a_report_that_lacks_a_cell_fails_the_build(build_of_incomplete_report: Build) -> None:
    assert build_of_incomplete_report.exit_status == 1
    assert build_of_incomplete_report.names("fail") == {"disclosure_holds_every_prescribed_cell"}
    assert "legal_review_holds_every_prescribed_cell" in build_of_incomplete_report.names("pass")
