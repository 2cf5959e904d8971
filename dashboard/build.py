"""The builder: one folder of feeds becomes one folder of a static site.

    feeds/v1/shards/**.json  ->  data/**.js     each shard as a string of JSON handed to `ogi.receive`
    feeds/v1/*               ->  downloads/*    hard links, copies where the file system has none
    templates/*.html.j2      ->  *.html, en/*.html
    assets/*                 ->  assets/*       and the words of each page, charts and the chart library

The shards are not read as JSON: their bytes are quoted and written, so that the time goes into the files.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from dashboard.words import LANGUAGES, Language, words

_HERE = Path(__file__).parent
_SHARDS = "shards"
_SHARDS_SCHEMA = Path(_SHARDS, "schema.json")

# No script, style, picture or request from elsewhere, and none inside the page: what a report says cannot run.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
# The pages in the navigation, in its order. Every other template but the base is a page, too.
NAVIGATION = ("index", "region", "findings", "similar", "late", "rules", "changes", "downloads")

_FOLDERS: dict[Language, str] = {"zh": "", "en": "en"}
_PROGRESS_STEP = 500


class DashboardError(Exception):
    """The feeds are not such that a site can be made of them."""


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What was built. `pages` counts the HTML files, `files` and `size` (bytes) everything but the downloads."""

    build_id: str
    pages: int
    shards: int
    files: int
    size: int
    downloads: int


def build_site(
    feeds: Path, site: Path, on_progress: Callable[[int, int | None], None] = lambda _done, _total: None
) -> SiteSummary:
    """Build the site of the feeds in `feeds` (a folder `feeds/v1` with `shards/`) into the empty or new folder `site`.

    `on_progress` is told the number of shards written and None, for all of them are not counted beforehand. Raises
    DashboardError when there are no shards or `site` holds something.
    """
    build_file = feeds / _SHARDS / "build.json"
    if not build_file.is_file():
        raise DashboardError(f"{feeds} has no shards: {build_file} is missing; run `ogi run`")
    if site.exists() and any(site.iterdir()):
        raise DashboardError(f"{site} is not empty")
    site.mkdir(parents=True, exist_ok=True)
    build = json.loads(build_file.read_text(encoding="utf-8"))
    sizes = [*_write_assets(site), *_write_pages(site, build)]
    pages = len(list(site.glob("*.html"))) + len(list(site.glob("*/*.html")))
    shards, size = _write_data(feeds / _SHARDS, site / "data", on_progress)
    downloads = _link_downloads(feeds, site / "downloads")
    return SiteSummary(
        build_id=build["build_id"],
        pages=pages,
        shards=shards,
        files=len(sizes) + shards,
        size=sum(sizes) + size,
        downloads=downloads,
    )


def quoted(content: str | bytes) -> bytes:
    """UTF-8 text as a JavaScript string that gives it back, and that no HTML or line of script can end."""
    escaped = content.encode() if isinstance(content, str) else content
    for plain, written in (
        (b"\\", b"\\\\"),
        (b"'", b"\\'"),
        (b"\n", b"\\n"),
        (b"\r", b"\\r"),
        (b"<", b"\\x3c"),
        ("\u2028".encode(), b"\\u2028"),
        ("\u2029".encode(), b"\\u2029"),
    ):
        escaped = escaped.replace(plain, written)
    return b"'" + escaped + b"'"


def wrapped_shard(key: str, content: bytes) -> bytes:
    """The script that hands the shard `key` (its path without ending) to the page as a string of JSON."""
    return b"ogi.receive(" + quoted(key) + b"," + quoted(content) + b");\n"


def _write_data(source: Path, target: Path, on_progress: Callable[[int, int | None], None]) -> tuple[int, int]:
    """Wrap every shard below `source`; returns their number and bytes."""
    count = size = 0
    made: set[str] = set()
    for path, relative in _shards(str(source), ""):
        folder = relative.rpartition("/")[0]
        if folder not in made:
            (target / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        key = relative.removesuffix(".json")
        with open(path, "rb") as file:  # noqa: PTH123 - a hundred thousand times, a Path costs as much as the reading
            content = wrapped_shard(key, file.read())
        with open(f"{target}/{key}.js", "wb") as file:  # noqa: PTH123
            file.write(content)
        count += 1
        size += len(content)
        if count % _PROGRESS_STEP == 0:
            on_progress(count, None)
    on_progress(count, count)
    return count, size


def _shards(folder: str, relative: str) -> Iterator[tuple[str, str]]:
    """Every JSON file below `folder`: its path, and its path relative to where this began."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{relative}/{entry.name}" if relative else entry.name
            if entry.is_dir():
                yield from _shards(entry.path, name)
            elif entry.name.endswith(".json"):
                yield entry.path, name


def _link_downloads(feeds: Path, target: Path) -> int:
    """Every file of the data package, of the shards their schema only; returns their number."""
    target.mkdir()
    count = 0
    # Not by a walk through all: of some hundred thousand shards none is linked.
    folders = [path for path in feeds.iterdir() if path.name != _SHARDS]
    offered = [feeds / _SHARDS_SCHEMA, *folders, *(path for folder in folders for path in folder.rglob("*"))]
    for path in sorted(offered):
        if not path.is_file():
            continue
        place = target / path.relative_to(feeds)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.hardlink_to(path)
        except OSError:  # another file system
            shutil.copyfile(path, place)
        count += 1
    return count


def _write_assets(site: Path) -> Iterator[int]:
    """Styles and scripts, charts and the chart library; gives the bytes of each."""
    assets = site / "assets"
    assets.mkdir()
    for path in sorted((_HERE / "assets").iterdir()):
        yield _write(assets / path.name, path.read_bytes())
    from dashboard.charts import declared_for_pages  # noqa: PLC0415 - Altair takes half a second

    for language in LANGUAGES:
        yield _write(assets / f"charts.{language}.js", _global("ogiCharts", declared_for_pages(language)))
    import vl_convert  # noqa: PLC0415

    # The bundle is written for a module; in a function its names stay its own.
    library = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    yield _write(assets / "vega.js", f"(() => {{\n'use strict';\n{library}\n}})();\n".encode())


def _global(name: str, value: object) -> bytes:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"window.{name} = JSON.parse(".encode() + quoted(content) + b");\n"


def _write_pages(site: Path, build: dict[str, Any]) -> Iterator[int]:
    """Every page in every language, and the words of its scripts; gives the bytes of each."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages = [name.removesuffix(".html.j2") for name in environment.list_templates() if name != "base.html.j2"]
    for language in LANGUAGES:
        folder = site / _FOLDERS[language]
        folder.mkdir(exist_ok=True)
        for page in pages:
            content = environment.get_template(f"{page}.html.j2").render(
                page=page,
                lang=language,
                root="../" * len(Path(_FOLDERS[language]).parts),
                other_language_page=_other_language(language, page),
                t=_translator(language),
                navigation=NAVIGATION,
                policy=CONTENT_SECURITY_POLICY,
                build_id=build["build_id"],
                created=str(build["created"])[:16].replace("T", " "),
            )
            yield _write(folder / f"{page}.html", content.encode())
            said = _global("ogiWords", _words_of_scripts(content, language))
            yield _write(site / "assets" / f"words.{page}.{language}.js", said)


def _words_of_scripts(page: str, language: Language) -> dict[str, str]:
    """The words that the scripts of a page may ask for: all whose keys begin as one that a script names."""
    names = re.findall(r'src="[./]*assets/(\w+\.js)', page)
    scripts = "".join((_HERE / "assets" / name).read_text(encoding="utf-8") for name in names)
    beginnings = set(re.findall(r"""['"`](\w+)\.(?!html)""", scripts))
    return {key: word for key, word in words(language).items() if key.partition(".")[0] in beginnings}


def _other_language(language: Language, page: str) -> str:
    """From a page to the same page in the other language."""
    return f"en/{page}.html" if language == "zh" else f"../{page}.html"


def _translator(language: Language) -> Callable[..., str]:
    def translate(key: str, **values: str) -> str:
        return words(language)[key].format(**values)

    return translate


def _write(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return len(content)
