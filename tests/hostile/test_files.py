"""What leaves the program in files and metadata, made of hostile reports: text that no reader of it runs."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest
from markdown_it import MarkdownIt

from hostile.home import hostile_home
from hostile.reports import PAYLOADS
from ingest.home import Home
from orchestration.instance import open_instance
from publication.csv_guard import unguard

# What a spreadsheet takes for a formula, in the shapes of East Asian text too, and behind blanks.
_FORMULA = re.compile(r"[\s\u3000]*[=+\-@＝＋－＠\t\r]")
_NEGATIVE_NUMBER = re.compile(r"-[0-9.]+(?:e-?[0-9]+)?")
# No link is among them.
_ELEMENTS_OF_MARKDOWN = {
    "table", "thead", "tbody", "tr", "th", "td", "p", "br", "hr", "code", "pre", "strong", "em", "img", "ul", "ol",
    "li", "h1", "h2", "h3", "h4",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(hostile_home(tmp_path_factory))


def _feeds(home: Home) -> Iterator[Path]:
    yield from sorted((home.feeds / "v1").glob("*.parquet"))


def test_the_payloads_are_taken_in_as_they_stand(home: Home) -> None:
    """Else the other tests would prove nothing. What is refused, or loses a character, is not looked for."""
    texts = [str(text) for path in _feeds(home) for row in pq.read_table(path).to_pylist() for text in row.values()]
    everything = "\n".join(texts)
    missing = [name for name, payload in PAYLOADS.items() if payload[:30] not in everything]
    assert missing == ["nul"]


def test_a_spreadsheet_finds_no_formula_in_any_file(home: Home) -> None:
    csv.field_size_limit(10_000_000)
    for path in _feeds(home):
        with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            found = [
                cell
                for row in csv.reader(file)
                for cell in row
                if _FORMULA.match(cell) and not _NEGATIVE_NUMBER.fullmatch(cell)
            ]
        assert found == [], path.name


def test_a_csv_file_gives_back_every_text_once_the_guard_is_taken_off(home: Home) -> None:
    for path in _feeds(home):
        table = pq.read_table(path)
        texts = [field.name for field in table.schema if str(field.type) == "string"]
        with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [[unguard(row[name]) for name in texts] for row in csv.DictReader(file)]
        assert rows == [[row[name] or "" for name in texts] for row in table.to_pylist()], path.name


def test_no_file_of_the_site_can_end_a_script_or_begin_markup(home: Home) -> None:
    paths = sorted((home.root / "site" / "data").rglob("*.js"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert re.search("[<\u2028\u2029\x00-\x09\x0b-\x1f]", text) is None, path
        assert re.fullmatch(r"ogi\.receive\('[\w/.-]+','(?:[^'\\\n]|\\.)*'\);\n", text), path


def test_what_dagster_shows_of_a_run_holds_no_markup_but_its_own(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGI_HOME", str(home.root))
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    previews = []
    with open_instance(home) as instance:
        for key in instance.get_asset_keys():
            event = instance.get_latest_materialization_event(key)
            assert event
            assert event.asset_materialization
            values = event.asset_materialization.metadata.values()
            previews += [str(value.value) for value in values if isinstance(value, dg.MarkdownMetadataValue)]
            links = [str(value.value) for value in values if isinstance(value, dg.UrlMetadataValue)]
            assert [link for link in links if not link.startswith(("http://", "https://", "file://"))] == []
    assert any("window" in preview for preview in previews), "no preview shows a payload"
    for preview in previews:
        elements = re.findall(r"<(\w+)([^>]*)>", renderer.render(preview))
        assert {name for name, _ in elements} <= _ELEMENTS_OF_MARKDOWN, preview
        # Pictures are drawn by the program and stand in the text itself.
        pictures = [attributes for name, attributes in elements if name == "img"]
        assert [picture for picture in pictures if 'src="data:image/svg+xml;base64,' not in picture] == []
