"""One warehouse for all tests of this folder, built once from the constructed reports and the samples."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Build, Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import PAGE, REFUSED, REPORTS

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
