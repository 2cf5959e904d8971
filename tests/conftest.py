"""Shared set-up of all tests: Hypothesis profiles, and `form_printer` as an importable package."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from xdist.scheduler import LoadScopeScheduling

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


class _ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Keeps the tests of a folder on one worker, so that a warehouse built for them is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::", 1)[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return _ByFolder(config, log)
