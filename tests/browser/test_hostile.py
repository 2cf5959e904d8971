"""What hostile reports say is shown as it is printed, and does nothing: on no page, in no language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.home import hostile_home
from hostile.reports import PAYLOADS
from playwright.sync_api import Page

from browser.pages import READY, VIEWS, Feeds, open_view, wait_for_drawings
from browser.static_server import serve

# What a payload would leave behind had it become an element, an attribute or a link.
_TAKEN_EFFECT = """() => [
    ...document.querySelectorAll(
        'script:not([src]), iframe, object, embed, base, img, svg[onload], style, a[href^="javascript:" i],'
        + 'a[href^="data:" i], a[href^="vbscript:" i], meta[http-equiv="refresh" i]'),
    ...[...document.querySelectorAll('*')].filter(
        element => [...element.attributes].some(attribute => /^on/i.test(attribute.name))),
].map(element => element.outerHTML.slice(0, 200)).concat(
    'hostile' in window ? ['window.hostile is set'] : [],
    Object.prototype.organ_name === undefined ? [] : ['the prototype of objects was changed'],
    [...document.scripts].filter(script => new URL(script.src).origin !== location.origin).map(script => script.src))
"""
# Characters that turn or hide text; the pages spell them out. Breaks and tabs are layout.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_home(tmp_path_factory)


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    with serve(home / "site") as served:
        yield served.url


def _check_inert(page: Page) -> str:
    """Nothing has taken effect. Returns the text that is shown."""
    wait_for_drawings(page)
    assert page.evaluate(_TAKEN_EFFECT) == []
    text = page.locator("body").inner_text() + page.title()
    assert _UNSEEN.findall(text) == []
    return text


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_runs_what_a_report_says(page: Page, site: str, home: Path, view: str) -> None:
    """In one language: the scripts of the other are the same. English organs are opened with each payload."""
    open_view(page, f"{site}{VIEWS[view](Feeds(home))}")
    _check_inert(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_payload_is_shown_as_text_on_its_report_and_organ(
    page: Page, site: str, home: Path, payload: str
) -> None:
    feeds = Feeds(home)
    carriers = [row for row in feeds.rows("feed_report_text") if PAYLOADS[payload][:30] in row["printed_text"]]
    if payload == "nul":
        assert carriers == [], "a document with NUL in it is no text"
        return
    # Breaks of lines that no keyboard makes are shown as blanks.
    printed = re.sub(r"\s", "", _spelled_out(re.sub("[\u2028\u2029\u0085]", " ", PAYLOADS[payload])))[:20]
    shown = (_text_of_report(page, f"{site}report.html?id={row['report_id']}") for row in carriers)
    assert any(printed in text for text in shown), printed
    organ_id = feeds.first("feed_report", report_id=carriers[0]["report_id"])["organ_id"]
    if organ_id:
        open_view(page, f"{site}en/organ.html?id={organ_id}")
        _check_inert(page)


def _text_of_report(page: Page, address: str) -> str:
    """All that a report page shows when everything on it is opened, without blanks; nothing of it may take effect."""
    open_view(page, address)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    page.wait_for_function("() => !document.querySelector('.loading')")
    return re.sub(r"\s", "", _check_inert(page))


def _spelled_out(payload: str) -> str:
    """As the pages show it."""
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found.group()):04X}⟧", payload)


@pytest.mark.parametrize(
    "query", ["report.html?id=", "organ.html?id=", "region.html?code=", "similar.html?pair=", "search.html?q="]
)
@pytest.mark.parametrize("payload", ["image", "javascript_string", "property"])
def test_an_address_may_say_what_it_likes(page: Page, problems: list[str], site: str, query: str, payload: str) -> None:
    page.goto(site + query)
    page.evaluate(
        "value => { location.href = location.href + encodeURIComponent(value) + '#' + value; }", PAYLOADS[payload]
    )
    page.wait_for_selector(READY)
    _check_inert(page)
    # That there is no such thing is told on the page; a file that is missing is told by the browser, too.
    problems[:] = [
        line for line in problems if not re.match(r"404: |console error: Failed to load|console warning: ", line)
    ]


def test_the_policy_refuses_inline_script_and_style(page: Page, problems: list[str], site: str) -> None:
    for view in ("index.html", "en/report.html?id=x"):
        page.goto(site + view)
        page.wait_for_selector(READY)
        problems.clear()
        page.evaluate(
            "() => { const script = document.createElement('script'); script.text = 'window.hostile = 1';"
            " document.body.append(script);"
            " const image = new Image(); image.setAttribute('onerror', 'window.hostile = 1'); image.src = 'data:,';"
            " document.body.append(image); }"
        )
        page.wait_for_timeout(100)
        assert page.evaluate("'hostile' in window") is False
        assert [line for line in problems if "refused by the policy: script-src" in line]
        problems.clear()


def test_every_page_states_the_policy_and_has_nothing_inline(home: Path) -> None:
    pages = [*(home / "site").glob("*.html"), *(home / "site" / "en").glob("*.html")]
    assert (
        len(pages)
        == len(
            {
                "index",
                "region",
                "organ",
                "report",
                "findings",
                "similar",
                "late",
                "rules",
                "changes",
                "downloads",
                "search",
            }
        )
        * 2
    )
    for path in pages:
        text = path.read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy, path
        # Before anything that it is to govern.
        assert not re.search(r"<(?:script|link|style|img)\b", text[: policy.start()]), path
        directives = dict(part.strip().split(" ", 1) for part in policy[1].replace("&#39;", "'").split(";"))
        assert directives["default-src"] == "'none'", path
        assert directives["script-src"] == directives["style-src"] == "'self'", path
        assert directives["base-uri"] == directives["form-action"] == "'none'", path
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|(?:src|href)=[\"']?(?:https?:)?//", text
        ), path
