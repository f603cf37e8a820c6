"""What Prefect costs: the flow over 1,000 generated articles, against the same steps as plain functions.

Each in a process of its own. The flow has a server to start, which is told apart: what is left may take at
most 1.3 times as long as the plain functions, and must give the same warehouse.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ARTICLES = int(os.environ.get("ARTICLES", "1000"))
AT_MOST = 1.3
ROOT = Path(__file__).parents[1]
PEOPLE = ("President Barack Obama", "Chancellor Angela Merkel", "Foreign Minister Sergei Lavrov")
PLACES = ("Berlin", "Vienna", "Moscow", "Geneva", "Paris")
MONTHS = ("January", "March", "May", "July", "September", "November")

PLAIN = """
import datetime as dt, json, sys, time
from pathlib import Path
from timeline import pipeline
clock = time.perf_counter()
job = pipeline.Job(started=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), seeds=Path("seeds"),
                   warehouse=Path("plain/w.duckdb"), dashboards=Path("plain"))
report = pipeline.build(job)
print(json.dumps({"seconds": time.perf_counter() - clock, "documents": report.documents, "start": 0}))
"""
FLOW = """
import json, sys, time
sys.path.insert(0, "flows")
clock = time.perf_counter()
from server import server
with server() as ready:
    from build_timeline import build_timeline
    ready()
    started = time.perf_counter()
    report = build_timeline(warehouse="flow/w.duckdb", dashboards="flow")
    ended = time.perf_counter()
print(json.dumps({"seconds": ended - started, "documents": report.documents, "start": started - clock}))
"""


def article(number: int) -> str:
    """Twelve sentences that no other article has."""
    return "\n".join(
        f"{PEOPLE[(number + n) % 3]} met {PEOPLE[(number + n + 1) % 3]} in {PLACES[(number * n) % 5]} on "
        f"{1 + (number + n) % 28} {MONTHS[(number + n) % 6]} {2000 + (number * 7 + n) % 20}, and the talks "
        f"of delegation {number}-{n} will go on next month."
        for n in range(12)
    )


def measure(code: str, folder: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    from timeline.warehouse import fingerprint

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        (folder / "flows").symlink_to(ROOT / "flows")
        (folder / "prefect.toml").symlink_to(ROOT / "prefect.toml")
        for number in range(ARTICLES):
            (folder / f"seeds/{number:04}.txt").write_text(article(number), "utf-8")
        plain, flow = measure(PLAIN, folder), measure(FLOW, folder)
        same = fingerprint(folder / "plain/w.duckdb") == fingerprint(folder / "flow/w.duckdb")
    ratio = flow["seconds"] / plain["seconds"]
    print(f"articles: {ARTICLES}; plain functions {plain['seconds']:.1f} s, flow {flow['seconds']:.1f} s")
    print(f"ratio {ratio:.2f} (at most {AT_MOST}); the flow's start-up, beside that, {flow['start']:.1f} s")
    print(f"the same warehouse: {same}")
    return 0 if ratio <= AT_MOST and same and plain["documents"] == ARTICLES else 1


if __name__ == "__main__":
    sys.exit(main())
