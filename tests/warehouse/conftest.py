"""One warehouse for all tests of this folder, built once from the constructed reports and the samples."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Build, Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import PAGE, REFUSED, REPORTS
from warehouse.likeness_reports import LIKENESS, likeness_reference_rows
from warehouse.panel_reports import PANEL, reference_rows

from curation.reference import write_tables
from ingest.parse import parse_path

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """All constructed reports came in with "spring", "balanced" again with "summer"; then the samples."""
    inputs = Inputs(tmp_path_factory.mktemp("inputs"))
    inputs.add_collection("spring", [*REPORTS.values(), PAGE])
    inputs.add_collection("summer", [REPORTS["balanced"], REFUSED])
    inputs.add_collection("samples", [parse_path(path) for path in sorted(SAMPLES.glob("*.txt"))])
    inputs.finish()
    return dbt_build(inputs, tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="session")
def warehouse(build: Build) -> Iterator[Warehouse]:
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)


@pytest.fixture(scope="session")
def manifest(build: Build) -> dict[str, Any]:
    return build.manifest()


@pytest.fixture(scope="session")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A warehouse of its own with a few organs over the years; only what the tests on years and versions look at."""
    inputs = Inputs(tmp_path_factory.mktemp("panel_inputs"))
    inputs.add_collection("panel", PANEL.values())
    inputs.finish()
    write_tables(inputs.root / "reference", reference_rows())
    marts = ("dim_report", "dim_form_cell", "fct_coverage", "fct_series", "fct_version_difference")
    selected = [f"+{name}" for name in (*marts, "fct_finding", "fct_finding_evidence")]
    build = dbt_build(
        inputs, tmp_path_factory.mktemp("panel"), "--select", *selected, "--indirect-selection", "cautious"
    )
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)


@pytest.fixture(scope="session")
def likeness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A warehouse of its own with copies, a crowd of them, and reports that sum up others."""
    inputs = Inputs(tmp_path_factory.mktemp("likeness_inputs"))
    inputs.add_collection("likeness", LIKENESS.values())
    inputs.add_collection("again", [LIKENESS["finance_2020"]])
    inputs.finish()
    write_tables(inputs.root / "reference", likeness_reference_rows())
    marts = ("dim_report", "fct_similar_report", "fct_shared_sentence", "fct_finding", "fct_finding_evidence")
    selected = [f"+{name}" for name in marts]
    build = dbt_build(
        inputs, tmp_path_factory.mktemp("likeness"), "--select", *selected, "--indirect-selection", "cautious"
    )
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)
