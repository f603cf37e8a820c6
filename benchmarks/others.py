"""How fast do vis-timeline and TimelineJS open and zoom, with the events of page.py, beside our page of them.

npm install --prefix FOLDER vis-timeline @knight-lab/timelinejs
python benchmarks/others.py FOLDER [PICTURES]

Each in the same headless Chromium, from the same server on this machine, in Arabic and right to left as far
as its documentation has it. Opening is timed from the address to the first event on the screen, zooming from
the wish to the frame after the drawing; of each the best of three. With PICTURES, a folder, each is pictured
there.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from page import ARGUMENTS, made_up
from playwright.sync_api import sync_playwright

from timeline.charts import Row
from timeline.dashboard import TimelineSpec, render_page
from timeline.interval import civil, iso_day

COUNT = 1_000
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
VIS = """<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<link rel="stylesheet" href="node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<div id="chart"></div><script>
const { items, groups } = DATA;
const [all, lanes] = [new vis.DataSet(items), new vis.DataSet(groups)];
window.timeline = new vis.Timeline(document.getElementById("chart"), all, lanes,
  { rtl: true, locale: "ar", cluster: { maxItems: 1 }, maxHeight: 850, verticalScroll: true });
</script>"""
KNIGHT = """<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">
<link rel="stylesheet" href="node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<div id="chart" style="height: 850px"></div><script>
window.timeline = new TL.Timeline("chart", DATA,
  { language: "ar", script_path: location.origin + "/node_modules/@knight-lab/timelinejs/dist/js" });
</script>"""
ZOOM_OURS = f"""() => {{ const [low, high] = Timeline.data.extent, middle = (low + high) / 2;
    Timeline.setView(middle - 0.05 * (high - low), middle + 0.05 * (high - low)); return {FRAME}; }}"""
ZOOM_VIS = f"""() => {{ const {{ start, end }} = timeline.getWindow(), middle = (+start + +end) / 2;
    const [a, b] = [-1, 1].map(side => new Date(middle + side * (end - start) / 20));
    timeline.setWindow(a, b, {{ animation: false }}); return {FRAME}; }}"""
ZOOM_KNIGHT = f"() => {{ timeline.zoomIn(); return {FRAME}; }}"


def vis_page(rows: list[Row]) -> str:
    """vis-timeline's page: groups by type, an event's interval as a range."""
    kinds = sorted({row.type for row in rows})
    items = [_vis_item(row, kinds) for row in rows]
    groups = [{"id": number, "content": kind} for number, kind in enumerate(kinds)]
    return VIS.replace("DATA", json.dumps({"items": items, "groups": groups}, ensure_ascii=False))


def _vis_item(row: Row, kinds: list[str]) -> dict[str, Any]:
    first, last = row.earliest or 0, row.latest or 0
    end = {} if first == last else {"end": iso_day(last + 1)}
    own = {"id": row.event_id, "content": row.title, "group": kinds.index(row.type), "start": iso_day(first)}
    return {**own, **end, "type": "range" if end else "point"}


def knight_page(rows: list[Row]) -> str:
    """TimelineJS's page: slides as our export gives them."""
    return KNIGHT.replace("DATA", json.dumps({"events": [_slide(row) for row in rows]}, ensure_ascii=False))


def _slide(row: Row) -> dict[str, Any]:
    start, end = (
        dict(zip(("year", "month", "day"), civil(day or 0), strict=True))
        for day in (row.earliest, row.latest)
    )
    text = {"headline": row.title, "text": f"<p>{row.quote}</p>"}
    return {"unique_id": row.event_id, "group": row.type, "start_date": start, "end_date": end, "text": text}


def main(folder: Path, pictures: Path | None) -> None:
    """Print a line for each."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found is None:
        sys.exit("no Chromium here: apt-get install chromium")
    rows = made_up(COUNT)
    pages = {
        "timeline": (render_page(TimelineSpec(name="t", sql=""), rows), "#chart .xtick", ZOOM_OURS),
        "vis-timeline": (vis_page(rows), ".vis-item", ZOOM_VIS),
        "TimelineJS": (knight_page(rows), ".tl-timemarker", ZOOM_KNIGHT),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'':14}{'open s':>8}{'zoom s':>8}{'nodes':>9}{'right to left':>15}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        for name, (text, mark, zoom) in pages.items():
            (folder / f"{name}.html").write_text(text, "utf-8")
            address, opened, zoomed = f"http://127.0.0.1:{server.server_port}/{name}.html", 99.0, 99.0
            for _ in range(3):
                page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ar")
                began = time.perf_counter()
                page.goto(address)
                while not page.evaluate(f"document.querySelector('{mark}') !== null"):
                    page.wait_for_timeout(20)
                opened = min(opened, time.perf_counter() - began)
                page.wait_for_timeout(1_500)
                nodes = page.evaluate("document.querySelectorAll('*').length")
                if pictures:
                    page.screenshot(path=pictures / f"{name}.png")
                began = time.perf_counter()
                page.evaluate(zoom)
                zoomed = min(zoomed, time.perf_counter() - began)
                way = page.evaluate(f"getComputedStyle(document.querySelector('{mark}')).direction")
                page.close()
            print(f"{name:14}{opened:8.2f}{zoomed:8.2f}{nodes:>9,}{way:>15}")
        browser.close()
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: Any) -> None:
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
