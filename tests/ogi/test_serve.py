"""`ogi serve`: the site and nothing else, on this machine and nowhere else."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from ogi.serve import SiteServer, listen


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with a site that has a page, data, a download and a folder, and a file beside the site."""
    site = tmp_path / "sites" / "1"
    (site / "data").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html>一", encoding="utf-8")
    (site / "data" / "a.js").write_text("ogi.receive('a','1');", encoding="utf-8")
    (site / "feed.parquet").write_bytes(b"PAR1")
    (site / "feed.csv").write_text("a\n", encoding="utf-8")
    (site / "style.css").write_text("", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "site").symlink_to("sites/1")
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[SiteServer]:
    with listen(home / "site", _free_port()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _get(server: SiteServer, path: str, host: str | None = None, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    connection.request(method, path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?id=1", "text/html; charset=utf-8"),
        ("/data/a.js?v=1", "text/javascript; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/feed.csv", "text/csv; charset=utf-8"),
        ("/feed.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_files_have_their_types_and_every_answer_the_policy(server: SiteServer, path: str, media_type: str) -> None:
    response = _get(server, path)
    assert response.status == 200
    assert response.headers["Content-Type"] == media_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/data/", "/data", "/nothing", "/../secret", "/%2e%2e/secret", "//../secret", "/..%2fsecret"]
)
def test_folders_are_not_listed_and_nothing_beside_the_site_is_given(server: SiteServer, path: str) -> None:
    response = _get(server, path)
    assert response.status in {301, 404}
    assert b"secret" not in response.body.replace(b"/secret", b"")  # type: ignore[attr-defined]
    assert b"a.js" not in response.body  # type: ignore[attr-defined]


def test_a_name_from_elsewhere_gets_nothing(server: SiteServer) -> None:
    port = server.server_address[1]
    assert _get(server, "/", host=f"pages.example:{port}").status == 421
    assert _get(server, "/", host=f"localhost:{port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(server: SiteServer, method: str) -> None:
    assert _get(server, "/", method=method).status == 501


def test_after_a_swap_the_new_site_is_served(server: SiteServer, home: Path) -> None:
    (home / "sites" / "2").mkdir()
    (home / "sites" / "2" / "index.html").write_text("new", encoding="utf-8")
    (home / "next").symlink_to("sites/2")
    (home / "next").replace(home / "site")
    assert _get(server, "/").body == b"new"  # type: ignore[attr-defined]


def test_it_listens_on_this_machine_only(server: SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_refused_when_named_and_left_aside_otherwise(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(typer.Exit) as refused:
            listen(home / "site", port)
        assert refused.value.exit_code == 2
        monkeypatch.setattr("ogi.serve._PORT", port)
        with listen(home / "site", None) as server:
            assert server.server_address[1] not in {0, port}


def test_interrupting_ends_it_and_says_the_address_before(home: Path) -> None:
    port = str(_free_port())
    with subprocess.Popen(
        [sys.executable, "-m", "ogi", "serve", "--port", port],
        env=os.environ | {"OGI_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""


def test_without_a_site_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ogi", "serve"],
        env=os.environ | {"OGI_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "ogi run" in result.stderr
