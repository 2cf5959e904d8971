"""What assets share: the lock on the data folder, the progress report, how to read, and dbt.

`ogi run` puts its own in place of the first two (it holds the lock already, and draws bars on the terminal).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed_version

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version, parse

from ingest.home import Home
from orchestration.dbt_manifest import DBT_EXECUTABLE, DBT_PROJECT
from orchestration.instance import end_killed_run
from orchestration.progress import LoggedProgress
from orchestration.writer_lock import hold_writer_lock
from publication.swap import remove_leftovers


@dg.resource(description="The lock on the data folder, held while a run writes to it.")
@contextmanager
def writer_lock(context: dg.InitResourceContext) -> Iterator[None]:
    """Waits until no other run writes, and clears what a killed run left behind."""
    home = Home.from_environment()
    assert context.log and context.run and context.instance, "a resource of a run has all three"  # noqa: PT018
    with hold_writer_lock(home.lock, on_wait=context.log.warning) as lock:
        if killed_run := end_killed_run(context.instance, lock):
            context.log.warning("the run %s was killed; what it left behind is removed", killed_run)
        lock.name_run(context.run.run_id)
        remove_leftovers(home.root)
        yield


@dg.resource(description="How far the run is, for its log.")
def progress(context: dg.InitResourceContext) -> LoggedProgress:
    assert context.log, "a resource of a run has a log"
    return LoggedProgress(context.log)


class ReadingSettings(dg.ConfigurableResource):  # type: ignore[type-arg]
    """How documents are read. `workers` is the number of processes; 0 means one per processor."""

    workers: int = 0


class OfflineDbt(DbtCliResource):
    """dbt, without asking a package registry for the newest version at each start (2 s, and no answer offline)."""

    @property
    def _cli_version(self) -> Version:
        return parse(installed_version("dbt-core"))


@dg.definitions
def resources() -> dg.Definitions:
    return dg.Definitions(
        resources={
            "writer_lock": writer_lock,
            "progress": progress,
            "reading": ReadingSettings(),
            "dbt": OfflineDbt(
                project_dir=str(DBT_PROJECT), profiles_dir=str(DBT_PROJECT), dbt_executable=str(DBT_EXECUTABLE)
            ),
        },
        # A process per step takes 7 s to start each; reading documents has its own process pool.
        executor=dg.in_process_executor,
    )
