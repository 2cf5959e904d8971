"""The progress of `ogi run` on stderr: bars on a terminal, one line per stage elsewhere."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from orchestration.progress import Stage


class _Bars:
    """One bar per stage, made when the stage begins."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[Stage, TaskID] = {}

    def report(self, stage: "Stage", done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)


class _Lines:
    """One line when a stage begins."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._begun: Stage | None = None

    def report(self, stage: "Stage", done: int, total: int | None) -> None:  # noqa: ARG002 - a line tells no counts
        if stage != self._begun:
            self._begun = stage
            self._say(stage)


@contextmanager
def show_progress(stderr: int, *, is_quiet: bool) -> Iterator[tuple["_Bars | _Lines", Callable[[str], None]]]:
    """Gives (who is told the progress, how to say a line) for the length of the block, on the descriptor `stderr`."""
    with os.fdopen(os.dup(stderr), "w", encoding="utf-8", errors="backslashreplace") as stream:
        console = Console(file=stream)

        def say(line: str) -> None:
            console.print(line, markup=False, highlight=False, soft_wrap=True)

        if is_quiet or not console.is_terminal:
            yield _Lines((lambda _: None) if is_quiet else say), say
        else:
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            with Progress(*columns, console=console, transient=True) as bars:
                yield _Bars(bars), say
