"""Search by name and by pinyin: what is found, what is said when the list is not whole, the box by keyboard."""

import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.pages import READY, Feeds, open_view

TEXTS = ["", "财政", "slx", "疏勒县人民政府", "\U00020000x", "The quick brown fox"]


def found(page: Page, site: str, query: str) -> set[str]:
    """The names on the page of results."""
    open_view(page, f"{site}search.html?q={query}")
    return set(page.locator(".results a").all_inner_texts())


def test_the_buckets_are_found_by_the_same_checksum(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}search.html")
    assert page.evaluate("texts => texts.map(ogiSearch.crc32)", TEXTS) == [zlib.crc32(text.encode()) for text in TEXTS]


@pytest.mark.parametrize(
    "query",
    [
        "疏勒",
        "疏勒县人民政府",
        "疏勒 政府",
        "疏 政府",
        "shule",
        "shulexian",
        "SHULE",
        "lexian",
        "slx",
        "slxrmzf",
        "疏勒xrm",
        "shu le 政府",
    ],
)
def test_an_organ_is_found_by_pieces_of_its_name_and_pinyin(page: Page, samples_site: str, query: str) -> None:
    assert "疏勒县人民政府" in found(page, samples_site, query)


def test_every_organ_is_found_by_its_name(page: Page, province_site: str, province_home: Path) -> None:
    names = [row["organ_name"] for row in Feeds(province_home).rows("feed_organ")]
    open_view(page, f"{province_site}search.html")
    results = page.evaluate(
        """async names => Promise.all(names.map(
            async name => (await ogiSearch.find(name)).organs.map(organ => organ.organ_name)))""",
        names,
    )
    assert [name for name, organs in zip(names, results, strict=True) if name not in organs] == []


def test_all_organs_with_the_words_are_found_and_no_others(page: Page, province_site: str, province_home: Path) -> None:
    names = {row["organ_name"] for row in Feeds(province_home).rows("feed_organ")}
    assert found(page, province_site, "财政局") == {name for name in names if "财政局" in name}
    expected = {name for name in names if "县" in name and "教育" in name}
    assert found(page, province_site, "教育 县") == expected != set()


@pytest.mark.parametrize(
    ("query", "said"), [("局", "至少输入"), ("sl", "至少输入"), ("没有这样的机关", "没有名称相符")]
)
def test_what_finds_nothing_says_why_and_how(page: Page, samples_site: str, query: str, said: str) -> None:
    assert found(page, samples_site, query) == set()
    expect(page.locator("main [role=status]").first).to_contain_text(said)
    expect(page.locator(".hints li")).to_have_count(4)


def test_a_list_that_is_cut_says_so(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}search.html")
    count = page.evaluate("async () => (await ogi.load('build')).search_bucket_count")
    bucket = zlib.crc32("政府".encode()) % count
    organ = {"organ_name": "甲县人民政府", "organ_id": "o1", "region_name": None, "pinyin": "jia", "report_count": 1}
    shard = json.dumps(json.dumps({"pieces": {"政府": {"is_complete": False, "organs": [organ]}}}))
    page.route(
        re.compile(rf"data/search/{bucket}\.js"),
        lambda route: route.fulfill(body=f"ogi.receive('search/{bucket}', {shard});", content_type="text/javascript"),
    )
    assert found(page, samples_site, "政府") == {"甲县人民政府"}
    expect(page.locator("main [role=status]").first).to_contain_text("请再输入")


def test_the_box_works_by_keyboard(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}rules.html")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("xian")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("份报告")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("xian")
    expect(box).to_be_focused()
    page.keyboard.type("ren")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organ.html?id=o*")


def test_enter_and_the_button_lead_to_the_list(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}en/rules.html")
    page.get_by_role("combobox").fill("疏勒")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=*")
    page.wait_for_selector(READY)
    expect(page.locator(".results a")).to_have_text(["疏勒县人民政府"])
    expect(page.get_by_role("combobox")).to_have_value("疏勒")
    page.locator("header.site .search button").click()
    page.wait_for_selector(READY)
    expect(page.locator(".results a")).to_have_text(["疏勒县人民政府"])


def test_a_suggestion_can_be_clicked(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}index.html")
    page.get_by_role("combobox").fill("疏勒")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/organ.html?id=o*")


def test_everybody_can_use_it(page: Page, samples_site: str, axe: Callable[[Page], None]) -> None:
    open_view(page, f"{samples_site}search.html?q=疏勒")
    page.get_by_role("combobox").fill("xian")
    expect(page.get_by_role("option").first).to_be_visible()
    axe(page)
