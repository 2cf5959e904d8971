"""The whole graph, materialised once in process on two small collections; many tests read what it left."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest

from ingest.home import Home
from orchestration.collection_paths import save_collection_paths
from orchestration.instance import open_instance
from orchestration.pipeline import PipelineResult, run_pipeline
from orchestration.progress import Stage

SAMPLES = Path(__file__).parents[2] / "samples"

# File names and contents are hostile input, too.
HOSTILE_NAME = "=<img src=x onerror=alert(1)> [a](javascript:alert(2)) | www.example.invalid.txt"


class RecordedProgress:
    """Remembers the last report of every stage."""

    def __init__(self) -> None:
        self.last: dict[Stage, tuple[int, int | None]] = {}

    def report(self, stage: Stage, done: int, total: int | None) -> None:
        self.last[stage] = (done, total)


@dataclass(frozen=True)
class Materialised:
    """A data folder after one run, and what the run said."""

    home: Home
    result: PipelineResult
    progress: RecordedProgress


@pytest.fixture(scope="session")
def materialised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Materialised]:
    """Collection "mixed": two samples, a duplicate and two files that are no reports. Collection "left-behind": one
    sample, taken in by a run that was killed before it was read.
    """
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "mixed").mkdir()
    for name in ("shule_county_2020.txt", "wuqia_service_centre_2022.txt"):
        shutil.copy(SAMPLES / name, folder / "mixed")
    shutil.copy(SAMPLES / "shule_county_2020.txt", folder / "mixed" / HOSTILE_NAME)
    (folder / "mixed" / "notes.txt").write_text("Not a report.\n", encoding="utf-8")
    (folder / "mixed" / "empty.txt").touch()
    home = Home(tmp_path_factory.mktemp("home"))
    before = dict(os.environ)
    os.environ["OGI_HOME"] = str(home.root)
    take_in_only(home, "left-behind", [SAMPLES / "xiyi_township_2019.txt"])
    progress = RecordedProgress()
    result = run_pipeline(home, "mixed", [folder / "mixed"], progress)
    yield Materialised(home, result, progress)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def instance(materialised: Materialised) -> Iterator[dg.DagsterInstance]:
    with open_instance(materialised.home) as opened:
        yield opened


@pytest.fixture
def copied_home(materialised: Materialised, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of the data folder that a test may harm."""
    assert materialised.result.problems == ()
    home = Home(tmp_path / "home")
    shutil.copytree(materialised.home.root, home.root, symlinks=True)
    monkeypatch.setenv("OGI_HOME", str(home.root))
    return home


def take_in_only(home: Home, collection_id: str, paths: list[Path]) -> None:
    """Materialise raw/documents of a collection, as the UI would, and nothing after it."""
    from orchestration.definitions import defs  # noqa: PLC0415

    save_collection_paths(home, collection_id, paths)
    with open_instance(home) as instance:
        instance.add_dynamic_partitions("collections", [collection_id])
        job = defs().resolve_job_def("ogi")
        selection = [dg.AssetKey(["raw", "documents"])]
        assert job.execute_in_process(instance=instance, partition_key=collection_id, asset_selection=selection).success


@pytest.fixture(scope="session")
def latest_metadata(materialised: Materialised) -> Callable[..., dict[str, object]]:
    """The metadata of the latest materialisation of an asset, or of one of its partitions."""

    def read(*key: str, partition: str | None = None) -> dict[str, object]:
        with open_instance(materialised.home) as opened:
            records = opened.fetch_materializations(
                dg.AssetRecordsFilter(asset_key=dg.AssetKey(key), asset_partitions=[partition] if partition else None),
                limit=1,
            ).records
        materialization = records[0].asset_materialization
        assert materialization
        return {name: value.value for name, value in materialization.metadata.items()}

    return read
