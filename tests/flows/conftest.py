"""A project folder that has run, and a real Prefect server, both shared by the tests of a module."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
TIMELINE = [sys.executable, "-c", "from timeline.cli import app; app()"]
Timeline = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the seed and one file that cannot be read."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "flows", folder / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "prefect.toml", folder)
    (folder / "seeds").mkdir()
    shutil.copy(ROOT / "seeds/ar/000_a4337a132dd5787c.txt", folder / "seeds")
    (folder / "seeds/empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """Ours, without what would take Prefect's state out of the project."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")} | {"COLUMNS": "200"}


@pytest.fixture(scope="module")
def timeline(project: Path, environment: dict[str, str]) -> Timeline:
    """The command line in the project; `given` is added to its environment."""

    def run(*arguments: str, given: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*TIMELINE, *arguments],
            cwd=project,
            env=environment | dict(given or {}),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def start(project: Path, environment: dict[str, str]) -> Callable[..., subprocess.Popen[bytes]]:
    """As `timeline`, for what goes on until it is stopped."""

    def begin(*arguments: str, given: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with (project / "said.log").open("ab") as said:
            return subprocess.Popen(
                [*TIMELINE, *arguments], cwd=project, env=environment | dict(given), stdout=said, stderr=said
            )

    return begin


@pytest.fixture(scope="module")
def by_flow(timeline: Timeline) -> subprocess.CompletedProcess[str]:
    """The project's first run: by its flow, with a server of its own, whose database is made for it."""
    return timeline("run")


@pytest.fixture(scope="module")
def by_steps(timeline: Timeline) -> subprocess.CompletedProcess[str]:
    """The same without a server, into plain/."""
    return timeline("run", "--no-server", "--warehouse", "plain/w.duckdb", "--dashboards", "plain")


@pytest.fixture(scope="module")
def server(
    project: Path,
    by_flow: subprocess.CompletedProcess[str],
    tmp_path_factory: pytest.TempPathFactory,
    environment: dict[str, str],
) -> Iterator[dict[str, str]]:
    """What a process needs in its environment to use a server with a scheduler, which other people run.

    It goes on with the database of the first run: making another takes longer than all that is asked of it.
    """
    home = tmp_path_factory.mktemp("prefect")
    with (
        closing(sqlite3.connect(project / ".prefect/prefect.db")) as made,
        closing(sqlite3.connect(home / "prefect.db")) as copy,
    ):
        made.backup(copy)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    given = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_UI_ENABLED": "0",
        # In seconds; by themselves 10 and 5.
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "0.5",
    }
    # What `prefect server start` starts, without another Prefect around it.
    serve = ["uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "critical"]
    started = [sys.executable, "-m", *serve, "--host", "127.0.0.1", "--port", str(port), "--lifespan", "on"]
    process = subprocess.Popen(
        started, env=environment | given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        give_up = time.monotonic() + 120
        while True:
            assert process.poll() is None and time.monotonic() < give_up, "no Prefect server came up"
            try:
                with urlopen(f"{url}/health", timeout=1):
                    break
            except (URLError, TimeoutError):
                time.sleep(0.2)
        yield given
    finally:
        process.terminate()
        process.wait()
