"""Shared set-up of all tests: Hypothesis profiles, and `form_printer` as an importable package."""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

# "quick" is the same on every run, so that a red build is a change of the code; "thorough" looks for new examples.
settings.register_profile(
    "quick",
    max_examples=12,
    derandomize=True,
    deadline=None,
    # A failing print shrinks for minutes; the profile that looks for new failures does it.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.register_profile(
    "thorough", settings.get_profile("quick"), max_examples=1500, derandomize=False, phases=list(Phase)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
