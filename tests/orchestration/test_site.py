"""The site that a run leaves: of this publication, swapped in whole, and told in the UI."""

import os
from pathlib import Path

import dagster as dg
import pytest

from ingest.home import Home
from orchestration.definitions import defs
from publication.integrity import read_manifest
from publication.swap import site_staging_folder

from .conftest import Materialised

pytestmark = pytest.mark.xdist_group("materialised")


def test_the_site_is_of_this_publication(materialised: Materialised) -> None:
    assert materialised.result.problems == ()
    build_id = read_manifest(materialised.home.current)["build_id"]
    assert materialised.home.site.readlink() == Path("sites") / build_id
    assert f'data-build="{build_id}"' in (materialised.home.site / "index.html").read_text(encoding="utf-8")


def test_every_feed_file_can_be_downloaded_as_it_was_published(materialised: Materialised) -> None:
    feeds = materialised.home.feeds / "v1"
    downloads = materialised.home.site / "downloads"
    published = {path.name for path in feeds.iterdir() if path.is_file()} | {"shards/schema.json"}
    assert {path.relative_to(downloads).as_posix() for path in downloads.rglob("*") if path.is_file()} == published
    for name in published:
        assert (downloads / name).read_bytes() == (feeds / name).read_bytes()


def test_every_shard_is_there(materialised: Materialised) -> None:
    def keys(folder: Path, ending: str) -> set[str]:
        return {path.relative_to(folder).as_posix().removesuffix(ending) for path in folder.rglob(f"*{ending}")}

    shards = materialised.home.feeds / "v1" / "shards"
    assert keys(materialised.home.site / "data", ".js") == keys(shards, ".json") != set()


def test_a_person_sees_what_was_built(materialised: Materialised, instance: dg.DagsterInstance) -> None:
    event = instance.get_latest_materialization_event(dg.AssetKey(["published", "site"]))
    assert event is not None
    assert event.asset_materialization is not None
    shown = {name: value.value for name, value in event.asset_materialization.metadata.items()}
    site = materialised.home.site
    assert shown["pages"] == len(list(site.rglob("*.html")))
    assert shown["files"] == len([path for path in site.rglob("*") if path.is_file() and "downloads" not in path.parts])
    assert shown["page"] == str(site / "index.html")
    for picture in ("coverage_by_year", "outcomes_by_year", "findings_by_rule"):
        assert str(shown[picture]).startswith(f"![{picture}](data:image/svg+xml;base64,")


def test_it_can_be_made_again_by_itself_and_clears_what_a_kill_left(
    copied_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = copied_home.site.readlink()
    left = site_staging_folder(copied_home.root, read_manifest(copied_home.current)["build_id"])
    (left / "half.html").touch()
    monkeypatch.setitem(os.environ, "DAGSTER_HOME", str(copied_home.dagster))
    result = dg.materialize(
        [defs().get_assets_def(["published", "site"])],
        resources={name: defs().resources[name] for name in ("writer_lock", "progress")},
    )
    assert result.success
    assert copied_home.site.readlink() != shown
    assert (copied_home.site / "index.html").exists()
    assert not (copied_home.site / "half.html").exists()
    assert {path.name for path in copied_home.sites.iterdir()} == {shown.name, copied_home.site.readlink().name}
