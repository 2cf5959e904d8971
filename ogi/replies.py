"""`ogi curation replies`: what units replied in their workbooks, put into the file of reviews."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    from workbooks.replies import TakenWorkbook
    from workbooks.review_file import ReviewFile

_SOMETHING_NOT_TAKEN = 1
_WRONG_USAGE = 2


def replies(
    workbooks: Annotated[list[Path], typer.Argument(metavar="FILE.xlsx", help="Workbooks that came back.")],
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who replied, for rows in which 答复人 is empty.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and write nothing.")] = False,
) -> None:
    """Read replies back from workbooks of `ogi export corrections` into curation/reviews.csv.

    A workbook with a mistake is not taken at all: every mistake is told with its sheet, row and what to do. Replies on
    findings that have changed since are left out and told. Reading a workbook again changes nothing; a reply that was
    changed replaces the one before, unless a review of a later day stands. A corrected value is kept in the note: it
    changes no number. The next `ogi run` takes the reviews up.

    \b
    Exit status: 0 all replies are taken; 1 something was not, each is told; 2 wrong usage.

    \b
    Examples:
      ogi curation replies returned/疏勒县财政局.xlsx --dry-run
      ogi curation replies returned/*.xlsx --reviewer 王某
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.home import Home  # noqa: PLC0415 - what takes long to import is imported by the command that needs it
    from publication.errors import PublicationError  # noqa: PLC0415
    from workbooks.plain_text import typed  # noqa: PLC0415
    from workbooks.published import published_findings  # noqa: PLC0415
    from workbooks.replies import take_replies  # noqa: PLC0415
    from workbooks.selection import SelectionError  # noqa: PLC0415

    home = Home.from_environment()
    if missing := [path for path in workbooks if not path.is_file()]:
        _refuse(f"no such file: {', '.join(map(str, missing))}")
    today = datetime.now(UTC).date()
    named = typed(reviewer) if reviewer else None
    is_complete = True
    try:
        with published_findings(home.warehouse) as published, _reviews(home.curation, writes=not dry_run) as reviews:
            for path in workbooks:
                taken = take_replies(path, published, reviews, named, today, writes=not dry_run)
                _print(taken, is_dry_run=dry_run)
                is_complete = is_complete and not taken.problems and not taken.left_out
    except (SelectionError, PublicationError) as error:
        _refuse(str(error))
    if not is_complete:
        raise typer.Exit(_SOMETHING_NOT_TAKEN)


@contextmanager
def _reviews(folder: Path, *, writes: bool) -> Iterator["ReviewFile"]:
    from workbooks.review_file import ReviewFile, locked_reviews  # noqa: PLC0415

    if writes:
        with locked_reviews(folder) as reviews:
            yield reviews
    else:
        yield ReviewFile(folder)


def _print(taken: "TakenWorkbook", *, is_dry_run: bool) -> None:
    for problem in (*taken.problems, *taken.left_out):
        typer.echo(inert(str(problem)), err=True)
    if taken.problems:
        count = len(taken.problems)
        what = f"not taken: {count} problem{'s' if count > 1 else ''}; mend them and read the workbook again"
    else:
        counts = {
            "added": taken.added,
            "changed": taken.replaced,
            "as before": taken.unchanged,
            "left out": len(taken.left_out),
            "without a reply": taken.unanswered,
        }
        what = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no finding in it"
    typer.echo(
        inert(f"{taken.file}: {'would be ' * is_dry_run}{what}" if not taken.problems else f"{taken.file}: {what}")
    )


def _refuse(message: str) -> None:
    typer.echo(inert(f"ogi curation replies: {message}"), err=True)
    raise typer.Exit(_WRONG_USAGE)
