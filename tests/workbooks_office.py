"""The office that sends workbooks to units and reads their replies, in a folder of its own."""

from datetime import date
from pathlib import Path

from published_findings import Found, publish_findings

from workbooks.exporting import Wishes, export
from workbooks.published import published_findings
from workbooks.replies import TakenWorkbook, take_replies
from workbooks.review_file import locked_reviews
from workbooks.selection import Selection

TODAY = date(2026, 11, 22)


class Office:
    """The office that sends workbooks and reads replies, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self._folder = folder
        self._exports = 0

    def publish(self, *findings: Found) -> None:
        """Publish a build that has these findings."""
        publish_findings(self.home, findings)

    def export(self, selection: Selection | None = None, wishes: Wishes | None = None) -> Path:
        """The folder of an export."""
        self._exports += 1
        folder = self._folder / f"out{self._exports}"
        with published_findings(self.home / "warehouse.duckdb") as published:
            export(published, selection or Selection(), wishes or Wishes(), folder)
        return folder

    def workbook(self, selection: Selection | None = None, wishes: Wishes | None = None) -> Path:
        """The one workbook of an export."""
        (path,) = self.export(selection, wishes).glob("*.xlsx")
        return path

    def take(self, path: Path, reviewer: str | None = None, *, writes: bool = True) -> TakenWorkbook:
        """Read a workbook back."""
        with (
            published_findings(self.home / "warehouse.duckdb") as published,
            locked_reviews(self.home / "curation") as reviews,
        ):
            return take_replies(path, published, reviews, reviewer, TODAY, writes=writes)

    @property
    def reviews(self) -> str:
        """The file of reviews."""
        path = self.home / "curation" / "reviews.csv"
        return path.read_bytes().decode("utf-8-sig") if path.exists() else ""
