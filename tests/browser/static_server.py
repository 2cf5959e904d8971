"""Serves a folder as a plain web server would: on 127.0.0.1, on a free port, in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any


@dataclass(slots=True)
class Served:
    """A folder being served at `url` (ends in a slash). `sent`: what was asked for, and the bytes of the answer."""

    url: str
    sent: list[tuple[str, int]] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    # Connections stay open between requests, as with real servers.
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, served: Served, **options: Any) -> None:
        self._served = served
        super().__init__(*arguments, **options)

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        content = source.read()
        self._served.sent.append((self.path, len(content)))
        outputfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page breaks off its requests; that is no error."""


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve `folder` for as long as the context is open."""
    served = Served("")
    server = _Server(("127.0.0.1", 0), partial(_Handler, served=served, directory=str(folder)))
    served.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
