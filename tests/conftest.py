"""How properties are searched: the same way on every machine, so that a suite that passed passes again.

Campaigns (`make campaign`) search at random instead. How tests are spread over workers, and what these share.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from pathlib import Path
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


@pytest.fixture(scope="session")
def read_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the seeds in w.duckdb and their page: read once, by the worker that comes first."""
    here = tmp_path_factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "read_seeds"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            from timeline import pipeline

            part = folder.with_suffix(".part")
            pipeline.build(
                pipeline.Job(
                    started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
                    seeds=Path(__file__).parents[1] / "seeds",
                    warehouse=part / "w.duckdb",
                    dashboards=part / "dashboards",
                )
            )
            part.rename(folder)
    return folder
