"""From the published findings to the workbook of a unit, its replies, and the reviews of the next build."""

from datetime import date
from pathlib import Path

import duckdb
from openpyxl import load_workbook

from ingest.home import Home
from orchestration.collection_paths import load_collection_paths
from orchestration.pipeline import run_pipeline
from workbooks.exporting import Wishes, export
from workbooks.published import published_findings
from workbooks.replies import take_replies
from workbooks.review_file import locked_reviews
from workbooks.selection import Selection


class Silence:
    """Is told the progress, and says nothing."""

    def report(self, *_: object) -> None:
        """Say nothing."""


def test_replies_close_findings_in_the_next_build(copied_home: Home, tmp_path: Path) -> None:
    with published_findings(copied_home.warehouse) as published:
        export(published, Selection(), Wishes(per="region"), tmp_path / "out")
    feed = duckdb.execute(
        "select finding_id, state_id, message_zh, cast(report_year as text), expected from read_parquet(?)"
        " where is_open order by finding_id",
        [str(copied_home.feeds / "v1" / "feed_finding.parquet")],
    ).fetchall()
    assert feed
    read = {}
    replies = dict(zip([row[0] for row in feed], ["数据无误", "说明情况", "确认有误"], strict=False))
    for path in (tmp_path / "out").glob("*.xlsx"):
        book = load_workbook(path)
        sheet = book["核对意见"]
        at = {cell.value: cell.column for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            cells = {name: sheet.cell(row, column) for name, column in at.items()}
            finding_id = cells["问题编号"].value
            number = (cells["应为／对照"].value or "").partition("（")[0]
            read[finding_id] = (cells["状态编号"].value, cells["问题"].value, cells["年度"].value, number)
            if finding_id in replies:
                cells["答复"].value = replies[finding_id]
                cells["说明"].value = "统计口径不同"
                cells["答复人"].value = "王某"
                cells["答复日期"].value = date(2026, 1, 5)
        book.save(path)
    assert read == {
        row[0]: (row[1], row[2], row[3] or "不详", "" if row[4] is None else f"{row[4].normalize():f}") for row in feed
    }

    with published_findings(copied_home.warehouse) as published, locked_reviews(copied_home.curation) as reviews:
        for path in (tmp_path / "out").glob("*.xlsx"):
            taken = take_replies(path, published, reviews, None, date(2026, 1, 6), writes=True)
            assert (taken.problems, taken.left_out) == ([], [])
    paths = load_collection_paths(copied_home, "mixed")
    assert run_pipeline(copied_home, "mixed", paths, Silence()).problems == ()
    with duckdb.connect(str(copied_home.warehouse), read_only=True) as connection:
        found = connection.execute(
            "select finding_id, review_decision, review_status, is_open, review_note, reviewer, reviewed_on"
            " from quality.fct_review inner join quality.fct_finding using (finding_id, review_decision, review_note,"
            " reviewer, reviewed_on)"
        ).fetchall()
    decisions = {"数据无误": "dismissed", "说明情况": "explained", "确认有误": "confirmed"}
    assert sorted(found) == [
        (key, decisions[word], "applied", word == "确认有误", "统计口径不同", "王某", date(2026, 1, 5))
        for key, word in sorted(replies.items())
    ]
