"""`ogi parse`: read reports and print what they say."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    from ingest.report import Report
    from ingest.workers import DocumentToRead


class OutputFormat(StrEnum):
    """How reports are printed: for programs, or for people."""

    JSONL = "jsonl"
    TABLE = "table"


# JSON need not escape these, but a terminal obeys some of them and `str.splitlines` breaks lines at others.
_JSON_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def parse(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Reports, or folders of reports.")],
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="jsonl: one object per line; table: for reading.")
    ] = OutputFormat.JSONL,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read at the same time.", show_default="one per processor")
    ] = None,
) -> None:
    """Read reports and print every cell, figure and section with its place in the document.

    A folder stands for all files below it, in sorted order; hidden files are left out and links to folders are not
    followed. Nothing is stored. Every path gives one result; what cannot be read, or is no report, has empty cells and
    a coded issue, is named on stderr, and makes the exit status 1 after all others are done.

    \b
    Examples:
      ogi parse report.txt --format table
      ogi parse reports/ > reports.jsonl
      ogi parse reports/ | jq -c '[.organ_name, .report_year, .form]'
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.workers import read_documents  # noqa: PLC0415 - the readers are needed only here

    print_report = _print_json if output_format is OutputFormat.JSONL else _print_tables
    any_broken = False
    with _progress(paths) as (on_progress, print_message):
        for report in read_documents(_documents(paths), workers):
            print_report(report)
            if report.is_broken:
                any_broken = True
                for line in _messages(report):
                    print_message(line)
            on_progress()
    if any_broken:
        raise typer.Exit(1)


def _documents(paths: Iterable[Path]) -> Iterator["DocumentToRead | Report"]:
    from ingest.report import Report, SourceDocument  # noqa: PLC0415
    from ingest.sources.folders import source_files  # noqa: PLC0415
    from ingest.workers import DocumentToRead  # noqa: PLC0415

    for source in source_files(paths):
        if source.refusal:
            yield Report(SourceDocument(source.name, None, None), is_report=False, issues=(source.refusal,))
        else:
            yield DocumentToRead(source.path, source.name)


def _print_json(report: "Report") -> None:
    line = json.dumps(report.to_json(), ensure_ascii=False).translate(_JSON_ESCAPES)
    sys.stdout.write(line + "\n")


def _print_tables(report: "Report") -> None:
    from ogi.statutory_tables import print_report  # noqa: PLC0415

    print_report(report)


def _messages(report: "Report") -> Iterator[str]:
    from ingest.errors import ISSUE_KINDS  # noqa: PLC0415

    for problem in report.issues:
        if problem.severity == "error":
            remedy = ISSUE_KINDS[problem.code].remedy
            yield inert(f"{report.document.path}: {problem.code}: {problem.message}. {remedy}")


@contextmanager
def _progress(paths: list[Path]) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """A bar on stderr if that is a terminal which the results do not go to; gives (count one more, print a message)."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield (lambda: None), (lambda message: typer.echo(message, err=True))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Left to itself the bar takes stdout over and prints the results on stderr, wrapped at the width of the terminal.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("reading", total=sum(1 for _ in _documents(paths)))
        yield (
            (lambda: bar.advance(task)),
            (lambda message: console.print(message, markup=False, highlight=False, soft_wrap=True)),
        )
