"""The swap: whatever happens, what is published is whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from publication import swap
from publication.build_manifest import write_manifest
from publication.errors import PublicationError
from publication.integrity import describe_folders, verify
from publication.swap import (
    current_publication,
    current_site,
    publish,
    remove_leftovers,
    show_site,
    site_staging_folder,
    staging_folder,
)


def _stage(home: Path, build_id: str, content: str = "") -> Path:
    staged = staging_folder(home, build_id)
    (staged / "feeds" / "v1").mkdir(parents=True)
    (staged / "feeds" / "v1" / "feed.csv").write_text(content or build_id, encoding="utf-8")
    for name in ("ab", "cd"):
        (staged / "feeds" / "v1" / "shards" / "organs" / name).mkdir(parents=True)
        (staged / "feeds" / "v1" / "shards" / "organs" / name / f"o{name}.json").write_text("{}", encoding="utf-8")
    (staged / "feeds" / "v1" / "shards" / "build.json").write_text("{}", encoding="utf-8")
    (staged / "warehouse.duckdb").write_text(build_id, encoding="utf-8")
    write_manifest(staged, build_id=build_id, run_id="run", created=datetime.now(UTC), row_counts={}, collections=[])
    return staged


def _published(home: Path) -> str:
    return (home / "feeds" / "v1" / "feed.csv").read_text(encoding="utf-8")


def test_a_publication_replaces_the_one_before_it(tmp_path: Path) -> None:
    for build_id in ("1", "2"):
        publish(tmp_path, _stage(tmp_path, build_id))
        assert _published(tmp_path) == build_id
        assert (tmp_path / "warehouse.duckdb").read_text(encoding="utf-8") == build_id
        assert verify(tmp_path / "current")["build_id"] == build_id


def test_the_last_two_publications_are_kept(tmp_path: Path) -> None:
    for build_id in ("1", "2", "3", "4"):
        publish(tmp_path, _stage(tmp_path, build_id))
    assert sorted(path.name for path in (tmp_path / "publications").iterdir()) == ["3", "4"]


@pytest.mark.parametrize("damage", ["change", "remove", "add"])
def test_a_publication_that_is_not_whole_is_not_swapped_in(tmp_path: Path, damage: str) -> None:
    publish(tmp_path, _stage(tmp_path, "1"))
    staged = _stage(tmp_path, "2")
    feed = staged / "feeds" / "v1" / "feed.csv"
    if damage == "remove":
        feed.unlink()
    else:
        (feed if damage == "change" else feed.with_name("other.csv")).write_text("x", encoding="utf-8")
    with pytest.raises(PublicationError, match=r"missing, changed or unexpected files: feeds/v1/"):
        publish(tmp_path, staged)
    assert _published(tmp_path) == "1"


@pytest.mark.parametrize("damage", ["change", "remove", "add", "rename", "swap", "new folder"])
def test_a_publication_whose_shards_are_not_whole_is_not_swapped_in(tmp_path: Path, damage: str) -> None:
    publish(tmp_path, _stage(tmp_path, "1"))
    staged = _stage(tmp_path, "2")
    organs = staged / "feeds" / "v1" / "shards" / "organs"
    shard = organs / "ab" / "oab.json"
    if damage == "change":
        shard.write_text("[]", encoding="utf-8")
    elif damage == "remove":
        shard.unlink()
    elif damage == "add":
        shard.with_name("other.json").touch()
    elif damage == "rename":
        shard.rename(shard.with_name("oba.json"))
    elif damage == "swap":
        shard.rename(organs / "cd" / "oab.json")
    else:
        (organs / "ef").mkdir()
        (organs / "ef" / "oef.json").touch()
    folder = "ef" if damage == "new folder" else "ab"
    with pytest.raises(
        PublicationError, match=f"missing, changed or unexpected files: feeds/v1/shards/organs/{folder}"
    ):
        publish(tmp_path, staged)
    assert _published(tmp_path) == "1"


def test_the_manifest_lists_the_folders_of_shards_and_not_their_files(tmp_path: Path) -> None:
    manifest = verify(publish(tmp_path, _stage(tmp_path, "1")))
    assert [entry["path"] for entry in manifest["files"]] == ["feeds/v1/feed.csv", "warehouse.duckdb"]
    shards = "feeds/v1/shards"
    assert [(entry["path"], entry["files"], entry["bytes"]) for entry in manifest["folders"]] == [
        (shards, 1, 2),
        (f"{shards}/organs/ab", 1, 2),
        (f"{shards}/organs/cd", 1, 2),
    ]


def test_a_folder_says_where_one_file_ends_and_the_next_begins(tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    shards.mkdir()
    hashes = set()
    for contents in (("1", "23"), ("12", "3"), ("123", ""), ("23", "1")):
        for name, content in zip("ab", contents, strict=True):
            (shards / name).write_text(content, encoding="utf-8")
        hashes.add(describe_folders(tmp_path)[0]["sha256"])
    assert len(hashes) == 4


def test_leftovers_of_killed_runs_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for build_id in ("1", "2"):
        publish(tmp_path, _stage(tmp_path, build_id))
    (tmp_path / "build" / "run").mkdir(parents=True)
    _stage(tmp_path, "3")
    (tmp_path / ".current.unfinished").symlink_to("publications/3")
    (tmp_path / "raw").mkdir()
    remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "current", "feeds", "publications", "raw", "warehouse.duckdb"
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "publications").iterdir()) == ["1", "2"]


_PUBLISH_AND_DIE = """
import os, signal, sys
from pathlib import Path
from publication.swap import publish

home, staged, fatal, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
count = 0

def deadly(rename):
    def renamed(*arguments, **options):
        global count
        count += 1
        if count == fatal and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        rename(*arguments, **options)
        if count == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
    return renamed

os.rename, os.replace = deadly(os.rename), deadly(os.replace)
publish(home, staged)
"""


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("fatal", [1, 2, 3, 4])
def test_a_kill_at_any_rename_leaves_a_whole_publication(
    tmp_path: Path, fatal: int, moment: str, is_first: bool
) -> None:
    if not is_first:
        publish(tmp_path, _stage(tmp_path, "1"))
    command = [sys.executable, "-c", _PUBLISH_AND_DIE, str(tmp_path), str(_stage(tmp_path, "2")), str(fatal), moment]
    result = subprocess.run(command, check=False, capture_output=True)
    # A later publication finds the convenience links in place: only two renames are left.
    was_killed = is_first or fatal <= 2
    assert result.returncode == (-signal.SIGKILL if was_killed else 0), result.stderr
    current = current_publication(tmp_path)
    if current is not None:
        assert verify(current)["build_id"] in {"1", "2"}
    else:
        assert is_first
    remove_leftovers(tmp_path)
    publish(tmp_path, _stage(tmp_path, "3"))
    assert _published(tmp_path) == "3"
    assert not [path for path in tmp_path.rglob("*") if "unfinished" in path.name]


def test_a_reader_keeps_what_it_opened_while_the_next_is_swapped_in(
    tmp_path: Path, make_warehouse: Callable[..., Path]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for build_id, share in (("1", "0.1"), ("2", "0.2"), ("3", "0.3")):
        staged = staging_folder(home, build_id)
        make_warehouse(build_id, share).rename(staged / "warehouse.duckdb")
        options: dict[str, Any] = {"run_id": "r", "created": datetime.now(UTC), "row_counts": {}, "collections": []}
        write_manifest(staged, build_id=build_id, **options)
        publish(home, staged)
        if build_id == "1":
            reader = duckdb.connect(str(home / "warehouse.duckdb"), read_only=True)
    query = "select share from feeds.feed_line where line_id = 3"
    # Two publications later the file of the reader has no name any more.
    assert not (home / "publications" / "1").exists()
    assert reader.execute(query).fetchall() == [(0.1,)]
    reader.close()
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as later:
        assert later.execute(query).fetchall() == [(0.3,)]


@pytest.mark.parametrize("platform", ["linux", "another"])
def test_nothing_is_swapped_in_before_it_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    flushed: set[int] = set()
    real_flush, real_replace, real_sync = os.fsync, os.replace, swap._sync_file_system

    def flush(descriptor: int) -> None:
        flushed.add(os.fstat(descriptor).st_ino)
        real_flush(descriptor)

    def sync(folder: Path) -> None:
        assert platform == "linux"
        flushed.update(path.stat().st_ino for path in folder.rglob("shards/**/*"))
        if sys.platform == "linux":
            real_sync(folder)

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "current":
            publications = tmp_path / "publications"
            assert all(path.stat().st_ino in flushed for path in [publications, *publications.rglob("*")])
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(swap, "_sync_file_system", sync)
    monkeypatch.setattr(swap, "sys", SimpleNamespace(platform=platform))
    publish(tmp_path, _stage(tmp_path, "1"))
    assert _published(tmp_path) == "1"


_WRITE_SHARDS_AND_DIE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from made_feeds import MadeFeeds
from publication.shards.build import write_shards
from publication.swap import staging_folder

home, fatal = Path(sys.argv[1]), int(sys.argv[2])
feeds = MadeFeeds()
feeds.add_organ("organ")
feeds.load()
staged = staging_folder(home, "2")
(home / "build").mkdir()

def die(done):
    if done == fatal:
        os.kill(os.getpid(), signal.SIGKILL)

folder = staged / "feeds" / "v1" / "shards"
write_shards(feeds.connection, folder, home / "build", build_id="2", created="", on_progress=die)
"""


@pytest.mark.parametrize("fatal", [1, 2, 5, 9])
def test_a_kill_while_shards_are_written_leaves_the_publication(tmp_path: Path, fatal: int) -> None:
    publish(tmp_path, _stage(tmp_path, "1"))
    command = [sys.executable, "-c", _WRITE_SHARDS_AND_DIE, str(tmp_path), str(fatal), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL
    assert verify(tmp_path / "current")["build_id"] == "1"
    remove_leftovers(tmp_path)
    assert [path.name for path in (tmp_path / "publications").iterdir()] == ["1"]
    publish(tmp_path, _stage(tmp_path, "3"))
    assert _published(tmp_path) == "3"


def _build_site(home: Path, build_id: str) -> Path:
    staged = site_staging_folder(home, build_id)
    (staged / "index.html").write_text(build_id, encoding="utf-8")
    return staged


def test_a_site_replaces_the_one_before_it_and_the_last_two_are_kept(tmp_path: Path) -> None:
    for build_id in ("1", "2", "3"):
        show_site(tmp_path, _build_site(tmp_path, build_id))
        assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == build_id
    assert (tmp_path / "site").readlink() == Path("sites/3")
    assert sorted(path.name for path in (tmp_path / "sites").iterdir()) == ["2", "3"]


def test_a_site_that_is_made_again_leaves_the_one_that_is_shown_whole_meanwhile(tmp_path: Path) -> None:
    first = show_site(tmp_path, _build_site(tmp_path, "1"))
    staged = _build_site(tmp_path, "1")
    assert (first / "index.html").exists()
    assert show_site(tmp_path, staged) == current_site(tmp_path) != first


def test_what_a_kill_left_of_a_site_is_removed(tmp_path: Path) -> None:
    shown = show_site(tmp_path, _build_site(tmp_path, "1"))
    _build_site(tmp_path, "1")
    _build_site(tmp_path, "2")
    remove_leftovers(tmp_path)
    assert list((tmp_path / "sites").iterdir()) == [shown]
    staged = _build_site(tmp_path, "3")
    (staged / "half").touch()
    assert not (site_staging_folder(tmp_path, "3") / "half").exists()
