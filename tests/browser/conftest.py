"""Sites built by the program itself, a browser, and pages on which nothing may go wrong.

`samples_site`, `province_site`: addresses (ending in a slash) of the sites of the five samples and of the generated
province; `samples_home`, `province_home`: the data folders that they were published from. `page`, `phone_page`: pages
of a fresh context; the test fails on whatever `watching` notes, unless it takes it off the list `problems`.

Building takes a minute. While you work on pages, name a folder with built sites `samples` and `province` (each a data
folder with `site` in it) in OGI_TEST_HOMES; the tests then take those.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from built_once import built_once
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from province.home import province_folder

from browser.accessibility import serious_violations
from browser.chromium import HOW_TO_INSTALL, find_chromium, launch
from browser.static_server import serve
from browser.watching import watch

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[1]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser nothing of this folder can be tested."""
    if find_chromium() is None:
        for item in items:
            if item.path.is_relative_to(FOLDER):
                item.add_marker(pytest.mark.skip(HOW_TO_INSTALL))


def _home(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    if folder := os.environ.get("OGI_TEST_HOMES"):
        home = Path(folder).resolve() / name
    elif name == "province":
        home = province_folder(tmp_path_factory) / "home"
    else:
        home = built_once(tmp_path_factory, f"browser_{name}", _take_in_samples)
    assert (home / "site" / "index.html").exists(), f"{home} holds no site"
    return home


def _take_in_samples(home: Path) -> None:
    take_in(REPOSITORY / "samples", home)


def take_in(reports: Path, home: Path) -> None:
    """`ogi run` on a folder of reports, as a person would do."""
    command = [sys.executable, "-m", "ogi", "run", reports, "--collection", "samples", "--quiet"]
    environment = os.environ | {"OGI_HOME": str(home)}
    run = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _home(tmp_path_factory, "samples")


@pytest.fixture(scope="session")
def province_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _home(tmp_path_factory, "province")


@pytest.fixture(scope="session")
def samples_site(samples_home: Path) -> Iterator[str]:
    with serve(samples_home / "site") as served:
        yield served.url


@pytest.fixture(scope="session")
def province_site(province_home: Path) -> Iterator[str]:
    with serve(province_home / "site") as served:
        yield served.url


@pytest.fixture(scope="session")
def samples_site_file(samples_home: Path) -> str:
    """The same site, opened as files."""
    return (samples_home / "site").resolve().as_uri() + "/"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for the folder. It ends with it: its event loop would be in the way of other tests of the same process."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong so far; a test that provokes something checks it here and clears the list."""
    return []


@pytest.fixture
def new_context(browser: Browser, problems: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes watched contexts of a browser as a person in China has it; they end with the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options))
        made[-1].set_default_timeout(10_000)
        watch(made[-1], problems)
        return made[-1]

    yield make
    for context in made:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport=DESKTOP).new_page()


@pytest.fixture
def phone_page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True).new_page()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with a readable list when axe-core finds something serious or critical on the page."""

    def check(page: Page) -> None:
        violations = serious_violations(page)
        assert violations == [], "\n".join(violations)

    return check
