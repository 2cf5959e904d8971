"""Fair times on a shared machine: both sides of a ratio take turns, and the median of many turns counts."""

import gc
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

Action = Callable[[], object]
_WARM_UP = 3


def machine() -> str:
    """What the figures were measured on: processor, how many of it, memory, system, Python."""
    facts = {line.split(":")[0].strip(): line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if ":" in line}
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    load = " ".join(_lines("/proc/loadavg")[0].split()[:1]) if _lines("/proc/loadavg") else "unknown"
    return (
        f"{facts.get('model name', platform.machine())}, {facts.get('processor', '0')}+1 processors, "
        f"{int(memory) / 1024**2:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load before the run {load}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines() if Path(path).exists() else []


def seconds(actions: Mapping[str, Action], turns: int) -> dict[str, float]:
    """The median time of the processor that each action takes; they take turns, so that a busy moment meets them all.

    The garbage of one action is collected before the next begins, never within one.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        for _ in range(_WARM_UP):
            action()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        for _ in range(turns):
            for name, action in actions.items():
                start = time.process_time()
                action()
                times[name].append(time.process_time() - start)
                gc.collect(0)
    finally:
        gc.enable()
        gc.unfreeze()
    return {name: median(values) for name, values in times.items()}


_READ_IN_A_PROCESS = """
import sys
from pathlib import Path
from ingest.parse import parse_bytes
raw = Path(sys.argv[1]).read_bytes()
for _ in range(int(sys.argv[2])):
    parse_bytes(raw, "measured")
status = Path("/proc/self/status").read_text("ascii")
print(next(line.split()[1] for line in status.split("\\n") if line.startswith("VmHWM")))
"""


def peak_memory(path: Path, times: int) -> int:
    """The largest resident memory, in bytes, of a fresh process that reads one file some times (Linux)."""
    command: Sequence[str] = [sys.executable, "-c", _READ_IN_A_PROCESS, str(path), str(times)]
    printed = subprocess.run(  # noqa: S603 - starts this very Python
        command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    ).stdout
    return int(printed) * 1024
