"""`ogi run`: from raw reports to a published warehouse, in one command."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    from ingest.home import Home

_SAMPLES = "samples"
_LOGS_KEPT = 20
_BROKEN_SHOWN = 20

_SOME_INPUT_BROKEN = 1
_WRONG_USAGE = 2
_NOTHING_PUBLISHED = 3
_INTERRUPTED = 130


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Reports, archives, or folders of them; the shipped samples if there is none."
        ),
    ] = None,
    collection: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name of the collection that the paths become; paths of an earlier run under this name are replaced."
            " Without PATH: take in that collection again.",
            show_default="made of the paths",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read at the same time.", show_default="one per processor")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no result; only problems.")] = False,
) -> None:
    """Take in reports, read them, build and test the warehouse, and publish it.

    All paths of one call are one collection; the warehouse holds all collections. Running it again replaces the
    collection, and reads it again only if a document or the program changed. What was published before stays until
    everything holds.

    \b
    Exit status: 0 published; 1 published, but some input could not be read (named on stderr);
    2 wrong usage; 3 nothing was published; 130 interrupted.

    \b
    Examples:
      ogi run
      ogi run reports/2023 reports/2024
      ogi run --collection anhui-2024 downloads/anhui
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.home import Home  # noqa: PLC0415 - what takes long to import is imported by the command that needs it

    home = Home.from_environment()
    chosen, collection_id = _collection(home, paths or [], collection)
    published_before = home.current.resolve() if home.current.exists() else None
    log = _new_log(home)
    from ogi.run_progress import show_progress  # noqa: PLC0415

    try:
        with _output_to(log) as terminal, show_progress(terminal, is_quiet=quiet) as (progress, say):
            from orchestration.pipeline import run_pipeline  # noqa: PLC0415

            result = run_pipeline(home, collection_id, chosen, progress, workers or 0, on_wait=say)
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing new was published.", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    except Exception as error:  # noqa: BLE001 a person gets the message, the log the traceback
        with log.open("a", encoding="utf-8") as file:
            import traceback  # noqa: PLC0415

            traceback.print_exc(file=file)
        _fail([f"{type(error).__name__}: {error}"], home, published_before, log)
    if result.problems:
        _fail(list(result.problems), home, published_before, log)
    if not quiet:
        _print_result(home)
    _report_broken_inputs(home, collection_id)


def _collection(home: "Home", paths: list[Path], name: str | None) -> tuple[list[Path], str]:
    """The paths to take in and the id of their collection. Exits with status 2 when they make no sense."""
    from ingest.home import check_collection_id  # noqa: PLC0415
    from orchestration.collection_paths import collection_id_of, load_collection_paths  # noqa: PLC0415

    if paths and not any(path.exists() for path in paths):
        _refuse(f"no such file or folder: {', '.join(map(str, paths))}")
    try:
        if name:
            check_collection_id(name)
        if paths:
            return paths, name or collection_id_of(paths)
        if name and name != _SAMPLES:
            return load_collection_paths(home, name), name
    except (ValueError, FileNotFoundError) as error:
        _refuse(str(error))
    samples = Path(__file__).resolve().parent.parent / _SAMPLES
    if not samples.is_dir():
        _refuse(f"the shipped samples are missing ({samples}); name a file or folder of reports")
    return [samples], _SAMPLES


def _refuse(message: str) -> None:
    typer.echo(inert(f"ogi run: {message}"), err=True)
    raise typer.Exit(_WRONG_USAGE)


def _new_log(home: "Home") -> Path:
    """A new log file; the last ones are kept."""
    folder = home.root / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("run-*.log"))[: -_LOGS_KEPT + 1]:
        old.unlink()
    return folder / f"run-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}.log"


@contextmanager
def _output_to(log: Path) -> Iterator[int]:
    """Send all that this process and its children print to the log; gives a descriptor of the real stderr.

    Dagster, dbt and their libraries print in ways of their own; only the descriptors catch all of them.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    stdout, stderr = os.dup(1), os.dup(2)
    with log.open("ab", buffering=0) as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        yield stderr
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(stdout, 1)
        os.dup2(stderr, 2)
        os.close(stdout)
        os.close(stderr)


def _fail(problems: list[str], home: "Home", published_before: Path | None, log: Path) -> None:
    for problem in problems:
        typer.echo("\n".join(inert(line) for line in f"error: {problem}".splitlines()), err=True)
    if home.current.exists() and home.current.resolve() != published_before:
        outcome = "The warehouse was published, but not everything after it was done"
    elif published_before:
        outcome = "Nothing was published; what was published before stays"
    else:
        outcome = "Nothing was published, and nothing was before"
    typer.echo(f"{outcome}. The log is {log}", err=True)
    raise typer.Exit(_NOTHING_PUBLISHED)


def _print_result(home: "Home") -> None:
    from publication.integrity import read_manifest  # noqa: PLC0415
    from publication.summary import summarise  # noqa: PLC0415

    manifest = read_manifest(home.current)
    summary = summarise(home.warehouse)
    documents = sum(collection["documents"] for collection in manifest["collections"])
    rows = [
        ("reports", f"{summary.reports:,}"),
        ("documents", f"{documents:,}"),
        ("collections", f"{len(manifest['collections']):,}"),
        ("cells", _counts(summary.cells_by_status)),
        ("findings", _counts(summary.findings_by_outcome)),
        ("build", manifest["build_id"]),
        ("warehouse", str(home.warehouse)),
        ("feeds", str(home.feeds)),
        ("site", str(home.site / "index.html")),
    ]
    for name, value in rows:
        typer.echo(f"{name:<11} {value}")
    typer.echo("\nNext:")
    typer.echo(
        f"  open {home.site / 'index.html'}   (a double click will do), or look at the same pages with: ogi serve"
    )
    typer.echo('  ogi sql "select organ_name, report_year, form from marts.dim_report order by all"')
    typer.echo(
        "  ogi sql \"select rule_id, subject, expected, actual from quality.fct_finding where outcome = 'fail'\""
    )
    typer.echo("  ogi ui")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "none"


def _report_broken_inputs(home: "Home", collection_id: str) -> None:
    from orchestration.coverage import broken_inputs  # noqa: PLC0415

    broken = broken_inputs(home, collection_id)
    for problem in broken[:_BROKEN_SHOWN]:
        message = problem.message.rstrip(".")
        typer.echo(inert(f"{problem.source_path}: {problem.code}: {message}. {problem.remedy}"), err=True)
    if len(broken) > _BROKEN_SHOWN:
        rest = len(broken) - _BROKEN_SHOWN
        typer.echo(
            f"… and {rest} more; see them with: ogi sql \"from marts.fct_issue where severity = 'error'\"", err=True
        )
    if broken:
        raise typer.Exit(_SOME_INPUT_BROKEN)
