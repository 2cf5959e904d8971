"""Every page, in both languages, of the samples and of a province: it shows what it has and keeps what was chosen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import DESKTOP
from browser.pages import FOLDERS, VIEWS, Feeds, open_view, wait_for_drawings
from browser.static_server import serve

# Without the chart library, which is loaded once for all pages.
_MOST_BYTES = 300_000
_LIBRARY = "assets/vega.js"


@pytest.fixture(params=["samples", "province"])
def site(request: pytest.FixtureRequest) -> tuple[str, Feeds, str]:
    """Address and feeds of a site, and the language in which axe-core looks at it: both see the same elements."""
    return (
        request.getfixturevalue(f"{request.param}_site"),
        Feeds(request.getfixturevalue(f"{request.param}_home")),
        {"samples": "en", "province": "zh"}[request.param],
    )


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_shows_what_it_has_in_both_languages(
    page: Page, axe: Callable[[Page], None], site: tuple[str, Feeds, str], view: str
) -> None:
    address, feeds, language_for_axe = site
    query = VIEWS[view](feeds)
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.__setitem__(response.url, len(response.body())))
    for language, folder in FOLDERS.items():
        sizes.clear()
        open_view(page, f"{address}{folder}{query}")
        _check_content(page)
        wait_for_drawings(page)
        total = sum(size for url, size in sizes.items() if _LIBRARY not in url)
        assert total < _MOST_BYTES, f"{total:,} bytes: {sorted(sizes.items(), key=lambda item: -item[1])[:5]}"
        if language == language_for_axe:
            axe(page)


def _check_content(page: Page) -> None:
    main = page.locator("main")
    expect(main.locator("h1")).to_have_count(1)
    assert len(main.locator("h1").inner_text().strip()) > 1
    assert page.title().count(" · ") == 1
    expect(main.locator("[role=alert]")).to_have_count(0)
    expect(main.locator(".loading")).to_have_count(0)
    # More than a heading: what the page is for.
    assert len(main.inner_text()) > 60
    assert not re.search(r"\bundefined\b|\bNaN\b|\[object|\{\w+\}|Infinity", main.inner_text())


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_fits_a_phone(
    phone_page: Page, axe: Callable[[Page], None], province_site: str, province_home: Path, view: str
) -> None:
    open_view(phone_page, province_site + VIEWS[view](Feeds(province_home)))
    wait_for_drawings(phone_page)
    too_wide = phone_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0
    axe(phone_page)


def test_a_shared_address_of_a_cell_shows_the_cell_above_its_panel_on_a_phone(
    phone_page: Page, province_site: str, province_home: Path
) -> None:
    # Otherwise the page rolls there, and past it.
    phone_page.emulate_media(reduced_motion="reduce")
    address = VIEWS["cell"](Feeds(province_home))
    open_view(phone_page, province_site + address)
    phone_page.wait_for_selector("aside.panel mark")
    assert phone_page.evaluate(_IS_ABOVE_THE_PANEL, address.partition("#")[2])


_IS_ABOVE_THE_PANEL = """id => {
    const [cell, panel] = [document.getElementById(id), document.querySelector('aside.panel')];
    const [shown, cover] = [cell.getBoundingClientRect(), panel.getBoundingClientRect()];
    return shown.top >= 0 && shown.bottom <= cover.top;
}"""


@pytest.mark.parametrize("view", ["index", "region", "cell", "failing", "pair", "rules"])
def test_the_language_switch_keeps_what_is_shown(
    page: Page, province_site: str, province_home: Path, view: str
) -> None:
    query = VIEWS[view](Feeds(province_home))
    open_view(page, province_site + query)
    before = urlsplit(page.url)
    page.click("#language")
    page.wait_for_selector("main[data-state=ready]")
    after = urlsplit(page.url)
    assert (after.path, after.query, after.fragment) == (f"/en{before.path}", before.query, before.fragment)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("#language")
    page.wait_for_selector("main[data-state=ready]")
    assert urlsplit(page.url) == before


@pytest.mark.parametrize("view", ["index", "report", "failing"])
def test_pages_work_from_files(page: Page, samples_site_file: str, samples_home: Path, view: str) -> None:
    open_view(page, samples_site_file + VIEWS[view](Feeds(samples_home)))
    _check_content(page)
    wait_for_drawings(page)


@pytest.fixture
def nested(samples_home: Path, tmp_path: Path) -> Iterator[str]:
    """The site somewhere below the root of a server."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b c").symlink_to((samples_home / "site").resolve())
    with serve(tmp_path) as served:
        yield f"{served.url}a/b%20c/"


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_pages_work_below_any_path(page: Page, nested: str, samples_home: Path, folder: str) -> None:
    open_view(page, nested + folder + VIEWS["report"](Feeds(samples_home)))
    _check_content(page)
    page.click("header nav a >> nth=0")
    page.wait_for_selector("main[data-state=ready]")
    assert page.url == f"{nested}{folder}index.html"


def test_back_and_forward_lead_through_the_pages_that_were_seen(
    page: Page, province_site: str, province_home: Path
) -> None:
    feeds = Feeds(province_home)
    addresses = [province_site + VIEWS[view](feeds) for view in ("index", "failing", "report")]
    headings = []
    for address in addresses:
        open_view(page, address)
        headings.append(page.locator("h1").inner_text())
    for step in (1, 0):
        page.go_back()
        page.wait_for_selector("main[data-state=ready]")
        assert page.locator("h1").inner_text() == headings[step]
    page.go_forward()
    page.wait_for_selector("main[data-state=ready]")
    assert page.locator("h1").inner_text() == headings[1]


def test_what_is_chosen_goes_into_the_address_and_an_address_shows_the_same_to_others(
    page: Page, new_context: Callable[..., BrowserContext], province_site: str
) -> None:
    open_view(page, f"{province_site}findings.html")
    for select in page.locator("main select").all():
        if select.locator("option").count() > 1 and select.is_visible():
            select.select_option(index=1)
    page.wait_for_timeout(200)
    assert "?" in page.url
    other = new_context(viewport=DESKTOP).new_page()
    open_view(other, page.url)
    other.wait_for_load_state("networkidle")
    assert other.url == page.url
    assert other.locator("main").inner_text() == page.locator("main").inner_text()
    chosen = "[...document.querySelectorAll('main select')].map(select => select.value)"
    assert other.evaluate(chosen) == page.evaluate(chosen)


def test_a_page_in_print_is_what_it_says_and_nothing_else(page: Page, province_site: str, province_home: Path) -> None:
    open_view(page, province_site + VIEWS["report"](Feeds(province_home)))
    page.emulate_media(media="print")
    for clutter in ("header.site nav", "form.search", "#language", ".skip"):
        expect(page.locator(clutter)).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("table.form").first).to_be_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, province_site: str) -> None:
    open_view(page, f"{province_site}index.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.evaluate("document.body.focus(); document.activeElement.blur(); getSelection().removeAllRanges()")
    page.reload()
    page.wait_for_selector("main[data-state=ready]")
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(_FOCUS))
    # In the order in which they stand, each once, each with an outline.
    assert [place for _, place, _ in seen] == sorted({place for _, place, _ in seen})
    assert [what for what, _, outline in seen if not outline] == []


_FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return [element.outerHTML.slice(0, 80), [...document.querySelectorAll('*')].indexOf(element),
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}"""
