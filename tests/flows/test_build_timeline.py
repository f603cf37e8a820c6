"""The flows in a project folder of its own, with a real Prefect server: its own, or one that others run."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from timeline.warehouse import Busy, WarehouseError, fingerprint, query

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds/ar/000_a4337a132dd5787c.txt"
NAME = "build-timeline"
Timeline = Callable[..., subprocess.CompletedProcess[str]]


def ask(server: dict[str, str], path: str, body: dict[str, Any] | None = None) -> Any:
    """What the server answers; while it is too busy it is asked again, as Prefect's client does."""
    request = Request(
        f"{server['PREFECT_API_URL']}/{path}",
        data=json.dumps(body or {}).encode(),
        headers={"Content-Type": "application/json"},
    )
    give_up = time.monotonic() + 60
    while True:
        try:
            with urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > give_up:
                raise
            time.sleep(1)


def until(what: Callable[[], Any], seconds: float, why: str) -> Any:
    """The first answer that is true."""
    give_up = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < give_up, why
        time.sleep(0.3)
    return found


def test_the_flow_and_the_plain_steps_give_the_same_bytes(
    project: Path,
    by_flow: subprocess.CompletedProcess[str],
    by_steps: subprocess.CompletedProcess[str],
) -> None:
    flow, plain = by_flow, by_steps
    assert flow.returncode == 0, flow.stderr
    assert flow.stderr.splitlines() == [
        "timeline: rejected empty.txt: an empty file "
        "(an article is text: UTF-8, UTF-16 or a legacy encoding such as cp1256)"
    ]
    assert "1 new, 0 unchanged, 1 rejected" in flow.stdout
    assert "warehouse: warehouse/timeline.duckdb" in flow.stdout
    assert "page: dashboards/timeline.html" in flow.stdout
    assert (project / ".prefect").is_dir()

    assert plain.returncode == 0, plain.stderr
    assert plain.stderr == flow.stderr
    assert fingerprint(project / "warehouse/timeline.duckdb") == fingerprint(project / "plain/w.duckdb")
    page = project / "dashboards/timeline.html"
    assert page.read_bytes() == (project / "plain/timeline.html").read_bytes()


# One process for four runs: most of what a run takes is the start of its libraries.
RUNS = """
import json, sys
sys.path.insert(0, "flows")
from build_timeline import build_timeline
from maintenance import backfill, reprocess
given = {"warehouse": "told/w.duckdb", "dashboards": "told"}
days = {"since": "2015-01-01", "until": "2015-12-31"}
first, second = build_timeline(**given), build_timeline(**given)
again = backfill(**given, **days), reprocess(**given, full=True)
print(json.dumps([[run.changed, run.documents, len(run.rejects)] for run in (first, second, *again)]))
"""


def test_flows_tell_a_server_what_they_did(
    project: Path, environment: dict[str, str], server: dict[str, str]
) -> None:
    before = {found["id"] for found in ask(server, "artifacts/filter")}
    done = subprocess.run(
        [sys.executable, "-c", RUNS],
        cwd=project,
        env=environment | server,
        stdout=subprocess.PIPE,
        check=True,
    )
    assert json.loads(done.stdout) == [[True, 1, 1], [False, 0, 1], [True, 1, 1], [True, 1, 1]]
    artifacts = [found for found in ask(server, "artifacts/filter") if found["id"] not in before]
    artifacts.sort(key=lambda found: str(found["created"]))
    tables = [json.loads(found["data"]) for found in artifacts if found["key"] == "run"]
    assert [table[0]["how many"] for table in tables] == [1, 0, 1, 1]
    assert [found["data"] for found in artifacts if found["key"] == "reading"] == [100, 100, 100, 100]
    pages = [found["data"] for found in artifacts if found["key"] == "page"]
    assert (project / "told/timeline.html").resolve().as_uri() in pages[0]

    def events() -> list[dict[str, Any]]:
        asked = {"filter": {"event": {"name": ["timeline.events.added"]}}}
        warehouse = f"timeline.warehouse.{(project / 'told/w.duckdb').resolve().as_posix()}"
        found = ask(server, "events/filter", asked)["events"]
        return [event for event in found if event["resource"]["prefect.resource.id"] == warehouse]

    (event,) = until(events, 30, "no event was emitted")
    assert event["payload"]["added"] > 0


def test_what_stops_a_run_is_told_in_one_line_and_remembered(
    project: Path,
    timeline: Timeline,
    by_steps: subprocess.CompletedProcess[str],
    server: dict[str, str],
) -> None:
    where = ("--warehouse", "stopped/w.duckdb", "--dashboards", "stopped")
    assert by_steps.returncode == 0
    shutil.copytree(project / "plain", project / "stopped")
    done = timeline("run", "--seeds", "nowhere", *where, given=server)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["timeline: no such folder: nowhere"]
    status = timeline("status", "--warehouse", "stopped/w.duckdb")
    assert status.returncode == 2
    assert "the last run failed: no such folder: nowhere" in status.stdout


def test_the_deployments_are_what_prefect_understands(
    project: Path, environment: dict[str, str], server: dict[str, str]
) -> None:
    shutil.copy(ROOT / "prefect.yaml", project)
    ask(server, "work_pools/", {"name": "timeline", "type": "process", "concurrency_limit": 1})
    deploy = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(deploy, cwd=project, env=environment | server, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = {"work_pools": {"name": {"any_": ["timeline"]}}}
    found = {f"{one['entrypoint']}:{one['name']}": one for one in ask(server, "deployments/filter", asked)}
    assert set(found) == {
        "flows/build_timeline.py:build_timeline:hourly",
        "flows/maintenance.py:prune:weekly",
        "flows/maintenance.py:backfill:by-hand",
        "flows/maintenance.py:reprocess:by-hand",
    }
    hourly = found["flows/build_timeline.py:build_timeline:hourly"]
    assert [(one["schedule"]["cron"], one["active"]) for one in hourly["schedules"]] == [("0 * * * *", True)]
    assert hourly["global_concurrency_limit"]["limit"] == 1
    assert hourly["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert [one["active"] for one in found["flows/maintenance.py:prune:weekly"]["schedules"]] == [False]
    assert found["flows/maintenance.py:backfill:by-hand"]["parameter_openapi_schema"]["required"] == [
        "since",
        "until",
    ]


def test_only_what_can_pass_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "flows")
    steps = importlib.import_module("steps")
    from prefect.states import Failed

    # In a thread of its own, as Prefect's engine asks it: a browser test may have left a loop running here.
    with ThreadPoolExecutor(1) as engine:
        errors = (
            Busy("another run"),
            WarehouseError("damaged"),
            FileNotFoundError("seeds"),
            ValueError("bug"),
        )
        found = [engine.submit(steps.can_pass, None, None, Failed(data=error)).result() for error in errors]
    assert found == [True, False, False, False]
    for task, retries in {"ingest": 2, "stored": 2, "load": 2, "extract": 0, "render": 0}.items():
        assert getattr(steps, task).retries == retries


QUIET = """
import sys
sys.path.insert(0, "flows")
from server import server
with server():
    from prefect._internal.analytics.enabled import is_telemetry_enabled
    from prefect.settings import get_current_settings
    settings = get_current_settings()
    metrics = settings.telemetry.enable_resource_metrics
    print(is_telemetry_enabled(), settings.server.analytics_enabled, metrics)
"""


def test_prefect_tells_its_makers_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "flows").symlink_to(ROOT / "flows")  # but no prefect.toml
    told = {k: v for k, v in environment.items() if k in ("PATH", "HOME", "PYTHONPATH", "LANG")}
    given = told | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = subprocess.run(
        [sys.executable, "-c", QUIET], cwd=tmp_path, env=given, capture_output=True, text=True
    )
    assert done.stdout == "False False False\n", done.stderr


def test_only_rejects_is_a_failure(timeline: Timeline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = timeline("run", "--no-server", "--seeds", str(tmp_path), "--warehouse", str(tmp_path / "w.duckdb"))
    assert done.returncode == 1


def test_a_schedule_starts_runs_makes_up_for_what_it_missed_once_and_stops_in_the_middle(
    project: Path, start: Callable[..., subprocess.Popen[bytes]], server: dict[str, str]
) -> None:
    # Every minute, and the first time soon: a cron line may end with seconds.
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=15)).second
    cron = f"* * * * * {soon}"
    command = ("serve", "--cron", cron, "--warehouse", "served/w.duckdb", "--dashboards", "served")
    warehouse = project / "served/w.duckdb"
    another = SEED.read_text("utf-8") + "\nطبعة ثانية"
    (project / "seeds/another.txt").write_text(another, "utf-8")

    def runs(*states: str) -> list[dict[str, Any]]:
        asked = {
            "flow_runs": {"state": {"type": {"any_": list(states)}}},
            "deployments": {"name": {"any_": [NAME]}},
        }
        return list(ask(server, "flow_runs/filter", asked))

    served = start(*command, given=server)
    try:
        until(lambda: runs("COMPLETED"), 240, "no scheduled run ended")
    finally:
        stop(served)
    locations = [location for (location,) in query(warehouse, "select location from documents")[1]]
    assert "another.txt" in locations

    # Nobody is there for three runs; then there is much to read.
    (deployment,) = ask(server, "deployments/filter", {"deployments": {"name": {"any_": [NAME]}}})
    now = dt.datetime.now(dt.UTC)
    for minutes in (9, 8, 7):
        due = {"scheduled_time": (now - dt.timedelta(minutes=minutes)).isoformat()}
        state = {"type": "SCHEDULED", "state_details": due}
        ask(server, f"deployments/{deployment['id']}/create_flow_run", {"state": state})
    text = SEED.read_text("utf-8")
    for number in range(300):
        (project / f"seeds/{number}.txt").write_text(f"{text}\n{number}", "utf-8")
    before, ended = warehouse.read_bytes(), len(runs("COMPLETED"))
    # The first run may have taken more than a minute, and the next one stood back for it.
    earlier = {run["id"] for run in runs("CANCELLED")}
    served = start(*command, given=server)
    try:
        (going,) = until(lambda: runs("RUNNING"), 240, "none of the missed runs was made up for")
        left_out = [run for run in runs("CANCELLED") if run["id"] not in earlier]
    finally:
        stop(served)
    assert len(left_out) >= 2, "one run stands for all that were missed"
    assert all(going["name"] in run["state"]["message"] for run in left_out)
    assert len(runs("COMPLETED")) == ended
    assert warehouse.read_bytes() == before, "what is stopped in the middle changes nothing"
    assert not list(warehouse.parent.glob(".*.build*"))


def stop(served: subprocess.Popen[bytes]) -> None:
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=60) == 0
