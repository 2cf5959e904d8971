"""The Dagster UI opens the code location over a data folder, and shows what is there."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Materialised

pytestmark = pytest.mark.xdist_group("materialised")

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def address(materialised: Materialised) -> Iterator[str]:
    """The address of a web server of the UI, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "dagster_webserver", "-w", str(_ROOT / "workspace.yaml"), "-p", str(port)]
    server = subprocess.Popen(
        [*command, "-h", "127.0.0.1"],
        # From elsewhere: the workspace may not depend on the current folder.
        cwd=materialised.home.root,
        env=os.environ | {"DAGSTER_HOME": str(materialised.home.dagster)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _ask(address: str, query: str) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 our own server
        f"{address}/graphql", json.dumps({"query": query}).encode(), {"content-type": "application/json"}
    )
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
                answer: dict[str, Any] = json.load(response)
                return answer["data"]  # type: ignore[no-any-return]
        except OSError:
            assert time.monotonic() < deadline, "the web server did not start"
            time.sleep(0.2)


def test_the_ui_opens_the_code_location_and_shows_past_runs(address: str, materialised: Materialised) -> None:
    data = _ask(
        address,
        """{
          workspaceOrError {
            ... on Workspace { locationEntries { name loadStatus locationOrLoadError { __typename } } }
          }
          assetNodes { assetKey { path } groupName assetMaterializations(limit: 1) { runId } }
        }""",
    )
    assert data["workspaceOrError"]["locationEntries"] == [
        {
            "name": "ogi-warehouse",
            "loadStatus": "LOADED",
            "locationOrLoadError": {"__typename": "RepositoryLocation"},
        }
    ]
    runs = {tuple(node["assetKey"]["path"]): node["assetMaterializations"] for node in data["assetNodes"]}
    assert runs[("published", "feeds")] == [{"runId": materialised.result.run_id}]
    assert {node["groupName"] for node in data["assetNodes"]} >= {"raw", "parsed", "marts", "quality", "published"}
