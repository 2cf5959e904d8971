"""Taking in: every path leaves a row, every document is kept once and whole, and nothing outside can harm the store."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ingest.errors import UnreadableDocumentError
from ingest.home import Home
from ingest.sources import files
from ingest.sources.documents import find_documents
from ingest.store import CATALOGUE_SCHEMA, RawStore, TakeInSummary, take_in

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def take(home: Home, *paths: Path) -> tuple[TakeInSummary, list[dict[str, Any]]]:
    catalogue = home.catalogue_of("c")
    summary = take_in(paths, "c", RawStore(home.raw), catalogue)
    table = pq.read_table(catalogue)
    assert table.schema == CATALOGUE_SCHEMA
    return summary, table.to_pylist()


def stored_files(home: Home) -> list[Path]:
    return sorted(p for p in home.raw.glob("*/*") if p.parent != home.catalogues)


def test_a_document_is_stored_under_its_hash_and_cannot_be_written(home: Home, folder: Path) -> None:
    (folder / "a.txt").write_bytes("报告".encode())
    os.utime(folder / "a.txt", (0, 86400))
    summary, [row] = take(home, folder)
    sha256 = hashlib.sha256("报告".encode()).hexdigest()
    path = RawStore(home.raw).path_of(sha256)
    assert summary == TakeInSummary(stored=1, duplicates=0, refused=0)
    assert path == home.raw / sha256[:2] / sha256
    assert path.read_bytes() == "报告".encode()
    assert path.stat().st_mode & 0o777 == 0o444
    assert row | {"taken_in_at": None} == {
        "collection_id": "c",
        "source_path": str(folder / "a.txt"),
        "source_url": None,
        "document_id": sha256,
        "size_bytes": 6,
        "modified_at": datetime(1970, 1, 2, tzinfo=UTC),
        "taken_in_at": None,
        "status": "stored",
        "issue_code": None,
        "issue_message": None,
    }
    assert row["taken_in_at"] is not None


def test_two_copies_are_stored_once_and_the_second_names_the_first(home: Home, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(b"same")
    summary, [first, second] = take(home, folder)
    assert summary == TakeInSummary(stored=1, duplicates=1, refused=0)
    assert (first["status"], second["status"]) == ("stored", "duplicate")
    assert second["issue_code"] == "duplicate_document"
    assert first["source_path"] in second["issue_message"]
    assert second["document_id"] == first["document_id"]
    assert len(stored_files(home)) == 1


def test_taking_in_again_replaces_the_catalogue_and_keeps_the_store(home: Home, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"first")
    take(home, folder)
    (folder / "a.txt").write_bytes(b"second")
    summary, rows = take(home, folder)
    assert summary == TakeInSummary(stored=1, duplicates=0, refused=0)
    assert len(rows) == 1
    assert sorted(p.read_bytes() for p in stored_files(home)) == [b"first", b"second"]


def test_a_failed_taking_in_leaves_the_former_catalogue(home: Home, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"first")
    take(home, folder)
    before = home.catalogue_of("c").read_bytes()

    def fail(_: int) -> None:
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        take_in([folder], "c", RawStore(home.raw), home.catalogue_of("c"), on_progress=fail)
    assert home.catalogue_of("c").read_bytes() == before
    assert [p.name for p in home.catalogues.iterdir()] == ["c.parquet"]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(home: Home, folder: Path) -> None:
    for name in ("b/2", "b/1", "a", "c", ".hidden", ".git/config", "b/.hidden"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)
    _, rows = take(home, folder)
    assert [os.path.relpath(row["source_path"], folder) for row in rows] == ["a", "b/1", "b/2", "c"]


def test_a_hidden_file_that_is_named_is_taken_in(home: Home, folder: Path) -> None:
    (folder / ".hidden").write_text("named")
    assert take(home, folder / ".hidden")[0].stored == 1


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def socket_file(path: Path) -> None:
    former = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may have 100 bytes only
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(former)


@pytest.mark.parametrize(
    ("make", "code", "word"),
    [
        (lambda path: path.touch(), "empty_file", "no bytes"),
        (lambda path: sparse(path, 200 * 1024**2), "too_large", "209,715,200 bytes"),
        (lambda path: sparse(path, files.MAX_DOCUMENT_BYTES + 1), "too_large", "32 MiB"),
        (fifo, "unreadable_path", "FIFO"),
        (socket_file, "unreadable_path", "socket"),
        (lambda path: path.symlink_to("nowhere"), "unreadable_path", "nowhere"),
        (lambda path: path.symlink_to(path.name), "unreadable_path", "circle"),
        (lambda path: path.symlink_to("/etc/passwd"), "unreadable_path", "out of the given folder"),
        (lambda path: path.symlink_to(".."), "unreadable_path", "links to folders"),
        (lambda path: path.symlink_to("."), "unreadable_path", "links to folders"),
        (lambda path: path.symlink_to("/dev/zero"), "unreadable_path", "out of the given folder"),
    ],
    ids=[
        "empty",
        "200 MB",
        "over the limit",
        "fifo",
        "socket",
        "dangling link",
        "link to itself",
        "link out",
        "link to the parent",
        "link to the folder",
        "link to a device",
    ],
)
def test_what_is_no_readable_document_is_refused_and_the_rest_taken_in(
    home: Home, folder: Path, make: Callable[[Path], None], code: str, word: str
) -> None:
    make(folder / "bad")
    (folder / "good").write_text("good")
    started = time.monotonic()
    summary, [bad, good] = take(home, folder)
    assert time.monotonic() - started < 2
    assert summary == TakeInSummary(stored=1, duplicates=0, refused=1)
    assert (bad["status"], bad["issue_code"], good["status"]) == ("refused", code, "stored")
    assert word in bad["issue_message"]
    assert bad["document_id"] is None
    assert len(stored_files(home)) == 1


@pytest.mark.parametrize("name", ["missing", "missing/below", "a\0b", "x" * 300, "/dev/zero", "/dev/tty"])
def test_a_named_path_that_is_no_file_is_refused(home: Home, folder: Path, name: str) -> None:
    summary, [row] = take(home, folder / name)
    assert summary.refused == 1
    assert row["issue_code"] == "unreadable_path"
    assert row["issue_message"]


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(home: Home, folder: Path) -> None:
    (folder / "a").write_text("secret")
    (folder / "a").chmod(0)
    assert take(home, folder)[1][0]["issue_message"] == "Permission denied"


def test_a_folder_without_files_is_refused_and_not_passed_over(home: Home, folder: Path) -> None:
    (folder / ".hidden").write_text("x")
    summary, [row] = take(home, folder)
    assert summary.refused == 1
    assert "no files" in row["issue_message"]


def test_a_link_within_the_given_folder_is_a_duplicate_of_its_target(home: Home, folder: Path) -> None:
    (folder / "a").write_text("text")
    (folder / "b").symlink_to("a")
    assert take(home, folder)[0] == TakeInSummary(stored=1, duplicates=1, refused=0)


def test_a_link_that_is_named_is_followed(home: Home, folder: Path, tmp_path: Path) -> None:
    (folder / "a").write_text("text")
    (tmp_path / "to_folder").symlink_to(folder)
    (tmp_path / "to_file").symlink_to(folder / "a")
    assert take(home, tmp_path / "to_folder", tmp_path / "to_file")[0] == TakeInSummary(1, 1, 0)


def test_a_name_that_is_no_utf8_is_spelled_out(home: Home, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/\xd5\xfe\xb8\xae.txt"))
    path.write_text("text")
    _, [row] = take(home, folder)
    assert row["source_path"] == f"{folder}/\\xd5\\xfe\\xb8\\xae.txt"


def test_folders_may_be_nested_deeper_than_python_recurses(home: Home, folder: Path) -> None:
    former = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(1200):
            os.mkdir("d")  # noqa: PTH102 - pathlib would need the whole path, which is too long
            os.chdir("d")
        Path("deepest").write_text("text")
    finally:
        os.chdir(former)
    try:
        summary, rows = take(home, folder)
    finally:
        subprocess.run(["rm", "-r", folder], check=True)  # shutil.rmtree, with which pytest cleans up, does recurse
    assert summary == TakeInSummary(1, 0, 0)
    assert Path(rows[0]["source_path"]).relative_to(folder).parts == ("d",) * 1200 + ("deepest",)


def test_a_time_that_no_calendar_has_is_left_out(home: Home, folder: Path) -> None:
    (folder / "a").write_text("text")
    try:
        os.utime(folder / "a", (1e12, 1e12))
    except OSError:
        pytest.skip("this file system holds no such time")
    if (folder / "a").stat().st_mtime < 1e12:
        pytest.skip("this file system holds no such time")
    assert take(home, folder)[1][0]["modified_at"] is None


def test_a_file_that_grows_while_being_copied_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a").write_bytes(b"x" * 100_000)
    monkeypatch.setattr(files, "MAX_DOCUMENT_BYTES", 200_000)
    [found] = find_documents([folder / "a"])  # the file is closed with the last document
    assert found.refusal is None
    documents = find_documents([folder / "a"])
    blocks = iter(next(documents).blocks)
    next(blocks)
    (folder / "a").write_bytes(b"x" * 1_000_000)
    with pytest.raises(UnreadableDocumentError) as caught:
        list(blocks)
    assert caught.value.code == "too_large"


def test_a_document_cut_short_in_the_store_is_replaced(home: Home) -> None:
    store = RawStore(home.raw)
    path = store.path_of(store.add([b"who", b"le"]).document_id)
    path.unlink()
    path.touch()
    store.add([b"whole"])
    assert path.read_text() == "whole"


def test_what_is_there_already_is_not_written_again(home: Home, folder: Path) -> None:
    (folder / "a").write_bytes(b"small")
    (folder / "b").write_bytes(b"large" * 1_000_000)
    take(home, folder)
    before = {path: path.stat() for path in stored_files(home)}
    take(home, folder)
    assert {path: path.stat() for path in stored_files(home)} == before
    assert len(before) == 2


def test_unfinished_copies_of_killed_runs_are_removed_after_an_hour(home: Home, folder: Path) -> None:
    (folder / "a").write_text("text")
    unfinished = home.raw / "unfinished"
    unfinished.mkdir(parents=True)
    for name, age in (("old", 4000), ("young", 10)):
        (unfinished / name).touch()
        os.utime(unfinished / name, (time.time() - age, time.time() - age))
    take(home, folder)
    assert [p.name for p in unfinished.iterdir()] == ["young"]


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", ".hidden", "a b", "a\nb", "年" * 100])
def test_a_collection_id_cannot_name_a_file_elsewhere(home: Home, name: str) -> None:
    with pytest.raises(ValueError, match="collection id"):
        home.catalogue_of(name)


@pytest.mark.parametrize("name", ["samples", "湖北省_2023", "a.b-c"])
def test_a_collection_id_may_be_of_any_script(home: Home, name: str) -> None:
    assert home.catalogue_of(name) == home.root / "raw" / "catalogue" / f"{name}.parquet"


@pytest.mark.parametrize("name", ["", "abc", "../" + "a" * 61, "A" * 64, "a" * 64 + "\n"])
def test_only_a_hash_is_a_place_in_the_store(home: Home, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        RawStore(home.raw).path_of(name)


def test_memory_stays_flat_over_ten_thousand_paths(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a").write_text("text")
    for number in range(1, 10_000):
        os.link(folder / "a", folder / f"{number:05}")
    # 0 KB as it is; 18,000 KB when the rows are kept until the end.
    program = """
import resource, sys
from pathlib import Path
from ingest.store import RawStore, take_in
def take(count):
    paths = sorted(Path(sys.argv[1]).iterdir())[:count]
    take_in(paths, "c", RawStore(Path(sys.argv[2])), Path(sys.argv[2]) / "c.parquet")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
take(2000)
few = take(2000)
print(take(10000) - few)
"""
    run = subprocess.run(
        [sys.executable, "-c", program, folder, tmp_path / "raw"], capture_output=True, text=True, check=True
    )
    assert int(run.stdout) * (1 if sys.platform == "linux" else 1 / 1024) < 4_000


def test_the_home_is_the_environment_variable_or_beside_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGI_HOME", "some/where")
    assert Home.from_environment().root == Path.cwd() / "some" / "where"
    monkeypatch.delenv("OGI_HOME")
    assert Home.from_environment().root == Path(__file__).parents[2] / "data"
