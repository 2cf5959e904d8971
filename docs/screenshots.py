"""Takes the pictures of the pages that the READMEs show: docs/screenshots/<page>.<language>.png.

`make screenshots` makes the province of the tests for it and takes it in with the program, which takes some minutes; no
real organ stands in the pictures of it. The report is one of the samples, from the published warehouse (`make run`).
With the paths of two data folders, of a province and of the samples, those are shown.

The pictures are 1280 pixels wide and small: as a palette of few colours, without dithering.
"""

import io
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "screenshots"
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 200_000

# Pictures by name: which site, which view of `browser.pages`, and up to which height.
SHOWN = {
    "overview": ("province", "index", 1500),
    "region": ("province", "region", 1400),
    "organ": ("province", "organ_among_peers", 1500),
    "report": ("province", "cell", 900),
    "findings": ("province", "failing", 1000),
    "similar": ("province", "pair", 1000),
    "late": ("province", "late", 1000),
}


def smallest(picture: bytes, height: int) -> bytes:
    """The picture, cut to `height`, with as many colours as fit into MOST_BYTES."""
    from PIL import Image  # noqa: PLC0415 - comes with the development tools

    with Image.open(io.BytesIO(picture)) as opened:
        whole = opened.convert("RGB").crop((0, 0, opened.width, min(height, opened.height)))
    for colours in (128, 64, 32, 16):
        written = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        if len(written.getvalue()) < MOST_BYTES:
            return written.getvalue()
    raise SystemExit(f"a picture has more than {MOST_BYTES:,} bytes with 16 colours; cut it lower")


def take(homes: dict[str, Path]) -> None:
    """Take all pictures from the sites of two data folders."""
    from browser.chromium import launch  # noqa: PLC0415 - stands with the tests
    from browser.pages import FOLDERS, VIEWS, Feeds, open_view, wait_for_drawings  # noqa: PLC0415
    from browser.static_server import serve  # noqa: PLC0415
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (home, view, height) in SHOWN.items():
            with serve(homes[home] / "site") as served:
                for language, folder in FOLDERS.items():
                    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
                    open_view(page, served.url + folder + VIEWS[view](Feeds(homes[home])))
                    wait_for_drawings(page)
                    page.wait_for_load_state("networkidle")
                    # The panel beside a report is as high as the window.
                    is_whole = view != "cell"
                    picture = page.screenshot(full_page=is_whole, animations="disabled")
                    (PICTURES / f"{name}.{language}.png").write_bytes(smallest(picture, height))
                    page.close()
        browser.close()


def main() -> None:
    """Take the pictures of the data folders named, or of a province made now and of the published samples."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]
    from province.home import make_province  # noqa: PLC0415 - stands with the tests

    from ingest.home import Home  # noqa: PLC0415

    if len(sys.argv) == 3:
        take({"province": Path(sys.argv[1]).resolve(), "samples": Path(sys.argv[2]).resolve()})
        return
    samples = Home.from_environment()
    if not (samples.root / "site" / "index.html").exists():
        raise SystemExit(f"{samples.root} holds no site; `make run` builds that of the samples")
    with tempfile.TemporaryDirectory() as folder:
        run = make_province(Path(folder))
        if run.exit_status != 0:
            raise SystemExit(run.messages)
        take({"province": Path(folder) / "home", "samples": samples.root})


if __name__ == "__main__":
    main()
