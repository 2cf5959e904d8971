"""One run of the job, in this process, with the persistent instance: what `ogi run` does, without a terminal."""

import os
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from dagster._core.errors import DagsterExecutionInterruptedError

from ingest.home import Home
from orchestration.collection_paths import save_collection_paths
from orchestration.definitions import defs
from orchestration.defs.jobs import OGI_JOB, READ_JOB
from orchestration.defs.partitions import COLLECTIONS
from orchestration.defs.resources import ReadingSettings
from orchestration.instance import end_killed_run, open_instance
from orchestration.progress import Progress
from orchestration.reading_state import unread_collections
from orchestration.writer_lock import WriterLock, hold_writer_lock
from publication.swap import remove_leftovers

_LONGEST_PROBLEM = 2000

# The page of a job in the UI lists the runs of its code location, by this tag.
_SHOWN_WITH_ITS_JOB = {".dagster/repository": "__repository__@ogi-warehouse"}


@dataclass(frozen=True, slots=True)
class PipelineResult:
    """`problems` says what failed and where; when it is empty, the warehouse was published."""

    run_id: str
    problems: tuple[str, ...]


def run_pipeline(
    home: Home,
    collection_id: str,
    paths: Sequence[Path],
    progress: Progress,
    workers: int = 0,
    on_wait: Callable[[str], None] = lambda _: None,
) -> PipelineResult:
    """Take in and read one collection, build the warehouse of all collections, and publish it.

    Waits until no other run writes to the data folder; `on_wait` is told so. Other collections that a killed run or an
    older program left behind are read first, from the raw store. `workers` 0 means one per processor. Raises ValueError
    for an id that cannot be a file name and KeyboardInterrupt when interrupted; a run that fails raises nothing: see
    `PipelineResult.problems`.
    """
    os.environ["OGI_HOME"] = str(home.root)
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    with hold_writer_lock(home.lock, on_wait) as lock, open_instance(home) as instance:
        end_killed_run(instance, lock)
        remove_leftovers(home.root)
        save_collection_paths(home, collection_id, paths)
        instance.add_dynamic_partitions(COLLECTIONS.name or "", [collection_id])
        definitions = defs()
        read_job, ogi_job = (definitions.resolve_job_def(name) for name in (READ_JOB, OGI_JOB))
        resources = {
            "writer_lock": dg.ResourceDefinition.none_resource("The lock that this process holds already."),
            "progress": progress,
            "reading": ReadingSettings(workers=workers),
        }
        for left_behind in unread_collections(home):
            if left_behind != collection_id:
                result = _execute(read_job, instance, lock, left_behind, resources)
                if result.problems:
                    return result
        return _execute(ogi_job, instance, lock, collection_id, resources)


def _execute(
    job: dg.JobDefinition,
    instance: dg.DagsterInstance,
    lock: WriterLock,
    collection_id: str,
    resources: dict[str, object],
) -> PipelineResult:
    run_id = str(uuid.uuid4())
    lock.name_run(run_id)
    result = job.execute_in_process(
        instance=instance,
        partition_key=collection_id,
        raise_on_error=False,
        run_id=run_id,
        tags=_SHOWN_WITH_ITS_JOB,
        resources=resources,
    )
    if any(_is_interruption(event) for event in result.all_events):
        raise KeyboardInterrupt
    return PipelineResult(run_id, () if result.success else tuple(_problems(result)))


def _is_interruption(event: dg.DagsterEvent) -> bool:
    """Dagster makes a failed step of a Ctrl-C."""
    error = event.step_failure_data.error if event.is_step_failure else None
    return error is not None and error.cls_name == DagsterExecutionInterruptedError.__name__


def _problems(result: dg.ExecuteInProcessResult) -> list[str]:
    """Every check of severity error that failed, and every step that raised, with its message."""
    problems = [
        f"check {check.check_name} of {check.asset_key.to_user_string()}: {check.description or 'failed'}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    ]
    for event in result.all_events:
        if event.is_step_failure and (error := event.step_failure_data.error):
            message = (error.cause or error).message.strip()
            problems.append(f"step {event.step_key}: {message[:_LONGEST_PROBLEM]}")
    return problems or ["the run failed outside of its steps"]
