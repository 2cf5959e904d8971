"""Downloads: every file that the page offers is there, is what it says, and opens."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import duckdb
import pytest
from playwright.sync_api import Page, expect

from browser.pages import open_view


def _save(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.locator(f"a[href$='{link}']").click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_file_is_there_with_the_hash_that_it_says(page: Page, samples_site: str, folder: str) -> None:
    open_view(page, f"{samples_site}{folder}downloads.html")
    files = page.locator(".feed .file").evaluate_all(
        """lines => lines.map(
            line => [line.querySelector('a').getAttribute('href'), line.querySelector('code').textContent])"""
    )
    assert len(files) >= 30
    for address, sha256 in files:
        response = page.request.get(urljoin(page.url, address))
        assert response.ok, address
        assert hashlib.sha256(response.body()).hexdigest() == sha256, address


def test_the_page_offers_all_that_the_package_describes(page: Page, samples_site: str, samples_home: Path) -> None:
    open_view(page, f"{samples_site}downloads.html")
    offered = page.locator("main a[href^='downloads/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href').slice('downloads/'.length))"
    )
    package = json.loads((samples_home / "feeds" / "v1" / "datapackage.json").read_text(encoding="utf-8"))
    assert sorted(offered) == sorted([*(resource["path"] for resource in package["resources"]), "datapackage.json"])


def test_a_file_opens_and_its_formats_hold_the_same(page: Page, samples_site: str, tmp_path: Path) -> None:
    open_view(page, f"{samples_site}downloads.html#feed_report")
    parquet, csv, as_json = (_save(page, f"/feed_report.{kind}", tmp_path) for kind in ("parquet", "csv", "json"))
    rows = duckdb.execute(f"from '{parquet}'").fetchall()
    expect(page.locator("#feed_report")).to_contain_text(f"{len(rows)} 行")
    ids = {row[0] for row in rows}
    assert {row[0] for row in duckdb.execute(f"from read_csv('{csv}', all_varchar = true)").fetchall()} == ids
    assert {row["report_id"] for row in json.loads(as_json.read_text(encoding="utf-8"))} == ids


@pytest.mark.parametrize("folder", ["", "en/"])
def test_everybody_can_use_it(page: Page, samples_site: str, folder: str, axe: Callable[[Page], None]) -> None:
    open_view(page, f"{samples_site}{folder}downloads.html")
    axe(page)


def test_it_fits_a_phone(phone_page: Page, samples_site: str) -> None:
    open_view(phone_page, f"{samples_site}downloads.html")
    assert phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
