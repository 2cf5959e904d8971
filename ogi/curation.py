"""`ogi curation`: the files that people keep beside the data, checked and begun."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from ogi.inert_text import inert
from ogi.replies import replies

_WRONG = 1

curation = typer.Typer(
    name="curation",
    help="The CSV files that people keep: corrections, lists of expected reports, deadlines, reviews.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
curation.command()(replies)


@curation.command()
def check() -> None:
    """Check every file in the curation folder, as a run does, and build nothing.

    Every problem is named with its file, line and reason. Ids and names are looked up among the reports that were
    read, so read them first.

    \b
    Exit status: 0 all is well; 1 something is wrong.

    \b
    Examples:
      ogi curation check
      OGI_HOME=/srv/ogi ogi curation check
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from curation.problems import CurationError  # noqa: PLC0415
    from ingest.home import Home  # noqa: PLC0415
    from orchestration.curated import curate  # noqa: PLC0415

    home = Home.from_environment()
    try:
        summary = curate(home, writes=False)
    except CurationError as error:
        for problem in error.problems:
            typer.echo(inert(str(problem)), err=True)
        typer.echo(inert(f"{len(error.problems)} problems in {home.curation}"), err=True)
        raise typer.Exit(_WRONG) from None
    typer.echo(inert(f"{home.curation}: nothing is wrong"))
    if summary.corrections_without_effect:
        typer.echo(f"{summary.corrections_without_effect} corrections have no effect: no report prints these names")


@curation.command()
def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where to; the curation folder if it is not given.")
    ] = None,
) -> None:
    """Make the files that are not there yet, each with its header; files that are there are left as they are.

    \b
    Examples:
      ogi curation init
      ogi curation init drafts
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from curation.columns import FILES  # noqa: PLC0415
    from ingest.home import Home  # noqa: PLC0415

    target = folder or Home.from_environment().curation
    target.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        path = target / file.file_name
        if path.exists():
            typer.echo(inert(f"{path}: is there already"))
            continue
        # With the mark that makes spreadsheets read Chinese text right.
        path.write_text(",".join(column.name for column in file.columns) + "\n", encoding="utf-8-sig")
        typer.echo(inert(f"{path}: {file.purpose}"))


@curation.command()
def columns() -> None:
    """Print what each file is for, its columns (those with * must be filled in), and a row that shows how.

    \b
    Examples:
      ogi curation columns
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    import sys  # noqa: PLC0415

    from curation.columns import FILES  # noqa: PLC0415

    writer = csv.writer(sys.stdout, lineterminator="\n")
    for file in FILES:
        typer.echo(f"{file.file_name}: {file.purpose}")
        writer.writerow([f"{column.name}*" if column.is_required else column.name for column in file.columns])
        writer.writerow([file.example.get(column.name, "") for column in file.columns])
        typer.echo("")
