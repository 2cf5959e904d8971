"""Reading a document together with what its prose is compared by, which a batch needs and one report does not."""

from dataclasses import replace

from ingest.parse import parse_bytes
from ingest.report import Report
from ingest.sameness.sketches import comparable_prose


def parse_comparably(raw: bytes, source_path: str) -> Report:
    """Like `ingest.parse.parse_bytes`, with `comparable_prose`: worked out here, where workers run side by side."""
    report = parse_bytes(raw, source_path)
    return replace(report, comparable_prose=comparable_prose(report))
