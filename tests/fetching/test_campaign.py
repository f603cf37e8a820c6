"""Fifteen minutes of a newsroom: a schedule on a real Prefect server, feeds that change and fail under it."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.warehouse import query

pytestmark = pytest.mark.campaign

MINUTES = float(os.environ.get("MINUTES", "15"))
RUNS = 200
TIMELINE = [sys.executable, "-c", "from timeline.cli import app; app()"]
STORY = "زار الوزير رقم {n} مدينة طنجة يوم {day} مايو 2016 والتقى رئيس بلديتها في مكتبه."
FEEDS = ("a", "b", "c", "broken", "gone")
BOMB = gzip.compress(b"0" * 300_000_000)


class Newsroom(ThreadingHTTPServer):
    """Three feeds that grow at random and answer badly now and then, one that is none, one that vanished."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.random, self.lock = random.Random(7), threading.Lock()
        self.articles: dict[str, list[int]] = {name: [] for name in ("a", "b", "c")}
        self.count = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def grow(self) -> None:
        """One more article in one of the feeds; of each the newest ten are kept."""
        with self.lock:
            self.articles[self.random.choice("abc")].append(self.count)
            self.count += 1

    def feed(self, name: str) -> bytes:
        with self.lock:
            newest = self.articles[name][-10:]
        items = "".join(
            f"<item><title>خبر {n}</title><link>{self.url(f'/article/{n}')}</link>"
            f"<description>{STORY.format(n=n, day=1 + n % 28)}</description></item>"
            for n in newest
        )
        return f'<rss version="2.0"><channel><title>Daily {name}</title>{items}</channel></rss>'.encode()


class _Handler(BaseHTTPRequestHandler):
    server: Newsroom
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        chance = self.server.random.random()
        if name == "broken":
            self._answer(200, b'<!DOCTYPE r [<!ENTITY a "aaa">]><rss version="2.0"></rss>')
        elif name not in self.server.articles:
            self._answer(404, b"")
        elif chance < 0.06:
            self._answer(500, b"")
        elif chance < 0.10:
            self._answer(429, b"", {"Retry-After": "1"})
        elif chance < 0.14:
            self._answer(302, b"", {"Location": self.path})  # and round again
        elif chance < 0.18:
            self._answer(200, b"<rss", {"Content-Length": "4000", "Connection": "close"})
            self.close_connection = True
        elif chance < 0.22:
            self._answer(200, BOMB, {"Content-Encoding": "gzip"})
        else:
            data = self.server.feed(name)
            tag = f'"{hash(data)}"'
            if self.headers.get("If-None-Match") == tag:
                self._answer(304, b"", {"ETag": tag})
            else:
                self._answer(200, data, {"ETag": tag})

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    started = Newsroom()
    threading.Thread(target=started.serve_forever, daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def listed(newsroom: Newsroom, file: Path) -> None:
    """The newsroom's feeds as a project's sources."""
    file.write_text(
        "".join(
            f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{newsroom.url("/" + name)}"\n'
            'allow_private = true\ndelay = "0s"\nmax_bytes = 10_000_000\nwarn_after = "1h"\n\n'
            for name in FEEDS
        ),
        encoding="utf-8",
    )


def test_a_schedule_for_a_quarter_of_an_hour(newsroom: Newsroom, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    project = tmp_path / "project"
    subprocess.run([*TIMELINE, "init", str(project)], check=True, env=environment, capture_output=True)
    listed(newsroom, project / "sources.toml")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [*TIMELINE, "serve", "--cron", "* * * * *", "--port", port]
    serving = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 60 * MINUTES
    while time.monotonic() < end:
        newsroom.grow()
        time.sleep(newsroom.random.uniform(2, 12))
    # Two more runs with nothing new, so that the last articles arrive.
    time.sleep(130)
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(timeout=120) is not None

    warehouse = project / "warehouse/timeline.duckdb"
    told = query(warehouse, "select location, count(*) from documents group by 1")[1]
    wanted = {newsroom.url(f"/article/{n}") for n in range(newsroom.count)}
    missing = wanted - {location for location, _ in told}
    assert all(number == 1 for _, number in told)
    assert not missing, f"{len(missing)} of {len(wanted)}"
    runs = query(warehouse, "select started, seconds from runs order by started")[1]
    for (one, seconds), (other, _) in pairwise(runs):
        assert other >= one + dt.timedelta(seconds=seconds), "two runs at once"
    rejects = {location for (location,) in query(warehouse, "select location from rejects")[1]}
    assert {"broken/", "gone/"} <= rejects <= {f"{name}/" for name in FEEDS}
    status = subprocess.run(
        [*TIMELINE, "status", "--json"], cwd=project, env=environment, capture_output=True, check=False
    )
    said = json.loads(status.stdout)
    assert {one["name"]: one["state"] for one in said["sources"]} == {
        **dict.fromkeys(("a", "b", "c"), "ok"),
        **dict.fromkeys(("broken", "gone"), "warn"),
    }
    print(
        f"\n{len(runs)} runs that changed something in {MINUTES:g} minutes, {len(wanted)} articles, each once"
    )
    print(json.dumps(said, ensure_ascii=False)[:2000])


def test_memory_stays_flat(newsroom: Newsroom, tmp_path: Path) -> None:
    listed(newsroom, tmp_path / "sources.toml")
    job = pipeline.Job(
        started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        seeds=tmp_path / "sources.toml",
        warehouse=tmp_path / "timeline.duckdb",
        dashboards=tmp_path / "dashboards",
    )
    resident = []
    for number in range(RUNS):
        newsroom.grow()
        pipeline.build(job.model_copy(update={"started": job.started + dt.timedelta(minutes=number)}))
        resident.append(_resident())
    early, late = max(resident[RUNS // 4 : RUNS // 2]), max(resident[-(RUNS // 4) :])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{RUNS} runs: {early} MB in the second quarter, {late} MB in the last, {peak} MB at most")
    assert late < 1.15 * early


def _resident() -> int:
    """MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000
