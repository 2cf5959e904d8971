"""The swap: whatever happens, what is published is whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publication.build_manifest import write_manifest
from publication.errors import PublicationError
from publication.integrity import verify
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


def test_nothing_is_swapped_in_before_it_is_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: set[int] = set()
    real_flush, real_replace = os.fsync, os.replace

    def flush(descriptor: int) -> None:
        flushed.add(os.fstat(descriptor).st_ino)
        real_flush(descriptor)

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "current":
            publications = tmp_path / "publications"
            assert all(path.stat().st_ino in flushed for path in [publications, *publications.rglob("*")])
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "replace", replace)
    publish(tmp_path, _stage(tmp_path, "1"))
    assert _published(tmp_path) == "1"


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
