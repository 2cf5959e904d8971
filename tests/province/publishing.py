"""Writes every publication of a panel as a file, and keeps which bytes are which publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from ingest.parsed_rows import report_id_of
from province.files import WEIGHTS, write_file
from province.panel import Panel
from province.report import StatedReport, draft_of


@dataclass(frozen=True, slots=True)
class Publication:
    """A file of the province and the report in it. `report_id` is the one that the warehouse gives its bytes."""

    report: StatedReport
    path: Path
    report_id: str
    kind: str


def publish(panel: Panel, folder: Path, seed: int, weights: Mapping[str, int] = WEIGHTS) -> list[Publication]:
    """Write all publications into `folder`, each in a format drawn by `weights`; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = [kind for kind, weight in weights.items() if weight]
    found = []
    for number, report in enumerate(panel.published(), start=1):
        rng = Random(f"{seed} {report.slot} {report.version}")
        kind = rng.choices(kinds, [weights[k] for k in kinds])[0]
        ending, raw = write_file(draft_of(report), kind, rng)
        path = folder / f"{number:05d}-{report.year}.{ending}"
        path.write_bytes(raw)
        found.append(Publication(report, path, report_id_of(sha256(raw).hexdigest()), kind))
    return found
