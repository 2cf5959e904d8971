"""`ogi parse`: read reports and print what they say."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    from ingest.report import Report


class OutputFormat(StrEnum):
    """How reports are printed: for programs, or for people."""

    JSONL = "jsonl"
    TABLE = "table"


# JSON need not escape these, but a terminal obeys some of them and `str.splitlines` breaks lines at others.
_JSON_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def parse(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Reports, archives, or folders of them.")],
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="jsonl: one object per line; table: for reading.")
    ] = OutputFormat.JSONL,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of every cell how it was read: label, rule and place.")
    ] = False,
    cell: Annotated[
        str, typer.Option(metavar="PATTERN", help="With --explain: only these cells, such as application/granted/*.")
    ] = "*",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read at the same time.", show_default="one per processor")
    ] = None,
) -> None:
    """Read reports and print every cell, figure and section with its place in the document.

    A folder stands for all files below it, in sorted order; hidden files are left out and links to folders are not
    followed. A ZIP or tar archive, a web archive (WARC, WET), JSON Lines or Parquet stands for the documents in it,
    named like reports.zip/2020.html, corpus.jsonl/line:3 or table.parquet/row:17; compressed files are unpacked.
    Nothing is stored. Every document gives one result; what cannot be read, or is no report, has empty cells and a
    coded issue, is named on stderr, and makes the exit status 1 after all others are done.

    \b
    Examples:
      ogi parse report.txt --format table
      ogi parse report.html --explain --cell "application/granted/*"
      ogi parse reports/ > reports.jsonl
      ogi parse reports.zip crawl.warc.gz
      ogi parse reports/ | jq -c '[.organ_name, .report_year, .form]'
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.in_place import read_in_place  # noqa: PLC0415 - the readers are needed only here

    print_report = _print_json if output_format is OutputFormat.JSONL else _print_tables
    if explain:
        print_report = partial(_print_explanation, wanted=cell)
    any_broken = False
    with _progress(paths) as (on_progress, print_message):
        for report in read_in_place(paths, workers):
            print_report(report)
            if report.is_broken:
                any_broken = True
                for line in _messages(report):
                    print_message(line)
            on_progress()
    if any_broken:
        raise typer.Exit(1)


def _print_json(report: "Report") -> None:
    line = json.dumps(report.to_json(), ensure_ascii=False).translate(_JSON_ESCAPES)
    sys.stdout.write(line + "\n")


def _print_tables(report: "Report") -> None:
    from ogi.statutory_tables import print_report  # noqa: PLC0415

    print_report(report)


def _print_explanation(report: "Report", wanted: str) -> None:
    from ogi.explanation import print_explanation  # noqa: PLC0415

    print_explanation(report, wanted)


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

    from ingest.sources.documents import count_documents  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Left to itself the bar takes stdout over and prints the results on stderr, wrapped at the width of the terminal.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        # Only reading a container tells how many documents it holds: then the bar becomes a count.
        task = bar.add_task("reading", total=count_documents(paths))
        yield (
            (lambda: bar.advance(task)),
            (lambda message: console.print(message, markup=False, highlight=False, soft_wrap=True)),
        )
