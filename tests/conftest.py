"""How properties are searched: the same way on every machine, so that a suite that passed passes again.

Campaigns (`make campaign`) search at random instead. And how tests are spread over workers.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no failure of ours: no deadlines, no complaint about slow examples.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("campaign", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

# Files whose tests share what takes longest to start, a Prefect server: one worker does all of each, first.
TOGETHER = ("tests/flows/test_build_timeline.py",)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spreads tests over workers one by one, but for those files.

    `--dist loadfile` keeps one worker waiting, and the mark of `--dist loadgroup` says nothing to pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Spread(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file in TOGETHER else nodeid

    return Spread(config, log)
