"""One writer at a time, and no lock outlives its holder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.writer_lock import hold_writer_lock

_HOLD = """
import sys, time
from pathlib import Path
from orchestration.writer_lock import hold_writer_lock

with hold_writer_lock(Path(sys.argv[1]), on_wait=None) as lock:
    lock.name_run("the-run")
    print("held", flush=True)
    sys.stdin.readline()
"""


def _holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_writer_waits_and_is_told_who_writes(tmp_path: Path) -> None:
    holder = _holder(tmp_path / "run.lock")
    messages = []

    def on_wait(message: str) -> None:
        messages.append(message)
        holder.communicate("\n")

    with hold_writer_lock(tmp_path / "run.lock", on_wait) as lock:
        assert lock.killed_run is None
    assert messages == [f"another run (process {holder.pid}) is writing to {tmp_path}; waiting until it ends"]


def test_without_waiting_the_second_writer_is_refused(tmp_path: Path) -> None:
    holder = _holder(tmp_path / "run.lock")
    with pytest.raises(BlockingIOError), hold_writer_lock(tmp_path / "run.lock", on_wait=None):
        pass
    holder.communicate("\n")


def test_a_killed_writer_frees_the_lock_and_its_run_is_known(tmp_path: Path) -> None:
    holder = _holder(tmp_path / "run.lock")
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with hold_writer_lock(tmp_path / "run.lock", on_wait=None) as lock:
        assert lock.killed_run == "the-run"
    with hold_writer_lock(tmp_path / "run.lock", on_wait=None) as lock:
        assert lock.killed_run is None


def test_a_lock_file_that_a_kill_left_half_written_names_no_run(tmp_path: Path) -> None:
    (tmp_path / "run.lock").write_text('{"process": 1, "run', encoding="utf-8")
    with hold_writer_lock(tmp_path / "run.lock", on_wait=None) as lock:
        assert lock.killed_run is None


def test_a_child_process_does_not_keep_the_lock(tmp_path: Path) -> None:
    with hold_writer_lock(tmp_path / "run.lock", on_wait=None):
        command = [sys.executable, "-c", "print(flush=True); input()"]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False)
        assert child.stdout
        child.stdout.readline()
    with hold_writer_lock(tmp_path / "run.lock", on_wait=None):
        assert child.poll() is None
    child.communicate(b"\n")
