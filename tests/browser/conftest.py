"""A real Chromium, or a clear word that there is none."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline.charts import Row
from timeline.dashboard import TimelineSpec, render_page

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages of files share a process, see `reader`, and what it has compiled is not forgotten in between.
    "--process-per-site",
    "--js-flags=--no-flush-bytecode",
]


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium here (apt-get install chromium): the browser tests run in CI")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def seed_rows() -> list[Row]:
    path = Path(__file__).parents[1] / "charts" / "seed_rows.json"
    return [Row.model_validate(row) for row in json.loads(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def reader(browser, tmp_path_factory):
    """new_page() of a browser whose process an empty page keeps, and `file`: where every page lies.

    What has been compiled of plotly.js is found again in the same process at the same address.
    """
    context = browser.new_context()
    folder = tmp_path_factory.mktemp("reader")
    empty = folder / "empty.html"
    empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    context.new_page().goto(empty.as_uri())
    yield SimpleNamespace(new_page=context.new_page, file=folder / "timeline.html")
    context.close()


@pytest.fixture
def show(reader, seed_rows) -> Iterator[Callable[..., SimpleNamespace]]:
    """show(rows, address="#…", width=…) opens the page of the rows and keeps what it said and asked for."""
    opened = []

    def open_page(rows=seed_rows, address="", width=1280, height=900, **spec):
        target = reader.file
        given = {"name": "timeline", "sql": "select 1", "title": "الخط الزمني", **spec}
        target.write_text(render_page(TimelineSpec.model_validate(given), rows), encoding="utf-8")
        page = reader.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(15_000)
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(target.as_uri() + address)
        page.locator(".plot-container").first.wait_for(state="attached")
        opened.append((page, said, asked, target.as_uri()))
        return page

    yield open_page
    for page, said, asked, address in opened:
        page.close()
        assert said == [], "the console must stay silent"
        assert {url.partition("#")[0] for url in asked if not url.startswith(("data:", "blob:"))} == {address}
