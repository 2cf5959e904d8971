"""The pages of the dbt project build without a network, as one file that loads and names nothing outside."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Python runs this before everything else: whoever connects fails.
_NO_NETWORK = """
import socket
def refuse(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        raise OSError(f"the build reaches for {address}")
    return connect(self, address)
connect, socket.socket.connect = socket.socket.connect, refuse
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    spec = importlib.util.spec_from_file_location("warehouse_docs", ROOT / "docs" / "warehouse_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("docs")
    (folder / "sitecustomize.py").write_text(_NO_NETWORK)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        written: Path = module.build(folder / "pages", None)
    assert [path.name for path in written.parent.iterdir()] == ["index.html"]
    return written.read_text(encoding="utf-8")


def test_the_page_shows_the_models(page: str) -> None:
    for model in ("fct_indicator", "requests_by_organ_and_year", "feed_report"):
        assert f"model.ogi_warehouse.{model}" in page


def test_the_page_names_no_outside_host(page: str) -> None:
    # Names of XML vocabularies, not addresses.
    assert set(re.findall(r"https?://([A-Za-z0-9.-]+)", page)) <= {"www.w3.org"}
    assert re.findall(r"<(?:script|link|iframe)[^>]+(?:src|href)=[\"']?(?:https?:)?//[^>]*>", page) == []
    assert "collect" not in " ".join(re.findall(r'newTracker","sp","([^"]*)"', page))


def test_the_page_may_load_and_send_nothing(page: str) -> None:
    policy = re.search(r'<head><meta http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert {"default-src 'none'", "connect-src 'none'"} <= {part.strip() for part in policy[1].split(";")}


def test_the_page_tells_no_folder_of_the_machine(page: str) -> None:
    assert str(ROOT) not in page
    assert "/tmp/" not in page  # noqa: S108 not a file of ours
