"""The persistent Dagster instance of a data folder: past runs and events, in `$OGI_HOME/dagster`."""

import sqlite3
from contextlib import suppress
from functools import cache

import dagster as dg
from dagster._core.storage.dagster_run import FINISHED_STATUSES
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ingest.home import Home
from orchestration.writer_lock import WriterLock, hold_writer_lock

_SETTINGS = """\
# Written by ogi-warehouse at every start; changes made here are lost.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    # One run writes to the data folder at a time; runs started in the UI queue up here.
    max_concurrent_runs: 1
  pools:
    # A pool has no limit unless one is set. No asset is in one: a slot stays taken when its run is killed, the lock on
    # the data folder does not.
    default_limit: 1
"""


def prepare_instance_folder(home: Home) -> None:
    """Write the settings of the instance; DAGSTER_HOME may point at the folder from then on."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    (home.dagster / "dagster.yaml").write_text(_SETTINGS, encoding="utf-8")


def open_instance(home: Home) -> dg.DagsterInstance:
    """The instance of a data folder, made on first use, to be used as a context manager."""
    prepare_instance_folder(home)
    _spare_the_disk()
    return dg.DagsterInstance.from_config(str(home.dagster))


@cache
def _spare_the_disk() -> None:
    """Let SQLite wait for the disk where a power cut could break the history, and not at every event.

    Dagster opens and closes a connection for each of about 400 events of a run; every commit, and every close of the
    last connection, waits for the disk (20 of 60 s of a run). In WAL mode a commit need not wait, and while another
    connection is open a close does not.
    """
    kept_open: dict[str, sqlite3.Connection] = {}

    @event.listens_for(Engine, "connect")
    def _configure(connection: object, _: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("pragma synchronous = normal")
            ((_, _, path),) = connection.execute("pragma database_list").fetchall()
            if path and path not in kept_open:
                kept_open[path] = sqlite3.connect(path, check_same_thread=False)
                kept_open[path].execute("select count(*) from sqlite_master").fetchall()


def end_killed_run(instance: dg.DagsterInstance, lock: WriterLock) -> str | None:
    """Mark the run that held the lock last as failed if it was killed; returns its id, or None when there is none.

    It can no longer say so itself, and the queue of the UI would wait for it for ever.
    """
    run = instance.get_run_by_id(lock.killed_run) if lock.killed_run else None
    if run is None or run.status in FINISHED_STATUSES:
        return None
    instance.report_run_failed(run, "The process of this run was killed before it could finish; nothing was published.")
    instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
    return run.run_id


def end_killed_run_if_idle(home: Home, instance: dg.DagsterInstance) -> None:
    """The same, unless a run is writing at the moment: then the last one is not dead."""
    with suppress(BlockingIOError), hold_writer_lock(home.lock, on_wait=None) as lock:
        end_killed_run(instance, lock)
