"""Print a province with planted problems, run the program on it, say how much was found: python -m benchmarks.province

Precision is the share of the failures found that were planted, or follow from what was planted; recall the share of
those that were found. The exit status is 1 if a rule of pure arithmetic is not right to the last finding.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from province.curating import write_curation
from province.judging import Verdict
from province.planting import faultless_panel, faulty_panel
from province.publishing import publish
from province.running import EXACT_RULES, judge_run, run_program

from benchmarks.measuring import machine

_SHOWN = 10


def _share(share: float | None) -> str:
    return "    –" if share is None else f"{share:5.3f}"


def _line(verdict: Verdict) -> str:
    found, expected = verdict.right + len(verdict.false_alarms), verdict.right + len(verdict.missed)
    return (
        f"{verdict.rule_id:4}  precision {_share(verdict.precision)}  recall {_share(verdict.recall)}"
        f"  ({verdict.right} right of {found} found and {expected} to be found)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall of every rule, time and memory; 1 if an exact rule is not exact, 3 if nothing ran."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.province", description=__doc__)
    parser.add_argument("--organs", type=int, default=240, help="how many organs report, for six years (default 240)")
    parser.add_argument("--seed", type=int, default=1, help="chooses numbers, words, formats and problems (default 1)")
    parser.add_argument("--sound", action="store_true", help="plant no problem: then nothing may be found")
    parser.add_argument("--keep", type=Path, help="keep the reports and the warehouse in this new folder")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        panel = (faultless_panel if options.sound else faulty_panel)(options.organs, options.seed)
        publications = publish(panel, folder / "reports", options.seed)
        write_curation(panel, folder / "home" / "curation")
        kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(p.kind for p in publications).most_common())
        print(machine())
        print(f"{len(panel.offices)} organs, {len(publications)} reports ({kinds})")
        print(f"{len(panel.faults)} problems planted; printed in {time.perf_counter() - start:.0f} s", flush=True)
        run = run_program(folder / "reports", folder / "home")
        print(f"ogi run: {run.seconds:.0f} s, {run.peak_bytes / 1024**2:.0f} MiB at most in one process")
        if run.exit_status != 0:
            print(run.messages, file=sys.stderr)
            return 3
        verdicts = judge_run(run, panel, publications)
    for verdict in verdicts.values():
        print(_line(verdict))
        for one in (*verdict.missed[:_SHOWN], *verdict.false_alarms[:_SHOWN]):
            print(f"      {'missed' if one in verdict.missed else 'false alarm'}: {one}")
    return 0 if all(verdicts[rule].is_perfect for rule in EXACT_RULES if rule in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
