"""How fast is `timeline dashboard` over a million events: first views, and every kind of click, in a browser.

python benchmarks/dashboard.py [EVENTS]

The events are those of warehouse.py, the server is what the command starts, the browser is Chromium. A view
is timed from the address to its drawing, a click to the frame after the drawing of what it asked for, the
server by its request. Each click is made twice, and taken back after each. `plain` is the least that a screen
needs, in plain SQL on the same file: the chosen events counted by type, and the 600 shortest in the window;
best of three. The ratio is that of the server's first time to it.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
from page import ARGUMENTS
from playwright.sync_api import Browser, Page, sync_playwright
from warehouse import EVENTS, RUN, best_of, made_up, open_overlap

from timeline.warehouse.columns import SCHEMAS
from timeline.warehouse.load import store

COMMAND = (sys.executable, "-c", "from timeline.cli import app; app()", "dashboard", "--port")
WAREHOUSE, DASHBOARD = "warehouse/timeline.duckdb", "dashboards/all.sql"
TIMELINE = "-- title: كل الأحداث\nselect * from timeline order by earliest, event_id"
# Seconds in which a server makes itself ready, where nobody asks.
QUIET = 8
FROM, TO, SURE = dt.date(2015, 6, 1), dt.date(2015, 6, 30), 0.6
PLAIN = (
    "select type, count(*) from events join documents using (document_id) where {where} group by 1",
    "select events.*, source, url from events join documents using (document_id) where ({where}) and "
    "coalesce(earliest, latest) - date '1970-01-01' < {high} and "
    "coalesce(latest, earliest) - date '1970-01-01' >= {low} "
    "order by coalesce(latest - earliest, 99999), event_id limit 600",
)

DRAWN = "document.querySelector('#chart .xtick') !== null"
# Of the last answer, the server's seconds and the bytes.
ANSWER = """() => {
    const answers = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/part/"));
    performance.clearResourceTimings();
    const { requestStart, responseEnd, decodedBodySize } = answers.at(-1);
    return [(responseEnd - requestStart) / 1000, decodedBodySize];
}"""
# The chart is busy until what was asked for is drawn.
CLICK = """() => new Promise(done => {
    const chart = document.getElementById("chart"), began = performance.now();
    const watch = new MutationObserver(() => {
        if (chart.hasAttribute("aria-busy")) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done((performance.now() - began) / 1000)));
    });
    watch.observe(chart, { attributeFilter: ["aria-busy"] });
    ACT
})"""
FILL = """{
    const control = document.getElementById("filters").elements["NAME"];
    control.value = "VALUE";
    control.dispatchEvent(new Event("input", { bubbles: true }));
}"""
BUTTON = "document.querySelectorAll('#tools .sign')[NUMBER].click();"
RESET, HOME = (
    "document.querySelector('#filters > button').click();",
    "Timeline.setView(...Timeline.data.view);",
)


class Click(NamedTuple):
    """What the reader does, which events that chooses, in SQL, and how it is taken back."""

    act: str
    where: str = "true"
    back: str = RESET


class Took(NamedTuple):
    """Seconds at the server and in the browser, and the bytes of the answer."""

    server: float
    browser: float
    size: int


def fill(where: str, **values: object) -> Click:
    """These controls of the form get these values."""
    filled = [
        FILL.replace("NAME", name.strip("_")).replace("VALUE", str(value)) for name, value in values.items()
    ]
    return Click("".join(filled), where)


def clicks(common: dict[str, str], words: dict[str, str]) -> dict[str, Click]:
    """Every kind of click. `common` has the commonest value of each facet."""
    overlap, word = (
        open_overlap(f"date '{FROM}'", f"date '{TO}'"),
        "contains(events.title, '{0}') or contains(text, '{0}')",
    )
    return {
        "possibly from a day on": fill(f"coalesce(latest >= '{FROM}', true)", from_=FROM),
        "certainly from a day on": fill(f"earliest >= '{FROM}'", from_=FROM, mode="certainly"),
        "possibly from day to day": fill(overlap, from_=FROM, to=TO),
        "certainly from day to day": fill(
            f"earliest >= '{FROM}' and latest <= '{TO}'", from_=FROM, to=TO, mode="certainly"
        ),
        "a type": fill(f"type = '{common['type']}'", type=common["type"]),
        "a modality": fill(f"modality = '{common['modality']}'", modality=common["modality"]),
        "a common word": fill(word.format(words["common"]), q=words["common"]),
        "a rare word": fill(word.format(words["rare"]), q=words["rare"]),
        "only what is surer": fill(f"confidence >= {SURE}", sure=SURE),
        "a place": fill(f"place = '{common['place']}'", place=common["place"]),
        "a person": fill(f"list_contains(participants, '{common['person']}')", person=common["person"]),
        "zoom in": Click(BUTTON.replace("NUMBER", "1"), back=HOME),
        "move on": Click(BUTTON.replace("NUMBER", "3"), back=HOME),
    }


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server of this folder, from when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet, began = subprocess.DEVNULL, time.perf_counter()
    process = subprocess.Popen([*COMMAND, str(port)], cwd=folder, stdout=quiet, stderr=quiet)
    try:
        while not _answers(port):
            if process.poll() is not None:
                sys.exit("the dashboard does not start")
            time.sleep(0.01)
        print(f"a server anew, which answers after {time.perf_counter() - began:.2f} s")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def view(browser: Browser, address: str) -> tuple[Page, Took]:
    """The page in a browser that has seen nothing yet."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ar").new_page()
    began = time.perf_counter()
    page.goto(address)
    while not page.evaluate(DRAWN):
        page.wait_for_timeout(10)
    took = time.perf_counter() - began
    page.wait_for_timeout(1_000)
    server, size = page.evaluate(ANSWER)
    return page, Took(server, took, size)


def click(page: Page, act: str) -> Took:
    """The page's own clock counts: what stands between it and us is no part of the click."""
    took = page.evaluate(CLICK.replace("ACT", act))
    server, size = page.evaluate(ANSWER)
    return Took(server, took, size)


def plain(path: Path, where: str, window: tuple[float, float]) -> float:
    """Seconds of the plain SQL."""
    with duckdb.connect(str(path), read_only=True) as connection:
        asked = ";".join(PLAIN).format(where=where, low=window[0], high=window[1]).split(";")
        return best_of(3, lambda: [connection.execute(sql).fetchall() for sql in asked])[0]


def report(name: str, first: Took, again: Took, without: float | None = None) -> None:
    """A line of the table."""
    line = f"{name:27}{first.server:10.3f}{again.server:8.3f}{first.browser:10.3f}{again.browser:8.3f}"
    line += f"{max(first.size, again.size) / 1e6:8.2f}"
    print(line if without is None else f"{line}{without:8.3f}{first.server / without:8.2f}", flush=True)


def measure(browser: Browser, folder: Path, words: dict[str, str]) -> None:
    """Print a line for each view and click."""
    print(f"{'':27}{'server':>10}{'again':>8}{'browser':>10}{'again':>8}{'MB':>8}{'plain':>8}{'ratio':>8}")
    with serving(folder) as address:
        _, first = view(browser, address)
        _, again = view(browser, address)
        report("first view, at once", first, again)
    with serving(folder) as address:
        time.sleep(QUIET)
        _, first = view(browser, address)
        page, again = view(browser, address)
        report(f"first view, {QUIET} s later", first, again)
        common = {name: values[0][0] for name, values in page.evaluate("Timeline.data.facets").items()}
        for kind, one in clicks(common, words).items():
            first = click(page, one.act)
            window = page.evaluate("Timeline.view()")
            back = click(page, one.back)
            again = click(page, one.act)
            report(kind, first, again, plain(folder / WAREHOUSE, one.where, window))
            back_again = click(page, one.back)
        report("all taken back", back, back_again)


def main(events: int) -> None:
    """Fill a warehouse and look at it."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found is None:
        sys.exit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for part in (WAREHOUSE, DASHBOARD):
            (folder / part).parent.mkdir()
        (folder / DASHBOARD).write_text(TIMELINE, "utf-8")
        tables, words = made_up(events)
        store(folder / WAREHOUSE, tables, SCHEMAS["rejects"].empty_table(), RUN)
        del tables
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        print(f"{events:,} events; seconds at the server and in the browser, the first time and again")
        measure(browser, folder, words)
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
