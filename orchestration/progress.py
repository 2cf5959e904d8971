"""How far a run is, told by the assets to whoever watches: the log of the Dagster UI, or bars on a terminal."""

from typing import Literal, Protocol

import dagster as dg

Stage = Literal["taking in", "reading", "resolving", "building", "publishing", "writing the site"]


class Progress(Protocol):
    """Told how far a stage is; `total` is None while nobody knows it."""

    def report(self, stage: Stage, done: int, total: int | None) -> None: ...


class LoggedProgress:
    """Writes a line to the run's log for every tenth of a stage, or every 1000 documents while the total is unknown."""

    def __init__(self, log: dg.DagsterLogManager) -> None:
        self._log = log
        self._reported: tuple[Stage, int] | None = None

    def report(self, stage: Stage, done: int, total: int | None) -> None:
        """Log a line if `done` has come to another tenth, or another thousand, than at the last call."""
        tenth = done * 10 // total if total else done // 1000
        if self._reported != (stage, tenth):
            self._reported = (stage, tenth)
            self._log.info(f"{stage}: {done}" + (f" of {total}" if total else ""))
