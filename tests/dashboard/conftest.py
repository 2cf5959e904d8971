"""Feeds made by hand with hostile text in every place, and the site built of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.build import SiteSummary, build_site

# What reports may say. Nothing of it may end a string, a script or an element, or turn the direction of text.
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'); alert(1); //",
    "\\'); alert(1); //",
    "\\",
    "a\u2028b\u2029c",
    "<!--<script>",
    "\u202e反向\u2066",
    "${alert(1)}`",
    "line\nbreak\r\n\ttab",
    "\U0001f600",
    "__proto__",
]


def write_shard(feeds: Path, key: str, content: Any, **options: Any) -> None:
    path = feeds / "shards" / f"{key}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, **options), encoding="utf-8")


@pytest.fixture(scope="session")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `feeds/v1`: the shards that say which build this is, one organ, and two files to download."""
    folder = tmp_path_factory.mktemp("feeds") / "v1"
    build = {"build_id": "20240101T000000Z-0123abcd", "created": "2024-01-01T00:00:00+00:00"}
    write_shard(folder, "build", build)
    write_shard(folder, "organs/ab/o01ab", {"names": HOSTILE, "__proto__": {"polluted": True}}, ensure_ascii=False)
    write_shard(folder, "search/0", {"pieces": dict.fromkeys(HOSTILE, 1)}, indent=1)
    (folder / "datapackage.json").write_text("{}", encoding="utf-8")
    (folder / "feed_report.csv").write_text("report_id\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(feeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SiteSummary]:
    """The site of `feeds`, and what the builder says of it."""
    site = tmp_path_factory.mktemp("site")
    return site, build_site(feeds, site)


@pytest.fixture(scope="session")
def site(built: tuple[Path, SiteSummary]) -> Path:
    return built[0]
