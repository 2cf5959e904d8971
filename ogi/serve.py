"""`ogi serve`: the site, for the browser of this machine."""

import contextlib
import errno
import io
import signal
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

_HOST = "127.0.0.1"
_PORT = 8000
_NO_SITE = 1
_WRONG_USAGE = 2

_HEADERS = {
    # The pages say the same of themselves; here it holds for the data and the downloads, too.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # The next run swaps the site; the browser asks whether what it has is still the same.
    "Cache-Control": "no-cache",
}
_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def serve(
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=f"Port on {_HOST}.", show_default=f"{_PORT}, or a free one"),
    ] = None,
) -> None:
    """Look at the site that the last run made. Ctrl-C ends it.

    It listens on this machine only. The same pages open from the file system, too: site/index.html in the data folder.

    \b
    Exit status: 0 ended; 1 there is no site yet; 2 the port is taken or wrong usage.

    \b
    Examples:
      ogi serve
      ogi serve --port 8080
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    from ingest.home import Home  # noqa: PLC0415 - what takes long to import is imported by the command that needs it

    site = Home.from_environment().site
    if not (site / "index.html").exists():
        typer.echo(f"ogi serve: there is no site in {site} yet; make it with: ogi run", err=True)
        raise typer.Exit(_NO_SITE)
    # Started in the background by a shell, it would inherit that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with listen(site, port) as server, contextlib.suppress(KeyboardInterrupt):
        chosen = server.server_address[1]
        if chosen != (port or _PORT):
            typer.echo(f"Port {_PORT} is taken, this one is free:", err=True)
        typer.echo(f"http://{_HOST}:{chosen} (Ctrl-C ends it)", err=True)
        server.serve_forever()


def listen(site: Path, port: int | None) -> "SiteServer":
    """A server of the files below `site`, not serving yet. Without a port: the usual one, or a free one.

    Exits with status 2 when the port is taken.
    """
    try:
        return SiteServer(site, port or _PORT)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    if port is None:
        return SiteServer(site, 0)
    typer.echo(f"ogi serve: port {port} is taken; choose another, or none", err=True)
    raise typer.Exit(_WRONG_USAGE)


class SiteServer(ThreadingHTTPServer):
    """Serves the files below a folder, by way of its symlink: after a swap the next request sees the new site."""

    daemon_threads = True

    def __init__(self, site: Path, port: int) -> None:
        super().__init__((_HOST, port), partial(_SiteHandler, directory=str(site)))


class _SiteHandler(SimpleHTTPRequestHandler):
    """GET and HEAD of files; a folder without index.html is not listed."""

    extensions_map = _TYPES
    server_version = "ogi"
    sys_version = ""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        # A page elsewhere may have a name that leads to this machine (DNS rebinding): it gets nothing.
        name = self.headers.get("Host", "").rpartition(":")[0]
        if name not in {_HOST, "localhost"}:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing of requests; the browser shows what is missing."""
