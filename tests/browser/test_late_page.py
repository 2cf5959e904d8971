"""Late and missing reports: counts and shares as in the feed, the list with its reasons, choices in the address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.pages import Feeds, open_view, wait_for_drawings

LISTED = ("missing", "received_late")


def test_every_late_or_missing_report_is_listed_with_its_reason(
    page: Page, province_site: str, province_home: Path
) -> None:
    feeds = Feeds(province_home)
    expected = [row for status in LISTED for row in feeds.rows("feed_coverage", status=status)]
    open_view(page, f"{province_site}late.html")
    rows = page.locator("main table").last.locator("tbody tr")
    expect(rows).to_have_count(len(expected))
    organs = rows.locator("td:first-child a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert sorted(organs) == sorted(f"organ.html?id={row['organ_id']}" for row in expected)
    missing = rows.filter(has_text="缺报").first
    expect(missing.locator("td").nth(5)).to_contain_text("没有收到")
    assert "应公开年度报告的单位名录" in missing.inner_text()


def test_shares_are_of_what_was_received_and_expected(page: Page, province_site: str, province_home: Path) -> None:
    feeds = Feeds(province_home)
    status = {name: len(feeds.rows("feed_coverage", report_year=2022, status=name)) for name in (*LISTED, "received")}
    came = status["received"] + status["received_late"]
    due = came + status["missing"]
    open_view(page, f"{province_site}late.html")
    wait_for_drawings(page)
    line = page.locator("main table", has_text="各年度的迟报和缺报").locator("tbody tr", has_text="2022").locator("td")
    assert line.all_inner_texts() == [
        "2022",
        str(due),
        str(came),
        str(status["received_late"]),
        f"{status['received_late'] / came:.1%}",
        str(status["missing"]),
        f"{status['missing'] / due:.1%}",
    ]


def test_a_choice_stands_in_the_address(page: Page, province_site: str, province_home: Path) -> None:
    open_view(page, f"{province_site}late.html")
    missing = Feeds(province_home).rows("feed_coverage", status="missing")
    year = missing[0]["report_year"]
    page.select_option("select[name=status]", "missing")
    page.select_option("select[name=year]", str(year))
    count = sum(row["report_year"] == year for row in missing)
    rows = page.locator("main table").last.locator("tbody tr")
    expect(rows).to_have_count(count)
    assert page.url.endswith((f"late.html?year={year}&status=missing", f"late.html?status=missing&year={year}"))
    open_view(page, page.url)
    expect(rows).to_have_count(count)
    rows.first.locator("a").first.click()
    page.wait_for_url("**/organ.html?id=o*")


def test_nothing_late_is_said_in_words(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}late.html?status=missing&year=1999")
    expect(page.locator("main .empty").last).to_be_visible()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_everybody_can_use_it(page: Page, province_site: str, folder: str, axe: Callable[[Page], None]) -> None:
    open_view(page, f"{province_site}{folder}late.html")
    wait_for_drawings(page)
    axe(page)


def test_it_fits_a_phone(phone_page: Page, province_site: str) -> None:
    open_view(phone_page, f"{province_site}late.html")
    assert phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
