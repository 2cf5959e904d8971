"""The Chromium of the machine: where it is, and how it is started so that nothing leaves the machine."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")

HOW_TO_INSTALL = (
    "no Chromium: install one (Debian: apt-get install chromium fonts-noto-cjk)"
    " or name the program in the environment variable OGI_CHROMIUM"
)

_ARGUMENTS = (
    # The tests run as root in containers, where the sandbox cannot start; only pages of our own are opened.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks for another machine gets no address, and the request is seen.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find_chromium() -> Path | None:
    """The Chromium to test with: that of OGI_CHROMIUM, or a usual one; None without any.

    Raises FileNotFoundError when OGI_CHROMIUM names no file.
    """
    if named := os.environ.get("OGI_CHROMIUM"):
        if not Path(named).is_file():
            raise FileNotFoundError(f"OGI_CHROMIUM: {named} is no file")
        return Path(named)
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start it without a window. Raises FileNotFoundError without any Chromium."""
    program = find_chromium()
    if program is None:
        raise FileNotFoundError(HOW_TO_INSTALL)
    return playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
