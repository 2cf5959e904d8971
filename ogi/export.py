"""`ogi export`: what goes to offices, written from the published warehouse."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    from workbooks.published import PublishedFindings
    from workbooks.selection import Selection

_WRONG_USAGE = 2
_INTERRUPTED = 130

export = typer.Typer(
    name="export",
    help="Workbooks and sheets for offices, from the published warehouse.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Per(StrEnum):
    """What has a workbook of its own."""

    ORGAN = "organ"
    REGION = "region"


class Sheets(StrEnum):
    """The format of the sheet of one page for each unit."""

    DOCX = "docx"


class Include(StrEnum):
    """What is listed besides failures that are open."""

    NOT_ASSESSABLE = "not_assessable"


@export.callback()
def _group() -> None:
    pass


@export.command()
def corrections(
    organ: Annotated[
        list[str] | None, typer.Option(metavar="ID|NAME", help="Only this organ; may be given again.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(metavar="CODE|NAME", help="Only the organs of this region and of all below it.")
    ] = None,
    year: Annotated[list[int] | None, typer.Option(metavar="YEAR", help="Only this year; may be given again.")] = None,
    rule: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this rule, such as A1; may be given again.")
    ] = None,
    per: Annotated[
        Per, typer.Option(help="A workbook for each organ, or one for the region (without --region: each province).")
    ] = Per.ORGAN,
    sheets: Annotated[
        Sheets | None, typer.Option(help="Also write a sheet of one page for each unit.", show_default=False)
    ] = None,
    due: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day on the sheets until which units reply."),
    ] = None,
    include: Annotated[
        list[Include] | None,
        typer.Option(
            help="Also what could not be checked because the report or its copy lacks it.", show_default=False
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also failures that were dismissed or explained, with what was replied.")
    ] = False,
    site_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where the site is served: each row then links to its report.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A new folder to write to.")] = Path("corrections"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no result; only problems.")] = False,
) -> None:
    """Write workbooks (XLSX) of what each unit is asked to correct, with columns for the reply.

    They hold the failures that are open in the published warehouse, in plain Chinese, with the printed text and its
    place. The replies come back with `ogi curation replies`. The folder must be new or empty; it appears when all of
    it is written.

    \b
    Exit status: 0 written; 2 wrong usage, or there is nothing to write; 130 interrupted.

    \b
    Examples:
      ogi export corrections --out letters
      ogi export corrections --organ 疏勒县财政局 --year 2023
      ogi export corrections --region 653122 --per region --sheets docx --due 2025-03-31
      ogi export corrections --rule A1 --rule A2 --site-url https://ogi.example.gov.cn
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.home import Home  # noqa: PLC0415 - what takes long to import is imported by the command that needs it
    from publication.errors import PublicationError  # noqa: PLC0415
    from workbooks.exporting import Wishes  # noqa: PLC0415
    from workbooks.exporting import export as write  # noqa: PLC0415
    from workbooks.published import published_findings  # noqa: PLC0415
    from workbooks.selection import SelectionError  # noqa: PLC0415

    if site_url is not None:
        _check_site_url(site_url)
    wishes = Wishes(per.value, sheets is not None, due.date() if due else None, site_url)
    try:
        with published_findings(Home.from_environment().warehouse) as published:
            selection = _selection(
                published, organ or [], region, year or [], rule or [], bool(include), with_answered=everything
            )
            with _progress(is_quiet=quiet) as report:
                written = write(published, selection, wishes, out.absolute(), report)
    except (SelectionError, PublicationError) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{out} cannot be written: {error}")
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing was written.", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    if not quiet:
        rows = [
            ("findings", f"{written.findings:,}"),
            ("units", f"{written.units:,}"),
            ("workbooks", f"{written.workbooks:,}"),
            *([("sheets", f"{written.sheets:,}")] if sheets else []),
            ("folder", str(out.absolute())),
        ]
        for name, value in rows:
            typer.echo(f"{name:<11} {inert(value)}")
        typer.echo("\nNext:\n  ogi curation replies WORKBOOK.xlsx --dry-run")


def _check_site_url(url: str) -> None:
    """Exits with status 2 when the address is not one that a workbook may lead to."""
    try:
        parts = urlsplit(url)
        is_address = (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.fragment
        )
    except ValueError:
        is_address = False
    if not is_address or not url.isprintable() or " " in url or '"' in url:
        _refuse(f"--site-url must be an address such as https://ogi.example.gov.cn/reports, not {url}")


def _selection(
    published: "PublishedFindings",
    organs: list[str],
    region: str | None,
    years: list[int],
    rules: list[str],
    with_not_assessable: bool,
    *,
    with_answered: bool,
) -> "Selection":
    """What the options ask for. Raises SelectionError for what the published build does not have."""
    from workbooks.selection import Selection, SelectionError  # noqa: PLC0415

    known = published.rule_ids()
    chosen = [rule_id.upper() for rule_id in rules]
    if unknown := [rule_id for rule_id in chosen if rule_id not in known]:
        raise SelectionError(f"no rule {', '.join(unknown)}; the rules are {', '.join(known)}")
    return Selection(
        organ_ids=tuple(published.organ_id(named) for named in organs),
        region_code=published.region_code(region) if region else None,
        years=tuple(years),
        rule_ids=tuple(chosen),
        with_not_assessable=with_not_assessable,
        with_answered=with_answered,
    )


@contextmanager
def _progress(*, is_quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Gives whom to tell the findings written and all: a bar on a terminal, nothing elsewhere."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    console = Console(file=sys.stderr, no_color=bool(os.environ.get("NO_COLOR")))
    if is_quiet or not console.is_terminal:
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task("Writing findings", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _refuse(message: str) -> None:
    typer.echo(inert(f"ogi export corrections: {message}"), err=True)
    raise typer.Exit(_WRONG_USAGE)
