"""Nothing that goes wrong on a page goes unnoticed: every kind of it is provoked here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.accessibility import serious_violations
from browser.static_server import Served, serve

_POLICY = "<meta http-equiv='content-security-policy' content=\"default-src 'none'; script-src 'self'; img-src data:\">"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Pages named after the script on them, and one without."""
    scripts = {
        "sound": "document.title = 'done'",
        "console": "console.error('one'); console.warn('two')",
        "uncaught": "throw new Error('three')",
        "absent": "const s = document.createElement('script'); s.src = 'nowhere.js'; document.body.append(s)",
        "elsewhere": "const i = new Image(); i.src = 'http://example.invalid/i.png'",
        "inline": "const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s)",
        "dialog": "alert('four')",
    }
    for name, script in scripts.items():
        (tmp_path / f"{name}.js").write_text(script)
        policy = _POLICY if name == "inline" else ""
        page = f"<!doctype html><html lang=en>{policy}<link rel=icon href='data:,'><title>{name}</title>"
        (tmp_path / f"{name}.html").write_text(f"{page}<body><main><h1>A</h1></main><script src={name}.js></script>")
    icon = "<link rel=icon href='data:,'>"
    (tmp_path / "unnamed.html").write_text(f"<!doctype html>{_POLICY}{icon}<title>A</title><button></button>")
    with serve(tmp_path) as served:
        yield served


@pytest.mark.parametrize(
    ("name", "noted"),
    [
        ("console", ["console error: one", "console warning: two"]),
        ("uncaught", ["uncaught: three"]),
        ("absent", ["404: ", "console error: Failed to load resource"]),
        ("elsewhere", ["leaves the machine: http://example.invalid/i.png", "failed: http://example.invalid/i.png"]),
        ("inline", ["console error: refused by the policy: script-src-elem inline"]),
        ("dialog", ["alert: four"]),
    ],
)
def test_what_goes_wrong_is_noted(page: Page, problems: list[str], served: Served, name: str, noted: list[str]) -> None:
    page.goto(f"{served.url}{name}.html")
    page.wait_for_timeout(100)
    assert [beginning for beginning in noted if not any(line.startswith(beginning) for line in problems)] == [], (
        problems
    )
    problems.clear()


def test_a_page_on_which_nothing_goes_wrong_is_left_in_peace(page: Page, problems: list[str], served: Served) -> None:
    page.goto(f"{served.url}sound.html")
    assert page.title() == "done"
    assert problems == []
    assert [path for path, _ in served.sent] == ["/sound.html", "/sound.js"]
    assert served.sent[1][1] == len("document.title = 'done'")


def test_axe_says_what_is_wrong_with_an_element_and_works_under_the_policy(page: Page, served: Served) -> None:
    page.goto(f"{served.url}unnamed.html")
    rules = {line.split(":")[0] for line in serious_violations(page)}
    assert rules == {"serious html-has-lang", "critical button-name"}
