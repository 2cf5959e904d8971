"""From a figure on the first page to the place in the original document where it is printed."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import REPOSITORY
from browser.pages import Feeds, open_view

_CELL = "application/received_new/total"


def _ready(page: Page) -> None:
    page.wait_for_selector("main[data-state=ready]")


@pytest.fixture
def report(samples_home: Path) -> dict[str, Any]:
    """A sample whose application table is printed, and whose region is known."""
    feeds = Feeds(samples_home)
    with_cell = {
        row["report_id"]: row for row in feeds.rows("feed_application", row_code="received_new", column_code="total")
    }
    organs = {row["organ_id"]: row for row in feeds.rows("feed_organ") if row["region_code"]}
    return next(
        row | {"cell": with_cell[row["report_id"]], "organ": organs[row["organ_id"]]}
        for row in feeds.rows("feed_report")
        if row["organ_id"] in organs and with_cell[row["report_id"]]["status"] == "reported"
    )


def test_a_person_goes_from_the_overview_to_the_printed_number(
    page: Page, samples_site: str, report: dict[str, Any]
) -> None:
    open_view(page, f"{samples_site}index.html")
    organ = report["organ"]
    # Down through the regions, each by its link, to the one that lists the organ.
    for level in ("province_code", "prefecture_code", "county_code", "region_code"):
        link = page.locator(f"main a[href*='region.html?code={organ[level]}']")
        if organ[level] and f"code={organ[level]}" not in page.url and link.count():
            link.first.click()
            _ready(page)
    page.locator(f"main a[href*='organ.html?id={organ['organ_id']}']").first.click()
    _ready(page)
    page.locator(f"main a[href*='report.html?id={report['report_id']}']").first.click()
    _ready(page)
    page.locator(f"[id='{_CELL}'] button").click()
    panel = page.locator("aside.panel")
    expect(panel).to_be_visible()
    assert page.url.endswith(f"#{_CELL}")
    shown = panel.locator("mark")
    expect(shown).to_have_count(1)
    cell = report["cell"]
    assert shown.inner_text().strip() == cell["value_raw"].strip()
    # And the document itself says so, at that very place.
    original = (REPOSITORY / "samples" / Path(str(report["source_name"])).name).read_bytes()
    start, end = _place(page)
    assert original.decode("utf-8")[start:end].strip() == cell["value_raw"].strip()


def _place(page: Page) -> tuple[int, int]:
    """Characters of the file, from the locator that the panel shows: char:120-122."""
    text = page.locator("aside.panel code").first.inner_text()
    kind, _, numbers = text.partition(":")
    assert kind == "char", text
    first, _, last = numbers.partition("-")
    return int(first), int(last)
