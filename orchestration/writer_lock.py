"""One writer at a time: a lock on the data folder that the kernel releases when its holder ends, however it ends.

The lock file also names the run that holds it, and is emptied when that run is done. So whoever gets the lock and still
finds a run in the file knows that it was killed.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class WriterLock:
    """The held lock. `killed_run` is the id of the run that held it last and was killed, or None."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.killed_run: str | None = _holder(descriptor).get("run_id") or None

    def name_run(self, run_id: str) -> None:
        """Say which run holds the lock from now on."""
        _write(self._descriptor, {"process": os.getpid(), "run_id": run_id})


@contextmanager
def hold_writer_lock(path: Path, on_wait: Callable[[str], None] | None) -> Iterator[WriterLock]:
    """Hold the lock for the length of the block.

    When another run has it, `on_wait` is told once which, and this waits until that run ends. Without `on_wait` raises
    BlockingIOError instead.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    # It closes on exec, so neither dbt nor the worker processes (a fork server is started by exec) keep the lock.
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if on_wait is None:
                raise
            process = _holder(descriptor).get("process", "unknown")
            on_wait(f"another run (process {process}) is writing to {path.parent}; waiting until it ends")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        lock = WriterLock(descriptor)
        lock.name_run("")
        yield lock
        _write(descriptor, {})
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> dict[str, Any]:
    """What the lock file says; a file that a kill left half written says nothing."""
    text = os.pread(descriptor, 4096, 0).decode("utf-8", "replace")
    try:
        content = json.loads(text or "{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _write(descriptor: int, content: dict[str, Any]) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(content).encode(), 0)
