"""How fast do pages open and zoom: ours beside px.timeline's, in the same browser, one after the other.

python benchmarks/page.py [EVENTS …]

The events are made up, the same ones each time: half known to the day, the rest within a month or a year.
Both pages hold plotly.js and their data in one file. Opening is timed from the address to the first drawing,
zooming from the wish to the drawing; of each the best of three, of 100,000 events one. `first` is the first
opening, in a browser that has just been started: what is opened again finds plotly.js compiled. px.timeline
draws an event's interval as a bar of one colour; a bar of a single day is too narrow to be seen.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import plotly.express as px
import pyarrow as pa
from playwright.sync_api import Page, sync_playwright

from timeline.charts import Row
from timeline.dashboard import TimelineSpec, render_page
from timeline.dashboard.events import MOST_EVENTS

SIZES = (1_000, 10_000, 100_000)
TYPES = ("CONSULT", "AGREE", "ASSAULT", "PROTEST", "ELECTION", "ECONOMY", "LEGAL", "SPORT")
WORDS = (
    "لقاء",
    "اتفاق",
    "زيارة",
    "هجوم",
    "انتخابات",
    "الرئيس",
    "الوزير",
    "في",
    "على",
    "بعد",
    "القمة",
    "المدينة",
)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FIRST = dt.date(2000, 1, 1)
DRAWN = "() => document.querySelector('.js-plotly-plot .xtick') !== null"
OURS = """([share]) => new Promise(done => {
    const [low, high] = Timeline.data.extent, middle = (low + high) / 2;
    const chart = document.getElementById('chart');
    chart.once('plotly_afterplot', () => done());
    Timeline.setView(middle - share * (high - low), middle + share * (high - low));
})"""
THEIRS = """([share]) => {
    const chart = document.querySelector('.js-plotly-plot');
    const [a, b] = chart.layout.xaxis.range.map(x => +new Date(x));
    const middle = (a + b) / 2, half = share * (b - a);
    const range = [new Date(middle - half), new Date(middle + half)];
    return Plotly.relayout(chart, { 'xaxis.range': range }).then(() => {});
}"""


def made_up(count: int) -> list[Row]:
    """So many events over twenty years, in Arabic."""
    chance = random.Random(7)
    rows = []
    for number in range(count):
        start = FIRST + dt.timedelta(chance.randrange(7_300))
        width = chance.choice((0, 0, 30, 364))
        rows.append(
            Row(
                event_id=f"{number:016x}",
                title=" ".join(chance.choices(WORDS, k=8)),
                type=chance.choice(TYPES),
                modality="happened",
                earliest=start,
                latest=start + dt.timedelta(width),
                granularity="day" if not width else "month",
                edtf=start.isoformat(),
                basis="text",
                participants=(chance.choice(WORDS), chance.choice(WORDS)),
                place=chance.choice(WORDS),
                quote=" ".join(chance.choices(WORDS, k=25)),
                quote_end=150,
                document_id=str(number // 10),
                source="صحيفة",
                language="ar",
            )
        )
    return rows


def ours(rows: list[Row], target: Path) -> str:
    """Our page, thinned as a run thins it; says how many events are in it."""
    kept = sorted(rows, key=lambda row: row.event_id)[:MOST_EVENTS]
    target.write_text(
        render_page(TimelineSpec(name="t", sql=""), kept, left_out=len(rows) - len(kept)), "utf-8"
    )
    return f"{len(kept):,}"


def theirs(rows: list[Row], target: Path) -> str:
    """px.timeline's page, as its documentation has it."""
    day = dt.date(1970, 1, 1)
    table = pa.table(
        {
            "start": [day + dt.timedelta(row.earliest or 0) for row in rows],
            "finish": [day + dt.timedelta((row.latest or 0) + 1) for row in rows],
            "type": [row.type for row in rows],
            "title": [row.title for row in rows],
        }
    )
    figure = px.timeline(table, x_start="start", x_end="finish", y="type", color="type", hover_name="title")
    figure.write_html(target, include_plotlyjs=True)
    return f"{len(rows):,}"


def seconds(page: Page, address: str, zoom: str) -> tuple[float, float]:
    """To open, and to zoom."""
    began = time.perf_counter()
    page.goto(address, timeout=300_000)
    while not page.evaluate(DRAWN):
        page.wait_for_timeout(20)
    opened = time.perf_counter()
    page.evaluate(zoom, [0.05])
    return opened - began, time.perf_counter() - opened


def main(sizes: list[int]) -> None:
    """Print a line for each size and page."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found is None:
        sys.exit("no Chromium here: apt-get install chromium")
    heads = f"{'first s':>9}{'open s':>8}{'zoom s':>8}{'ratio':>14}"
    print(f"{'events':>8}  {'page':12}{'shown':>9}{'MB':>7}{heads}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for count in sizes:
            rows, lines = made_up(count), dict[str, Any]()
            for name, make, zoom in (("px.timeline", theirs, THEIRS), ("timeline", ours, OURS)):
                target = Path(folder) / f"{name}-{count}.html"
                shown = make(rows, target)
                browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                tries = [seconds(page, target.as_uri(), zoom) for _ in range(3 if count <= 10_000 else 1)]
                browser.close()
                lines[name] = opened, zoomed = min(t[0] for t in tries), min(t[1] for t in tries)
                first = lines["px.timeline"]
                ratio = f"{opened / first[0]:.2f} · {zoomed / first[1]:.2f}"
                size = target.stat().st_size / 1e6
                line = f"{count:>8,}  {name:12}{shown:>9}{size:7.1f}{tries[0][0]:9.2f}"
                print(f"{line}{opened:8.2f}{zoomed:8.2f}{ratio:>14}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
