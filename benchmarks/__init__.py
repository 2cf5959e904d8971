"""Speed and memory of reading, as ratios to named baselines, and the fuzzing of the readers.

What this is: `python -m benchmarks` measures, `python -m benchmarks.fuzz` looks for inputs that break a reader.
What to add here: a baseline that another program sets, and the ratio that we owe to it.
What to keep out: tests of what is read (`tests/`); here only time, memory and survival count.
"""

import sys
from pathlib import Path

# The printer of the tests, which fills and prints the forms that are measured, is no package of its own.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
