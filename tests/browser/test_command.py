"""`timeline dashboard` over a real warehouse: what a reader sees while files come, go and change under it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[2] / "seeds"
COMMAND = (sys.executable, "-c", "from timeline.cli import app; app()")
NEW = "التقى الرئيسان في طنجة يوم 26 نوفمبر 2018."


def run(project):
    subprocess.run(
        [*COMMAND, "run", "--no-server"], cwd=project, check=True, capture_output=True, timeout=120
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory, read_seeds):
    """The seeds, read already."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "dashboards").mkdir()
    text = "-- title: كل الأحداث\nselect * from timeline"
    (folder / "dashboards" / "all.sql").write_text(text, encoding="utf-8")
    (folder / "warehouse").mkdir()
    shutil.copy(read_seeds / "w.duckdb", folder / "warehouse" / "timeline.duckdb")
    return folder


@pytest.fixture
def served(project):
    """The address of the dashboard, started as its reader starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "dashboard", "--port", str(port)],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address, until = f"http://127.0.0.1:{port}/", time.monotonic() + 60
    try:
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, "the dashboard does not answer"
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def locked(warehouse):
    """Another process that has it open for writing, without having changed it."""
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        yield
        holder.kill()


@contextmanager
def missing(warehouse):
    warehouse.unlink()
    yield


@contextmanager
def of_another_version(warehouse):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update meta set value = '99' where name = 'schema_version'")
    yield


@contextmanager
def damaged(warehouse):
    os.truncate(warehouse, warehouse.stat().st_size // 2)
    yield


# What may happen to a warehouse under the dashboard, and what it says of it.
BROKEN = {
    locked: "another program has it open.*close it there",
    missing: "timeline run",
    of_another_version: "99.*install the timeline that made it",
    damaged: "damaged.*timeline run",
}


def wait_for_more(page, events):
    """Until the page holds more; asked from here, for its policy lets nothing be evaluated inside it."""
    until = time.monotonic() + 60
    while page.evaluate("window.Timeline?.data?.events.length ?? 0") <= events:
        assert time.monotonic() < until, "the new event never came"
        page.wait_for_timeout(200)


def test_the_dashboard_of_the_seeds_whatever_happens_to_its_warehouse(browser, project, served):
    page = browser.new_page(locale="ar")
    page.set_default_timeout(30_000)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    warehouse = project / "warehouse" / "timeline.duckdb"
    try:
        page.goto(served)
        page.locator("#chart .plot-container").wait_for()
        expect(page.locator("#title")).to_have_text("كل الأحداث")
        assert page.locator("html").get_attribute("dir") == "rtl"
        whole = page.evaluate("Timeline.data.events.length")
        assert whole > 5

        page.locator(".filters summary").click()
        page.locator("[name=type]").select_option("ASSAULT")
        assert 0 < page.evaluate("Timeline.filtered().length") < whole
        assert "type=ASSAULT" in page.url
        page.locator("tbody button.open").first.click()
        expect(page.locator("#card mark.trigger")).not_to_be_empty()
        assert page.locator("#card dl").inner_text().strip()
        page.keyboard.press("Escape")

        (project / "seeds" / "new.txt").write_text(NEW, encoding="utf-8")
        run(project)
        wait_for_more(page, whole)
        assert "type=ASSAULT" in page.url, "what the reader chose stays"

        aside = warehouse.with_suffix(".aside")
        shutil.copy(warehouse, aside)
        for broken, said_of_it in BROKEN.items():
            with broken(warehouse):
                page.reload()
                expect(page.locator("#nothing")).to_have_text(re.compile(said_of_it))
                page.locator("#retry").click()  # in vain
                expect(page.locator("#nothing")).to_have_text(re.compile(said_of_it))
            if broken is not locked:
                shutil.copy(aside, warehouse)
            # Not `click`, which waits for a button that the page's own clock may have made needless.
            page.locator("#retry").dispatch_event("click")
            expect(page.locator("#nothing")).to_be_hidden()
            assert page.evaluate("Timeline.data.events.length") > whole
            assert "type=ASSAULT" in page.url
    finally:
        page.close()
    assert said == []
    assert all(url.startswith((served, "data:", "blob:")) for url in asked)
