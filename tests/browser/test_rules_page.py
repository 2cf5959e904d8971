"""Rules and method: the whole catalogue and dictionary, places that can be linked to, counts that lead to findings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.pages import Feeds, open_view


@pytest.mark.parametrize(("folder", "language"), [("", "zh"), ("en/", "en")])
def test_every_rule_stands_there_with_formula_and_counts(
    page: Page, province_site: str, province_home: Path, folder: str, language: str
) -> None:
    open_view(page, f"{province_site}{folder}rules.html")
    for rule in Feeds(province_home).rows("feed_rule"):
        article = page.locator(f"article#{rule['rule_id']}")
        expect(article).to_contain_text(rule[f"title_{language}"])
        expect(article.locator(".formula")).to_have_text(rule[f"formula_{language}"])
        expect(article).to_contain_text(rule[f"basis_{language}"])
        links = article.locator(".rule-counts a").all_inner_texts()
        assert f"{rule['failed_count']:,}" in links[0]
        assert f"{rule['not_assessable_count']:,}" in links[1]


def test_every_indicator_stands_there_with_its_caveats(page: Page, samples_site: str, samples_home: Path) -> None:
    open_view(page, f"{samples_site}rules.html")
    for variant in Feeds(samples_home).rows("feed_indicator_definition"):
        article = page.locator(f"[id='indicator-{variant['indicator_code']}']")
        for text in ("title_zh", "definition_zh", "variant_title_zh", "formula", "caveats_zh"):
            expect(article).to_contain_text(variant[text])


def test_an_address_leads_to_a_rule_and_on_to_its_findings(page: Page, province_site: str) -> None:
    open_view(page, f"{province_site}rules.html#Y1")
    expect(page.locator("article#Y1 h3")).to_be_in_viewport()
    page.locator("article#Y1 .rule-counts a").first.click()
    page.wait_for_url("**/findings.html?rule=Y1")
    page.wait_for_selector("main[data-state=ready]")
    expect(page.locator(".finding").first).to_be_visible()


def test_the_citation_names_the_build(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}en/rules.html#cite")
    build = page.locator("html").get_attribute("data-build")
    assert build
    expect(page.locator("#cite blockquote")).to_contain_text(build)
    expect(page.locator("#cite blockquote")).to_contain_text("CC0 1.0")


@pytest.mark.parametrize("folder", ["", "en/"])
def test_everybody_can_read_it(page: Page, samples_site: str, folder: str, axe: Callable[[Page], None]) -> None:
    open_view(page, f"{samples_site}{folder}rules.html")
    axe(page)


def test_it_fits_a_phone(phone_page: Page, samples_site: str) -> None:
    open_view(phone_page, f"{samples_site}rules.html")
    assert phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
