"""A process that reads many documents may keep its memory; what it reads does not change."""

import subprocess
import sys

_READ_TWICE = """
import gc
from ingest.allocator import keep_memory
from ingest.parse import parse_bytes
before = parse_bytes(b"<p>text</p>", "page.html")
keep_memory()
assert gc.get_freeze_count() > 0
assert parse_bytes(b"<p>text</p>", "page.html") == before
"""


def test_keeping_memory_changes_nothing_that_is_read() -> None:
    subprocess.run([sys.executable, "-c", _READ_TWICE], check=True)
