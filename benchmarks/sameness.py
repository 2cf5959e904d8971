"""Sketches of prose against exact similarities: `python -m benchmarks.sameness [pairs]`.

Pairs of prose are made by chance, the same in every run, from equal to hardly a word in common. It prints what the
bands find by exact similarity, beside what the formula promises; how far the estimate is off; how well "0.8 or more" is
told; and what a sketch costs beside the reading of the report it is of.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.generated_prose import report_of, rewritten, some_prose
from ingest.parse import parse_path
from ingest.report import Report
from ingest.sameness.sentences import own_sentences
from ingest.sameness.sketches import (
    BANDS,
    ROWS,
    SLOTS,
    band_hashes,
    comparable_prose,
    shingles_of,
    signature_text,
    similarity_of,
)

LIMIT = 0.8
# Within this distance of the limit an estimate may fall on either side: three standard errors.
MARGIN = 0.075
_SAMPLES = Path(__file__).parent.parent / "samples"
_SHORTEST_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts: how alike they are, how alike their sketches say they are, and whether a band brings them together."""

    exact: float
    estimate: float
    is_found: bool


def _shingles(report: Report) -> set[str]:
    return {s for sentence in own_sentences(report, _SHORTEST_SENTENCE) for s in shingles_of(sentence.letters)}


def compare(one: Report, other: Report) -> Pair:
    """Hold two reports against each other, exactly and by their sketches. Raises ValueError where one is too short."""
    a, b = _shingles(one), _shingles(other)
    first, second = (comparable_prose(report).sketches[0].signature for report in (one, other))
    if first is None or second is None:
        raise ValueError("a text is too short for a sketch")
    estimate = similarity_of(signature_text(first), signature_text(second))
    is_found = any(x == y for x, y in zip(band_hashes(first), band_hashes(second), strict=True))
    return Pair(len(a & b) / len(a | b), estimate, is_found)


def pairs(count: int, seed: int = 1) -> list[Pair]:
    """Pairs of every similarity, as many near the limit as far from it."""
    rng = Random(seed)
    found = []
    for _ in range(count):
        prose = some_prose(rng, rng.randint(15, 50))
        share = rng.choice((rng.random() * 0.25, rng.random() * 0.25, rng.random()))
        found.append(compare(report_of(prose), report_of(rewritten(rng, prose, share))))
    return found


def _table(compared: list[Pair]) -> None:
    print(f"{'similarity':>12} {'pairs':>6} {'found by a band':>16} {'promised':>9}")
    for low in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.2, 0.2: 0.4}.get(low, low + 0.1)
        inside = [p for p in compared if low <= p.exact < high or (high > 0.99 and p.exact >= low)]
        if inside:
            promised = sum(1 - (1 - p.exact**ROWS) ** BANDS for p in inside) / len(inside)
            share = sum(p.is_found for p in inside) / len(inside)
            print(f"{low:5.1f} to {high:.1f} {len(inside):6} {share:16.4f} {promised:9.4f}")


def _verdicts(compared: list[Pair]) -> None:
    for name, margin in (("all pairs", 0.0), (f"but {MARGIN} around it", MARGIN)):
        told = [p for p in compared if margin == 0 or abs(p.exact - LIMIT) > margin]
        alike = [p for p in told if p.exact >= LIMIT]
        called = [p for p in told if p.is_found and p.estimate >= LIMIT]
        right = [p for p in called if p.exact >= LIMIT]
        print(
            f"{LIMIT} or more, {name}: recall {len(right) / len(alike):.4f}, precision {len(right) / len(called):.4f}"
            f" ({len(alike)} alike of {len(told)})"
        )


def _cost() -> None:
    for path in sorted(_SAMPLES.glob("*.txt")):
        report = parse_path(path)
        seconds = []
        for work in (lambda: parse_path(path), lambda: comparable_prose(report)):  # noqa: B023 called at once
            work()
            started = time.process_time()
            for _ in range(20):
                work()
            seconds.append((time.process_time() - started) / 20)
        print(
            f"{path.name:32} reading {seconds[0] * 1000:6.2f} ms, sketch {seconds[1] * 1000:5.2f} ms"
            f" ({seconds[1] / seconds[0]:.0%})"
        )


def main() -> None:
    """Print everything."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    compared = pairs(count)
    print(f"{count} pairs, {SLOTS} slots, {BANDS} bands of {ROWS}")
    _table(compared)
    errors = sorted(abs(p.estimate - p.exact) for p in compared)
    print(f"error of the estimate: median {errors[len(errors) // 2]:.4f}, largest {errors[-1]:.4f}")
    _verdicts(compared)
    _cost()


if __name__ == "__main__":
    main()
