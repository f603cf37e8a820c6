"""Fifteen minutes of a newsroom: a schedule on a real Prefect server, feeds that change and fail under it.

And each failure on its own: what becomes of it, and of the feeds beside it.
"""

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
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.sources.fetching import fetcher
from timeline.status import freshness_in, status_of
from timeline.warehouse import query

pytestmark = pytest.mark.campaign

MINUTES = float(os.environ.get("MINUTES", "15"))
RUNS = 200
TIMELINE = [sys.executable, "-c", "from timeline.cli import app; app()"]
STORY = "زار الوزير رقم {n} مدينة طنجة يوم {day} مايو 2016 والتقى رئيس بلديتها في مكتبه."
FEEDS = ("a", "b", "c", "broken", "gone")
BOMB = gzip.compress(b"0" * 300_000_000)
ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel/></rss>'
LATE = 25.0  # seconds: longer than is waited for a piece of an answer

# What may be wrong with a feed, and what the reject of a run says of it that has nothing but this; None where
# its articles are read all the same.
FAILURES = {
    "vanishes": "the server answers 404",
    "times out": "no answer in time",
    "429": "the server answers 429",
    "500": "the server answers 500",
    "half a body": "no whole answer",
    "leads round": "more than 5 redirects",
    "wrong charset": None,
    "another encoding": None,
    "compressed bomb": "more than the limit of 10,000,000 bytes",
    "broken compression": "its compression is broken",
    "XML bomb": "entities",
    "XML bomb in UTF-16": "entities",
    "no feed": "no feed",
    "nothing": "no feed",
}
# Of a hundred answers on a schedule so many fail in each way; the rest are whole.
CHANCES = {
    **{"500": 6, "429": 4, "leads round": 4, "half a body": 4, "compressed bomb": 4},
    **{"times out": 1, "wrong charset": 4, "another encoding": 4, "XML bomb in UTF-16": 2},
}


class Newsroom(ThreadingHTTPServer):
    """Three feeds that grow at random and answer badly now and then, one that is none, one that vanished."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.random, self.lock = random.Random(7), threading.Lock()
        self.articles: dict[str, list[int]] = {name: [] for name in ("a", "b", "c")}
        self.count = 0
        # Articles that stood in an answer which had all of a feed.
        self.offered: set[int] = set()
        # How one feed fails, always; None where all fail now and then.
        self.failing: dict[str, str] | None = None
        self.late = LATE

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def grow(self, feed: str = "") -> None:
        """One more article in one of the feeds; of each the newest ten are kept."""
        with self.lock:
            self.articles[feed or self.random.choice("abc")].append(self.count)
            self.count += 1

    def failure(self, name: str) -> str:
        """How the next answer of a feed fails; empty where it does not."""
        if self.failing is not None:
            return self.failing.get(name, "")
        with self.lock:
            chance = self.random.randrange(100)
        for failure, many in CHANCES.items():
            chance -= many
            if chance < 0:
                return failure
        return ""

    def feed(self, name: str, *, offered: bool) -> bytes:
        with self.lock:
            newest = self.articles[name][-10:]
            if offered:
                self.offered |= set(newest)
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
        if name == "broken":
            self._answer(200, ENTITIES.encode())
        elif name not in self.server.articles:
            self._answer(404, b"")
        elif failure := self.server.failure(name):
            self._fail(failure, self.server.feed(name, offered=FAILURES[failure] is None))
        else:
            data = self.server.feed(name, offered=True)
            tag = f'"{hash(data)}"'
            if self.headers.get("If-None-Match") == tag:
                self._answer(304, b"", {"ETag": tag})
            else:
                self._answer(200, data, {"ETag": tag})

    def _fail(self, failure: str, data: bytes) -> None:
        match failure:
            case "vanishes":
                self._answer(404, b"")
            case "times out":
                time.sleep(self.server.late)
                self.close_connection = True
            case "429":
                self._answer(429, b"", {"Retry-After": "1"})
            case "500":
                self._answer(500, b"")
            case "half a body":
                self._answer(200, data[:100], {"Content-Length": "4000", "Connection": "close"})
                self.close_connection = True
            case "leads round":
                self._answer(302, b"", {"Location": self.path})
            case "wrong charset":
                self._answer(200, data, {"Content-Type": "text/xml; charset=iso-8859-1"})
            case "another encoding":
                said = {"Content-Type": "text/xml; charset=windows-1256"}
                self._answer(200, data.decode().encode("cp1256"), said)
            case "compressed bomb":
                self._answer(200, BOMB, {"Content-Encoding": "gzip"})
            case "broken compression":
                self._answer(200, b"\x1f\x8b" + data, {"Content-Encoding": "gzip"})
            case "XML bomb":
                self._answer(200, ENTITIES.encode())
            case "XML bomb in UTF-16":
                self._answer(200, ENTITIES.encode("utf-16"), {"Content-Type": "text/xml; charset=utf-16"})
            case "no feed":
                self._answer(200, "<html><body>السوق</body></html>".encode())
            case "nothing":
                self._answer(200, b"")
            case _:
                raise AssertionError(failure)

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        with suppress(ConnectionError):  # of a bomb no more is taken than shows what it is
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    started = Newsroom()
    threading.Thread(target=started.serve_forever, args=(0.02,), daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def listed(newsroom: Newsroom, file: Path, feeds: Iterable[str] = FEEDS) -> None:
    """The newsroom's feeds as a project's sources."""
    file.write_text(
        "".join(
            f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{newsroom.url("/" + name)}"\n'
            'allow_private = true\ndelay = "0s"\nmax_bytes = 10_000_000\nwarn_after = "1h"\n\n'
            for name in feeds
        ),
        encoding="utf-8",
    )


def job_of(folder: Path) -> pipeline.Job:
    """The first run over the sources of a folder."""
    return pipeline.Job(
        started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        seeds=folder / "sources.toml",
        warehouse=folder / "timeline.duckdb",
        dashboards=folder / "dashboards",
    )


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_is_one_reject_that_says_so_or_none(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    """While one feed fails the others are read; when it is well again, nothing of it is missing."""
    monkeypatch.setattr(fetcher, "READ", 1.0)
    newsroom.late = 2.0
    reason = FAILURES[failure]
    listed(newsroom, tmp_path / "sources.toml", "ab")
    job = job_of(tmp_path)

    def run(hours: int, failing: dict[str, str]) -> tuple[set[int], dict[str, str], dict[str, str]]:
        """The articles that the warehouse has after a run, its rejects, and how each source stands."""
        for feed in "ab":
            newsroom.grow(feed)
        newsroom.failing = failing
        now = job.started + dt.timedelta(hours=hours)
        pipeline.build(job.model_copy(update={"started": now}))
        have = query(job.warehouse, "select location, text from documents")[1]
        assert all("رقم " + where.rpartition("/")[2] + " " in text for where, text in have)
        refused = query(job.warehouse, "select location, reason from rejects")[1]
        found = status_of(job.warehouse, now, freshness_in(job.seeds)).sources
        return (
            {int(where.rpartition("/")[2]) for where, _ in have},
            dict(refused),
            {one.name: one.state for one in found},
        )

    well = {"a": "ok", "b": "ok"}
    assert run(0, {}) == ({0, 1}, {}, well)
    articles, refused, states = run(2, {"a": failure})
    if reason is None:
        assert (articles, refused, states) == ({0, 1, 2, 3}, {}, well)
    else:
        assert (articles, set(refused), states) == ({0, 1, 3}, {"a/"}, {"a": "warn", "b": "ok"})
        assert reason in refused["a/"]
    assert run(4, {}) == ({0, 1, 2, 3, 4, 5}, {}, well)


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
    # A feed that fails again and again forgets articles that nobody was ever shown.
    wanted = {newsroom.url(f"/article/{n}") for n in newsroom.offered}
    assert len(wanted) > 0.9 * newsroom.count
    assert {location for location, _ in told} == wanted
    assert all(number == 1 for _, number in told)
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
        f"\n{len(runs)} runs that changed something in {MINUTES:g} minutes, {newsroom.count} articles, "
        f"{len(wanted)} offered, each of those once"
    )
    print(json.dumps(said, ensure_ascii=False)[:2000])


def test_memory_stays_flat(newsroom: Newsroom, tmp_path: Path) -> None:
    listed(newsroom, tmp_path / "sources.toml")
    job = job_of(tmp_path)
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
