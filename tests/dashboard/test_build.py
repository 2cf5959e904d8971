"""The builder: pages without script or style of their own, shards that are only data, links that lead somewhere."""

import ast
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboard.build import CONTENT_SECURITY_POLICY, NAVIGATION, DashboardError, SiteSummary, build_site, quoted

TEMPLATES = Path(__file__).parents[2] / "dashboard" / "templates"
PAGES = sorted(path.name.removesuffix(".j2") for path in TEMPLATES.glob("*.html.j2") if path.name != "base.html.j2")
WRITTEN = [*PAGES, *(f"en/{page}" for page in PAGES)]

# Without the chart library, which is loaded when the first chart is drawn.
LARGEST_PAGE = 300_000


class Elements(HTMLParser):
    """The elements of a page, and the text inside those that would run or style."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline = ""
        self._open = ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in {"script", "style"}:
            self.inline += data.strip()

    def addresses(self) -> list[str]:
        """What the page refers to, without queries and places."""
        found = [attributes.get(name, "") for _, attributes in self.elements for name in ("href", "src")]
        return [
            re.split(r"[?#]", address)[0] for address in found if address and not address.startswith(("data:", "#"))
        ]


def test_there_is_a_page_for_each_template_in_each_language(built: tuple[Path, SiteSummary]) -> None:
    site, summary = built
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(WRITTEN)
    assert summary.pages == len(WRITTEN)
    assert {f"{page}.html" for page in NAVIGATION} <= set(PAGES)


@pytest.mark.parametrize("page", WRITTEN)
def test_a_page_has_its_policy_and_nothing_inline(site: Path, page: str) -> None:
    parsed = Elements(site / page)
    policies = [
        attributes["content"]
        for tag, attributes in parsed.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [CONTENT_SECURITY_POLICY]
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert parsed.inline == ""
    names = {name for _, attributes in parsed.elements for name in attributes}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert not [tag for tag, _ in parsed.elements if tag in {"style", "iframe", "object", "embed", "base"}]


@pytest.mark.parametrize("page", WRITTEN)
def test_every_address_is_relative_and_leads_to_a_file_of_the_site(site: Path, page: str) -> None:
    addresses = Elements(site / page).addresses()
    assert [address for address in addresses if ":" in address or address.startswith("/")] == []
    assert [address for address in addresses if not ((site / page).parent / address).is_file()] == []


@pytest.mark.parametrize("page", WRITTEN)
def test_a_page_speaks_one_language_and_leads_to_the_other(site: Path, page: str) -> None:
    parsed = Elements(site / page)
    language = "en" if page.startswith("en/") else "zh-CN"
    assert dict(parsed.elements)["html"]["lang"] == language
    switch = next(attributes for tag, attributes in parsed.elements if attributes.get("id") == "language")
    other = ((site / page).parent / switch["href"]).resolve()
    assert other == (site / (page.removeprefix("en/") if language == "en" else f"en/{page}")).resolve()


@pytest.mark.parametrize("page", WRITTEN)
def test_a_page_loads_little_before_its_charts(site: Path, page: str) -> None:
    folder = (site / page).parent
    loaded = {
        folder / re.split(r"[?#]", attributes.get("src") or attributes["href"])[0]
        for tag, attributes in Elements(site / page).elements
        if tag == "script" or (tag == "link" and attributes["rel"] == "stylesheet")
    }
    assert not any(path.name == "vega.js" for path in loaded)
    size = (site / page).stat().st_size + sum(path.stat().st_size for path in loaded)
    assert size < LARGEST_PAGE * 0.6, "data comes on top"


def shard(path: Path) -> tuple[str, object]:
    """What a file in data/ hands to the page: its key and content. It may be one call with two strings, nothing else.

    A string of our quoting is one of Python, too: the two languages read the escapes that it uses alike.
    """
    source = path.read_text(encoding="utf-8")
    call = ast.parse(source.removesuffix(";\n"), mode="eval").body
    assert isinstance(call, ast.Call), source
    assert ast.unparse(call.func) == "ogi.receive"
    key, content = (ast.literal_eval(argument) for argument in call.args)
    return key, json.loads(content)


def test_shards_are_data_whatever_they_say(site: Path, feeds: Path) -> None:
    sources = sorted((feeds / "shards").rglob("*.json"))
    for source in sources:
        key = source.relative_to(feeds / "shards").with_suffix("").as_posix()
        assert shard(site / "data" / f"{key}.js") == (key, json.loads(source.read_bytes()))
    assert len(list((site / "data").rglob("*.js"))) == len(sources)


def test_no_shard_can_end_a_script_or_a_line(site: Path) -> None:
    for path in (site / "data").rglob("*.js"):
        source = path.read_text(encoding="utf-8").removesuffix("\n")
        assert "<" not in source
        assert not set("\n\r\u2028\u2029") & set(source)


@pytest.mark.parametrize("text", ["", "'", "\\", "\\'", "\\\\'", "</script>", "\u2028", "\r\n", "一\u2029'", "\\u2028"])
def test_quoting_gives_the_text_back(text: str) -> None:
    written = quoted(text).decode()
    assert ast.literal_eval(written) == text
    assert written.isprintable() or "\u2028" not in written


def test_downloads_are_the_files_of_the_feeds_without_the_shards(site: Path, feeds: Path) -> None:
    files = {path.relative_to(site / "downloads").as_posix() for path in (site / "downloads").rglob("*")}
    assert files == {"datapackage.json", "feed_report.csv"}
    assert (site / "downloads" / "feed_report.csv").samefile(feeds / "feed_report.csv")


def test_what_is_counted_is_what_is_there(built: tuple[Path, SiteSummary]) -> None:
    site, summary = built
    files = [path for path in site.rglob("*") if path.is_file() and "downloads" not in path.parts]
    assert summary.files == len(files)
    assert summary.size == sum(path.stat().st_size for path in files)
    assert summary.shards == 3
    assert summary.downloads == 2


def test_feeds_without_shards_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match="has no shards"):
        build_site(tmp_path, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_nothing_is_written_over(feeds: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(DashboardError, match="is not empty"):
        build_site(feeds, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_progress_ends_with_all(feeds: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    build_site(feeds, tmp_path / "site", lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_brings_the_words_that_its_scripts_ask_for(site: Path, page: str) -> None:
    names = re.findall(r'src="[./]*assets/([\w.]+\.js)', (site / page).read_text(encoding="utf-8"))
    brought = {name: (site / "assets" / name).read_text(encoding="utf-8") for name in names}
    (said,) = (text for name, text in brought.items() if name.startswith("words."))
    literal = said.removeprefix("window.ogiWords = JSON.parse(").removesuffix(");\n")
    known = json.loads(ast.literal_eval(literal))
    scripts = "\n".join(text for name, text in brought.items() if not name.startswith("words."))
    asked = set(re.findall(r"\bt\(\s*'([a-z_]+\.[\w.-]+)'\s*[,)]", scripts))
    assert asked
    assert asked - set(known) == set()
