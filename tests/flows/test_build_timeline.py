"""The flow in a project folder of its own, with a real Prefect server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TIMELINE = [sys.executable, "-c", "from timeline.cli import app; app()"]


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


def environment() -> dict[str, str]:
    """Ours, without what would take Prefect's state out of the project."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")} | {"COLUMNS": "200"}


def timeline(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TIMELINE, *arguments], cwd=project, env=environment(), capture_output=True, text=True, check=False
    )


def test_the_flow_and_the_plain_steps_give_the_same_bytes(project: Path) -> None:
    flow = timeline(project, "run")
    assert flow.returncode == 0, flow.stderr
    assert flow.stderr.splitlines() == [
        "timeline: rejected empty.txt: an empty file "
        "(an article is text: UTF-8, UTF-16 or a legacy encoding such as cp1256)"
    ]
    assert "1 new, 0 unchanged, 1 rejected" in flow.stdout
    assert "warehouse: warehouse/timeline.duckdb" in flow.stdout
    assert "page: dashboards/timeline.html" in flow.stdout
    assert (project / ".prefect").is_dir()

    plain = timeline(project, "run", "--no-server", "--warehouse", "plain/w.duckdb", "--dashboards", "plain")
    assert plain.returncode == 0, plain.stderr
    assert plain.stderr == flow.stderr
    of_flow, of_plain = (
        timeline(project, "fingerprint"),
        timeline(project, "fingerprint", "--warehouse", "plain/w.duckdb"),
    )
    assert of_flow.stdout == of_plain.stdout
    page = project / "dashboards/timeline.html"
    assert page.read_bytes() == (project / "plain/timeline.html").read_bytes()

    warehouse = (project / "warehouse/timeline.duckdb").read_bytes()
    again = timeline(project, "run")
    assert again.returncode == 0, again.stderr
    assert "nothing new" in again.stdout
    assert (project / "warehouse/timeline.duckdb").read_bytes() == warehouse


def test_what_stops_a_run_is_told_in_one_line(project: Path) -> None:
    done = timeline(project, "run", "--seeds", "nowhere")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["timeline: no such folder: nowhere"]


def test_only_rejects_is_a_failure(project: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = timeline(
        project, "run", "--no-server", "--seeds", str(tmp_path), "--warehouse", str(tmp_path / "w.duckdb")
    )
    assert done.returncode == 1


def test_a_schedule_really_starts_runs(project: Path) -> None:
    shutil.copy(ROOT / "seeds/ar/000_a4337a132dd5787c.txt", project / "seeds/another.txt")
    served = [*TIMELINE, "serve", "--cron", "* * * * *", "--port", "0", "--warehouse", "served/w.duckdb"]
    process = subprocess.Popen(served, cwd=project, env=environment(), stdout=subprocess.DEVNULL)
    try:
        give_up = time.monotonic() + 300
        while not (project / "served/w.duckdb").exists():
            assert time.monotonic() < give_up, "nothing ran in 300 s"
            assert process.poll() is None
            time.sleep(0.5)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    assert (
        "another.txt"
        in timeline(project, "sql", "select location from documents", "--warehouse", "served/w.duckdb").stdout
    )
