"""A Prefect server of our own on this machine, for as long as it is needed, where none is configured.

It imports nothing of Prefect, so that the server starts while the flow and its libraries are still loading;
Prefect's own temporary server starts after that, in a process that loads the server's code a second time.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

# A first start makes the server's database, which takes the longest.
_START_SECONDS = 120
# The API alone: no page and no services, such as the scheduler.
_API_ONLY = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
# Prefect reports its use to its makers unless it is told not to.
_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
}
# Whoever calls for one run says what went wrong, once. What a scheduled run did is told in the log.
_UNSAID = {"PREFECT_LOGGING_LEVEL": "CRITICAL"}
_SAID = {"PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO"}


@contextmanager
def server(*, port: int = 0, schedules: bool = False) -> Iterator[Callable[[], str]]:
    """Start a server unless PREFECT_API_URL names one; gives a function that waits and says where it is.

    With `schedules` it has a scheduler and a page. Port 0 is any free one. Import prefect inside only: it
    reads the environment, which is set here, once. Waiting raises ConnectionError where no server comes up.
    """
    for name, value in (_QUIET | (_SAID if schedules else _UNSAID)).items():
        os.environ.setdefault(name, value)
    if os.environ.get("TIMELINE_LOG") == "json":
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER", "json")
    if configured := os.environ.get("PREFECT_API_URL"):
        yield lambda: configured
        return
    port = port or _free_port()
    address = f"http://127.0.0.1:{port}/api"
    factory = ["uvicorn", "--factory", "prefect.server.api.server:create_app", "--log-level", "critical"]
    log = Path(os.environ.get("PREFECT_HOME", ".prefect"), "server.log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *factory, "--host", "127.0.0.1", "--port", str(port), "--lifespan", "on"],
            env={**os.environ, "PREFECT_API_URL": address, **({} if schedules else _API_ONLY)},
            stdout=said,
            stderr=said,
        )
    os.environ["PREFECT_API_URL"] = address
    try:
        yield lambda: _await_health(process, address, log)
    finally:
        del os.environ["PREFECT_API_URL"]
        process.terminate()
        process.wait()


def _await_health(process: subprocess.Popen[bytes], address: str, log: Path) -> str:
    give_up = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise ConnectionError(
                f"the Prefect server at {address} ended at once: is its port taken? see {log}"
            )
        try:
            with urlopen(f"{address}/health", timeout=1):
                return address
        except (URLError, TimeoutError):
            time.sleep(0.05)
    raise ConnectionError(f"no answer from the Prefect server at {address} in {_START_SECONDS} s; see {log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
