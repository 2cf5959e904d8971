"""`ogi`: the commands together."""

import io
import sys
from typing import Annotated

import typer

from ogi.curation import curation
from ogi.export import export
from ogi.parse import parse
from ogi.run import run
from ogi.serve import serve
from ogi.sql import sql
from ogi.ui import ui

app = typer.Typer(
    name="ogi",
    help="A warehouse of Chinese open government information annual reports (政府信息公开工作年度报告).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (run, parse, sql, serve, ui):
    app.command()(command)
app.add_typer(curation)
app.add_typer(export)


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version  # noqa: PLC0415 - takes 20 ms, needed here only

        typer.echo(f"ogi-warehouse {version('ogi-warehouse')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run `ogi`. Exit status: 0 done, 1 something is wrong with the data or the run, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Files and pipes get UTF-8 whatever the locale; a terminal keeps its own and shows the rest escaped.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    app()
