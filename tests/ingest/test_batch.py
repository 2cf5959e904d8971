"""Reading many documents: in order, in parallel, and so that no document can harm another."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pyarrow.parquet as pq
import pytest

from ingest.batch import BatchSummary, parse_collection
from ingest.home import Home
from ingest.parse import parse_bytes
from ingest.parsed_tables import SCHEMAS
from ingest.report import Report, SourceDocument
from ingest.store import RawStore, take_in
from ingest.workers import DocumentToRead, Limits, read_documents

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))

# A module of its own, since a worker process imports the reader by its name.
HOSTILE_READERS = """
import os, signal, time
from ingest.parse import parse_bytes

def fails(raw, source_path):
    if "bad" in source_path:
        raise ValueError("no such thing")
    return parse_bytes(raw, source_path)

def is_killed(raw, source_path):
    if "bad" in source_path:
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_bytes(raw, source_path)

def loops(raw, source_path):
    while "bad" in source_path:
        try:
            time.sleep(0.01)
        except Exception:
            pass
    return parse_bytes(raw, source_path)

class Finalizer:
    def __del__(self):
        time.sleep(2)  # the first alarm comes in here, where Python drops what it raises

def drops_an_alarm(raw, source_path):
    if "bad" in source_path:
        Finalizer()
    return loops(raw, source_path)

def hangs_in_c(raw, source_path):
    if "bad" in source_path:
        sum(range(10**11))  # ten minutes in C, where no signal handler runs
    return parse_bytes(raw, source_path)

def eats_memory(raw, source_path):
    if "bad" in source_path:
        bytearray(4 * 1024**3)
    return parse_bytes(raw, source_path)

def recurses(raw, source_path):
    return recurses(raw, source_path) if "bad" in source_path else parse_bytes(raw, source_path)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "hostile_readers.py").write_text(HOSTILE_READERS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield import_module("hostile_readers")
    del sys.modules["hostile_readers"]


def copies(folder: Path, count: int) -> list[Path]:
    """Copies of the samples made distinct by a last line."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        sample = SAMPLES[number % len(SAMPLES)]
        path = folder / f"{number:04}_{sample.name}"
        path.write_bytes(sample.read_bytes() + f"\n第{number}份".encode())
        paths.append(path)
    return paths


def collect(home: Home, *paths: Path, workers: int | None = None) -> BatchSummary:
    store, catalogue = RawStore(home.raw), home.catalogue_of("c")
    take_in(paths, "c", store, catalogue)
    return parse_collection(store, catalogue, home.parsed, "c", workers)


def test_every_path_of_a_collection_leaves_a_trace(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    copies(folder, 3)
    shutil.copy(folder / "0001_shule_county_2020.txt", folder / "a copy.txt")
    (folder / "no report.txt").write_text("今天天气很好。")
    (folder / "empty.txt").touch()
    summary = collect(home, folder)
    assert (summary.documents, summary.reports, summary.broken) == (4, 3, 2)
    reports = pq.read_table(home.parsed / "reports" / "c.parquet").to_pylist()
    assert [(Path(r["source_path"]).name, r["is_report"]) for r in reports] == [
        ("0000_guidong_county_2020.txt", True),
        ("0001_shule_county_2020.txt", True),
        ("0002_wuqia_service_centre_2022.txt", True),
        ("no report.txt", False),
    ]
    issues = pq.read_table(home.parsed / "issues" / "c.parquet").to_pylist()
    without_report = [(Path(i["source_path"]).name, i["code"]) for i in issues if i["report_id"] is None]
    assert without_report == [("a copy.txt", "duplicate_document"), ("empty.txt", "empty_file")]
    assert ("no report.txt", "not_a_report") in [(Path(i["source_path"]).name, i["code"]) for i in issues]
    assert summary.row_counts["reports"] == 4
    assert sum(summary.cells_by_status.values()) == summary.row_counts["cells"] > 0


def test_the_tables_do_not_depend_on_the_number_of_workers(home: Home, tmp_path: Path) -> None:
    copies(tmp_path / "in", 45)
    contents = []
    for workers in (1, 2, 5):
        collect(home, tmp_path / "in", workers=workers)
        contents.append({p.parent.name: pq.read_table(p) for p in home.parsed.glob("*/c.parquet")})
    assert contents[0].keys() == SCHEMAS.keys()
    assert contents[0]["reports"].num_rows == 45
    assert contents[0] == contents[1] == contents[2]


def test_reading_in_worker_processes_gives_what_reading_here_gives(tmp_path: Path) -> None:
    paths = copies(tmp_path / "in", 25)
    here = [parse_bytes(path.read_bytes(), path.name) for path in paths]
    assert list(read_documents([DocumentToRead(path, path.name) for path in paths], 2)) == here


def test_a_document_is_read_once_however_many_copies_there_are(home: Home, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(30):
        shutil.copy(SAMPLES[0], tmp_path / "in" / f"{number}.txt")
    summary = collect(home, tmp_path / "in")
    assert (summary.documents, summary.reports, summary.broken) == (1, 1, 0)
    assert summary.row_counts["reports"] == 1
    assert summary.row_counts["issues"] >= 29


def read_hostile(
    tmp_path: Path, count: int, parse: Callable[[bytes, str], Report], limits: Limits
) -> dict[str, Report]:
    paths = copies(tmp_path / "in", count)
    names = ["bad" if position == 1 else path.name for position, path in enumerate(paths)]
    documents = [DocumentToRead(path, name) for path, name in zip(paths, names, strict=True)]
    reports = list(read_documents(documents, 2, parse, limits))
    assert [report.document.path for report in reports] == names
    assert all(report.is_report for report in reports if report.document.path != "bad")
    return {report.document.path: report for report in reports}


@pytest.mark.parametrize(
    ("reader", "count", "code", "message"),
    [
        ("fails", 3, "reader_failed", "ValueError at hostile_readers.py:7: no such thing"),
        ("fails", 30, "reader_failed", "ValueError at hostile_readers.py:7: no such thing"),
        ("recurses", 3, "reader_failed", "RecursionError"),
        ("loops", 3, "time_limit", "after 0.5 s"),
        ("loops", 30, "time_limit", "after 0.5 s"),
        ("drops_an_alarm", 30, "time_limit", "after 0.5 s"),
        ("eats_memory", 30, "reader_failed", "MemoryError"),
        ("is_killed", 30, "reader_failed", "died"),
        ("hangs_in_c", 30, "reader_failed", "died"),
    ],
)
def test_a_document_that_breaks_its_reader_costs_no_other_document(
    tmp_path: Path, hostile: ModuleType, reader: str, count: int, code: str, message: str
) -> None:
    started = time.monotonic()
    reports = read_hostile(tmp_path, count, getattr(hostile, reader), Limits(seconds=0.5))
    bad = reports["bad"]
    assert not bad.is_report
    assert [issue.code for issue in bad.issues] == [code]
    assert message in bad.issues[0].message
    assert len(reports) == count
    assert time.monotonic() - started < 10


def test_the_time_limit_leaves_the_alarm_as_it_was(tmp_path: Path) -> None:
    [path] = copies(tmp_path / "in", 1)
    before = signal.getsignal(signal.SIGALRM)
    list(read_documents([DocumentToRead(path, "a")]))
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_documents_can_be_read_from_another_thread(tmp_path: Path) -> None:
    [path] = copies(tmp_path / "in", 1)
    reports: list[Report] = []
    thread = threading.Thread(target=lambda: reports.extend(read_documents([DocumentToRead(path, "a")], 1)))
    thread.start()
    thread.join(20)
    assert [report.is_report for report in reports] == [True]


def test_only_a_few_documents_are_under_way_at_a_time(tmp_path: Path) -> None:
    pulled = 0

    def documents() -> Iterator[DocumentToRead]:
        nonlocal pulled
        for path in copies(tmp_path / "in", 60):
            pulled += 1
            yield DocumentToRead(path, path.name)

    reading = read_documents(documents(), 2)
    next(reading)
    assert pulled == 20
    for done, _ in enumerate(reading, start=2):
        assert pulled <= max(20, done + 2 * 4)


def test_a_report_that_is_there_already_keeps_its_place(tmp_path: Path) -> None:
    refused = Report(SourceDocument("refused", None, None), is_report=False)
    entries: list[DocumentToRead | Report] = [DocumentToRead(p, p.name) for p in copies(tmp_path / "in", 30)]
    entries[7:7] = [refused]
    assert list(read_documents(entries, 2))[7] is refused


@pytest.mark.parametrize("damage", ["removed", "changed"])
def test_a_document_damaged_in_the_store_is_told_and_not_read(home: Home, tmp_path: Path, damage: str) -> None:
    copies(tmp_path / "in", 2)
    store, catalogue = RawStore(home.raw), home.catalogue_of("c")
    take_in([tmp_path / "in"], "c", store, catalogue)
    document_id = pq.read_table(catalogue).to_pylist()[0]["document_id"]
    path = store.path_of(document_id)
    path.unlink()
    if damage == "changed":
        path.write_bytes(SAMPLES[3].read_bytes())
    summary = parse_collection(store, catalogue, home.parsed, "c")
    assert (summary.documents, summary.reports, summary.broken) == (2, 1, 1)
    [issue] = [i for i in pq.read_table(home.parsed / "issues" / "c.parquet").to_pylist() if i["severity"] == "error"]
    assert issue["code"] == "unreadable_path"
    assert issue["report_id"] == f"r{document_id[:16]}"


def test_a_failed_reading_leaves_the_former_tables(home: Home, tmp_path: Path) -> None:
    copies(tmp_path / "in", 2)
    collect(home, tmp_path / "in")
    before = {path: path.read_bytes() for path in home.parsed.glob("*/*")}

    def fail(_: int) -> None:
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        parse_collection(RawStore(home.raw), home.catalogue_of("c"), home.parsed, "c", on_progress=fail)
    assert {path: path.read_bytes() for path in home.parsed.glob("*/*")} == before


def test_reading_reports_its_progress(home: Home, tmp_path: Path) -> None:
    copies(tmp_path / "in", 3)
    take_in([tmp_path / "in"], "c", RawStore(home.raw), home.catalogue_of("c"))
    seen: list[int] = []
    parse_collection(RawStore(home.raw), home.catalogue_of("c"), home.parsed, "c", on_progress=seen.append)
    assert seen == [1, 2, 3]


def test_a_collection_that_was_not_taken_in_is_an_error(home: Home) -> None:
    with pytest.raises(FileNotFoundError):
        parse_collection(RawStore(home.raw), home.catalogue_of("c"), home.parsed, "c")


def descendants(pid: int) -> set[int]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    for line in listing.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, pending = set(), [pid]
    while pending:
        inner = children.get(pending.pop(), [])
        found |= set(inner)
        pending += inner
    return found


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_workers_end_with_the_program_that_started_them(
    tmp_path: Path, hostile: ModuleType, number: signal.Signals
) -> None:
    copies(tmp_path / "in", 30)
    program = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(tmp_path)!r})
from {hostile.__name__} import loops
from ingest.workers import DocumentToRead, Limits, read_documents
if __name__ == "__main__":
    paths = sorted(Path({str(tmp_path / "in")!r}).iterdir())
    for report in read_documents([DocumentToRead(p, "bad") for p in paths], 2, loops, Limits(seconds=0.3)):
        print("one", flush=True)
"""
    (tmp_path / "program.py").write_text(program)
    process = subprocess.Popen(
        [sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"one\n"
    workers = descendants(process.pid)
    assert len(workers) >= 3
    process.send_signal(number)
    process.communicate(timeout=20)
    deadline = time.monotonic() + 5
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
