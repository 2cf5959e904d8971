"""Does a page load more when the build grows? python -m benchmarks.site_growth [--small 1000] [--large 100000]

Makes two sites of the same generated province, one copied to as many reports as `--small`, one to as many as `--large`,
opens the same pages in Chromium, and compares what was asked for. The exit status is 0 when requests and bytes of the
pages on one organ, one report and one county are equal within 10 %, and no page loads more than 300 kB (without the
chart library), 1 when not. A province has more cities in the large build, and the country more provinces: their pages
list them.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from browser.chromium import launch
from browser.pages import READY, wait_for_drawings
from browser.static_server import serve
from playwright.sync_api import sync_playwright
from province.home import make_province

from benchmarks.measuring import machine
from benchmarks.replicated_feeds import replicate
from dashboard.build import build_site
from publication.feeds import open_for_feeds
from publication.shards.build import write_shards

_LIBRARY = "/assets/vega.js"
_TOLERANCE = 0.1
_MOST_BYTES = 300_000
_MUST_NOT_GROW = ("organ", "report", "county")
# Measured on two processors: the shards of a report, as shard and as script of the site, and what building them takes.
_BYTES_OF_A_REPORT = 220_000
_SECONDS_OF_A_REPORT = 0.014


@dataclass(frozen=True, slots=True)
class Load:
    """What opening a page asked for: requests, bytes of all answers without the chart library, those of data alone."""

    requests: int
    size: int
    data_size: int

    def is_equal(self, other: "Load") -> bool:
        """Whether both are equal within the tolerance."""
        pairs = ((self.requests, other.requests), (self.size, other.size), (self.data_size, other.data_size))
        return all(abs(mine - theirs) <= _TOLERANCE * max(mine, theirs) for mine, theirs in pairs)


def addresses(warehouse: Path) -> dict[str, str]:
    """Pages of the province that is copied: they are the same in every build."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        ((report, organ, name, province),) = connection.execute(
            "select finding.report_id, organ.organ_id, organ.organ_name, organ.province_code"
            " from feeds.feed_finding as finding"
            " inner join feeds.feed_organ as organ on finding.organ_id = organ.organ_id"
            " where finding.rule_id = 'A1' and finding.outcome = 'fail' order by all limit 1"
        ).fetchall()
        ((county,),) = connection.execute("select min(county_code) from feeds.feed_organ").fetchall()
    return {
        "overview": "index.html",
        "country": "region.html",
        "province": f"region.html?code={province}",
        "county": f"region.html?code={county}",
        "organ": f"organ.html?id={organ}",
        "report": f"report.html?id={report}#application/granted/total",
        "findings": "findings.html?rule=A1&outcome=fail",
        "late": "late.html",
        "similar": "similar.html",
        "search": f"search.html?q={name}",
    }


def make_site(warehouse: Path, folder: Path, report_count: int) -> tuple[Path, int]:
    """A site of the feeds of `warehouse` copied to `report_count` reports or more, and how many they are."""
    copied = folder / "copied.duckdb"
    _, count = replicate(warehouse, copied, report_count)
    feeds, spill = folder / "v1", folder / "spill"
    feeds.mkdir()
    spill.mkdir()
    with open_for_feeds(copied, spill) as connection:
        created = datetime.now(UTC).isoformat()
        write_shards(connection, feeds / "shards", spill, build_id="growth", created=created)
    copied.unlink()
    build_site(feeds, folder / "site")
    return folder / "site", count


def measure(site: Path, pages: dict[str, str]) -> dict[str, Load]:
    """Open each page in a browser that has seen none, and count what it asks for until it stands."""
    loads = {}
    with serve(site) as served, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, address in pages.items():
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.set_default_timeout(60_000)
            served.sent.clear()
            page.goto(served.url + address)
            page.wait_for_selector(READY)
            wait_for_drawings(page)
            page.wait_for_load_state("networkidle")
            sent = [(path.partition("?")[0], size) for path, size in served.sent]
            sizes = [size for path, size in sent if path != _LIBRARY]
            data = [size for path, size in sent if path.startswith("/data/")]
            loads[name] = Load(len(sent), sum(sizes), sum(data))
            context.close()
        browser.close()
    return loads


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for every page; 0 if none that must not grow does, 1 if one does, 2 if there is no room."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site_growth", description=__doc__)
    parser.add_argument("--small", type=int, default=1_000, help="reports of the small build (default 1,000)")
    parser.add_argument("--large", type=int, default=100_000, help="reports of the large build (default 100,000)")
    parser.add_argument("--work", type=Path, help="folder on the disk to use (default: that of temporary files)")
    parser.add_argument("--warehouse", type=Path, help="copy the feeds of this warehouse of a generated province")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.work, prefix="site-growth-") as temporary:
        folder = Path(temporary)
        needed, free = options.large * _BYTES_OF_A_REPORT, shutil.disk_usage(folder).free
        minutes = 2 + (options.small + options.large) * _SECONDS_OF_A_REPORT / 60
        print(machine())
        print(
            f"needs about {needed / 1e9:.0f} GB of disk ({free / 1e9:.0f} GB are free) and {minutes:.0f} minutes",
            flush=True,
        )
        if needed > 0.9 * free:
            print("there is no room; ask for fewer reports with --large, or for another disk with --work")
            return 2
        warehouse = options.warehouse
        if warehouse is None:
            run = make_province(folder / "province")
            if run.exit_status != 0:
                print(run.messages, file=sys.stderr)
                return 3
            warehouse = run.warehouse
        pages = addresses(warehouse)
        loads = []
        for wanted in (options.small, options.large):
            start = time.perf_counter()
            work = folder / str(wanted)
            work.mkdir()
            site, count = make_site(warehouse, work, wanted)
            loads.append(measure(site, pages))
            size = sum(path.stat().st_size for path in work.rglob("*") if path.is_file())
            print(f"{count:,} reports: {time.perf_counter() - start:.0f} s, {size / 1e9:.1f} GB", flush=True)
            if wanted == options.small:
                shutil.rmtree(work)
        are_fine = _compare(*loads)
        print("removing the large build", flush=True)
    return 0 if are_fine else 1


def _compare(small: dict[str, Load], large: dict[str, Load]) -> bool:
    print(f"{'page':10} {'requests':>16} {'kB':>18} {'kB of data':>18}")
    are_fine = True
    for name, a in small.items():
        b = large[name]
        verdict = "equal" if a.is_equal(b) else "grows" if name in _MUST_NOT_GROW else "differs"
        if b.size > _MOST_BYTES:
            verdict += f", more than {_MOST_BYTES // 1000} kB"
        are_fine &= verdict in ("equal", "differs")
        print(
            f"{name:10} {a.requests:7} → {b.requests:6} {a.size / 1000:8.1f} → {b.size / 1000:7.1f}"
            f" {a.data_size / 1000:8.1f} → {b.data_size / 1000:7.1f}  {verdict}"
        )
    return are_fine


if __name__ == "__main__":
    sys.exit(main())
