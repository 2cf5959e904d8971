"""The findings explorer: counts and lists as in the feed, choices in the address, the way to the report, the export."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from playwright.sync_api import Page, Route, expect

from publication.csv_guard import unguard

COUNT = re.compile(r"[\d,]+")


def ask(home: Path, query: str) -> list[tuple[object, ...]]:
    """Asks the feed of findings, as the view `finding`."""
    with duckdb.connect() as connection:
        feed = home / "feeds" / "v1" / "feed_finding.parquet"
        connection.execute(f"create view finding as from '{feed}'")
        return connection.execute(query).fetchall()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("main[data-state=ready]")


def counted(page: Page) -> int:
    """How many findings the heading of the list says there are."""
    found = COUNT.search(page.locator("#list").inner_text())
    assert found
    return int(found[0].replace(",", ""))


def choose(page: Page, name: str, value: str) -> None:
    """Choose, and wait until what is shown is of that choice."""
    page.select_option(f"select[name={name}]", value)
    expect(page.locator("main [aria-busy]")).to_have_count(0)


def option_count(page: Page, name: str, value: str) -> int:
    text = page.locator(f"select[name={name}] option[value='{value}']").inner_text()
    return int(COUNT.findall(text)[-1].replace(",", ""))


def listed_ids(page: Page) -> list[str]:
    links = page.locator(".finding-message a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link.rsplit("/", 1)[1] for link in links]


def test_the_page_counts_what_the_feed_holds(page: Page, province_site: str, province_home: Path) -> None:
    open_page(page, f"{province_site}findings.html")
    for outcome in ("fail", "not_assessable"):
        choose(page, "outcome", outcome)
        ((count,),) = ask(province_home, f"select count(*) from finding where outcome = '{outcome}'")  # noqa: S608
        assert counted(page) == count
    ((passed,),) = ask(province_home, "select count(*) from finding where outcome = 'pass'")
    expect(page.locator("main .muted").first).to_contain_text(f"{passed:,}")


def test_a_choice_says_beforehand_what_it_leaves_and_stands_in_the_address(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html")
    said = option_count(page, "rule", "Y1")
    choose(page, "rule", "Y1")
    assert counted(page) == said
    said = option_count(page, "year", "2021")
    choose(page, "year", "2021")
    assert counted(page) == said > 0
    expect(page.locator(".finding")).to_have_count(said)
    address = page.url
    assert parse_qs(urlsplit(address).query) == {"rule": ["Y1"], "year": ["2021"]}
    shown = listed_ids(page)

    open_page(page, address)
    assert listed_ids(page) == shown
    assert page.locator("select[name=rule]").input_value() == "Y1"
    page.locator("#language").click()
    page.wait_for_selector("main[data-state=ready]")
    assert "/en/findings.html?rule=Y1&year=2021" in page.url
    assert listed_ids(page) == shown


def test_a_number_of_the_table_leads_to_its_list(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html")
    cell = page.locator("table.heat td a").first
    number = int(cell.inner_text())
    cell.click()
    page.wait_for_url("**#list")
    page.wait_for_selector("main[data-state=ready]")
    assert counted(page) == number
    expect(page.locator("#list")).to_be_in_viewport()


def test_the_table_turns_to_provinces_and_shares(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html")
    page.locator("[data-switch=by] button").nth(1).click()
    page.locator("[data-switch=show] button").nth(1).click()
    expect(page.locator("[data-switch=show] [aria-pressed=true]")).to_be_focused()
    expect(page.locator("table.heat tbody th").first).to_have_text("云汀省")
    expect(page.locator("table.heat td").nth(1)).to_contain_text("%")
    address = page.url
    open_page(page, address)
    expect(page.locator("table.heat td").nth(1)).to_contain_text("%")


def test_all_pages_together_list_every_finding_once(page: Page, province_site: str, province_home: Path) -> None:
    open_page(page, f"{province_site}findings.html")
    ids = listed_ids(page)
    while (following := page.locator(".pager a[rel=next]").last).count():
        following.click()
        page.wait_for_selector("main[data-state=ready]")
        ids += listed_ids(page)
    feed = ask(province_home, "select finding_id from finding where outcome = 'fail'")
    assert sorted(ids) == sorted(str(row[0]) for row in feed)
    assert len(set(ids)) == len(ids)


def test_only_the_files_that_are_shown_are_read(page: Page, province_site: str) -> None:
    read: list[str] = []
    page.on("request", lambda request: read.append(request.url))
    open_page(page, f"{province_site}findings.html?outcome=not_assessable")
    lists = [url for url in read if re.search(r"data/findings/\w+/\w+-\w+-\w+-\d+\.js", url)]
    assert 1 <= len(lists) <= 50
    assert counted(page) > 50 * len(page.locator(".finding").all()) / 50  # there is more than is shown
    assert all("/2024/" in url for url in lists)


def test_a_finding_leads_to_its_place_in_the_report(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html?rule=A1")
    finding = listed_ids(page)[0]
    page.locator(".finding-message a").first.click()
    page.wait_for_url(f"**/report.html?id=r*#finding/{finding}")


@pytest.mark.parametrize("query", ["?rule=A1", "?outcome=all&year=2022", "?outcome=fail"])
def test_an_export_reads_back_as_what_is_listed(
    page: Page, province_site: str, province_home: Path, tmp_path: Path, query: str
) -> None:
    open_page(page, province_site + "findings.html" + query)
    count = counted(page)
    with page.expect_download() as started:
        page.locator(".export button").click()
    target = tmp_path / started.value.suggested_filename
    started.value.save_as(target)
    expect(page.locator(".export-state")).to_contain_text(f"{count:,}")

    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["finding_id"]: row for row in csv.DictReader(file)}
    assert len(rows) == count
    assert set(listed_ids(page)) <= set(rows)
    columns = ["finding_id", "report_id", "rule_id", "outcome", "message_zh", "message_en", "subject_en"]
    feed = ask(province_home, f"select {', '.join(columns)}, report_year, is_open from finding")  # noqa: S608
    expected = {
        str(row[0]): [*("" if value is None else str(value) for value in row[:-1]), str(row[-1]).lower()]
        for row in feed
        if row[0] in rows
    }
    found = {
        key: [*(unguard(row[column]) for column in columns), row["report_year"], row["is_open"]]
        for key, row in rows.items()
    }
    assert found == expected
    # The feed names an organ as the report does, the page as it is called now.
    shown = page.locator(".finding-whose > :first-child").all_inner_texts()
    assert [unguard(rows[finding]["organ_name"]) for finding in listed_ids(page)] == shown


def test_an_export_can_be_cancelled(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html?outcome=not_assessable")
    held: list[Route] = []
    page.route(re.compile(r"data/findings/2019/"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks handlers
    downloads: list[object] = []
    page.on("download", lambda download: downloads.append(download))  # noqa: PLW0108
    page.locator(".export button").click()
    expect(page.locator(".export-state progress")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.export-state progress')?.value > 0")
    while not held:
        page.wait_for_timeout(20)
    expect(page.locator(".export-state button")).to_be_focused()
    page.keyboard.press("Enter")
    for route in held:
        route.continue_()
    expect(page.locator(".export-state")).to_contain_text("已取消")
    assert downloads == []


def test_more_than_a_browser_holds_is_not_exported(page: Page, province_site: str) -> None:
    columns = ["failed", "open", "not_assessable", "passed"]
    shard = {"columns": columns, "counts": {"A1": {"2022": [20_001, 0, 0, 0], "2023": [9, 0, 0, 0]}}}
    body = f"ogi.receive('findings/provinces/950000', {json.dumps(json.dumps(shard))});"
    page.route(
        "**/data/findings/provinces/950000.js*",
        lambda route: route.fulfill(body=body, content_type="text/javascript"),
    )
    open_page(page, f"{province_site}findings.html?year=2023&province=950000")
    expect(page.locator(".export button")).to_be_enabled()
    page.evaluate("document.querySelector('main').dataset.state = 'changing'")
    empty = json.dumps(json.dumps({"columns": [], "findings": []}))
    page.route(
        "**/data/findings/2022/A1-fail-*",
        lambda route: route.fulfill(
            body=f"ogi.receive('findings/2022/A1-fail-950000-1', {empty});",
            content_type="text/javascript",
        ),
    )
    choose(page, "year", "2022")
    expect(page.locator(".export button")).to_be_disabled()
    expect(page.locator(".export-state")).to_contain_text("20,000")


def test_rows_that_start_within_a_file_or_lie_in_parts_are_cut_right(page: Page, samples_site: str) -> None:
    """Settled findings stand after open ones; of which provinces there are files is read when they are wanted."""
    open_page(page, f"{samples_site}findings.html")
    slices, exported = page.evaluate(
        """async () => {
            const file = page => Array.from({ length: 4 }, (_, place) => page * 4 + place);
            const group = (first, start, count) => ({
                start, count, read: async page => file(page - 1).map(number => first + number),
            });
            const parts = async () => [group(100, 0, 2), group(200, 3, 4)];
            const groups = [group(0, 0, 12), { count: 6, parts }, group(300, 5, 12)];
            const slices = [];
            for (let from = 0; from < 30; from += 5) {
                slices.push(await ogiLists.slice(groups, from, Math.min(from + 5, 30), 4));
            }
            const all = [];
            for await (const rows of ogiLists.files(groups, 4)) all.push(...rows);
            return [slices, all];
        }"""
    )
    assert [len(part) for part in slices] == [5] * 6
    listed = [number for part in slices for number in part]
    assert listed == exported == [*range(12), 100, 101, *range(203, 207), *range(305, 317)]


def test_a_choice_without_findings_says_so(page: Page, province_site: str) -> None:
    open_page(page, f"{province_site}findings.html?rule=Z9")
    expect(page.locator("main .empty")).to_be_visible()
    assert page.locator("select[name=rule]").input_value() == "Z9"
    page.locator("main .empty a").click()
    page.wait_for_selector("main[data-state=ready]")
    assert counted(page) > 0


@pytest.mark.parametrize("folder", ["", "en/"])
def test_everybody_can_use_it(page: Page, province_site: str, folder: str, axe: Callable[[Page], None]) -> None:
    open_page(page, f"{province_site}{folder}findings.html?outcome=all")
    axe(page)


def test_it_fits_a_phone(phone_page: Page, province_site: str, axe: Callable[[Page], None]) -> None:
    open_page(phone_page, f"{province_site}findings.html")
    assert phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(phone_page)
