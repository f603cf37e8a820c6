"""The commands of the tutorial run as they stand there: quickly in the suite, whole in the campaign."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs/tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh|text)( \w+)?\n(.*?)^```", TUTORIAL, re.DOTALL | re.MULTILINE)
NEXT = "== next =="


def walk(folder: Path, path: str, first: str = "") -> None:
    """Run the commands, but for installing and serving, and compare with what the tutorial says comes out."""
    commands = [
        (text, BLOCKS[at + 1])
        for at, (kind, name, text) in enumerate(BLOCKS[:-1])
        if kind == "sh" and not name
    ]
    script = "\n".join(
        ("set -e", *(f"{text}{first if 'cd news' in text else ''}\necho '{NEXT}'" for text, _ in commands))
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "PYTHON"))}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment | {"PATH": f"{path}:{os.environ['PATH']}", "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for said, (_, (kind, _, expected)) in zip(done.stdout.split(NEXT), commands, strict=False):
        if kind == "text":
            for line in expected.splitlines():
                assert line in said, f"{line!r} is not in {said!r}"
    assert "2016-01-16" in done.stdout


def test_its_commands_do_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin/timeline"
    source = ROOT / "src"
    shim.write_text(
        f"#!/bin/sh\nexport PYTHONPATH={source}\n"
        f"exec {sys.executable} -c 'from timeline.cli import app; app()' \"$@\"\n"
    )
    shim.chmod(0o755)
    walk(
        tmp_path, str(shim.parent), first="rm -r flows\n"
    )  # the same steps without Prefect, which takes longer


@pytest.mark.campaign
def test_a_new_user_takes_the_walk_from_the_wheel_to_a_scheduled_run_and_its_page(tmp_path: Path) -> None:
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "build", "--quiet", "--wheel", "--out-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name in TUTORIAL
    environment = tmp_path / "pipx"
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, str(environment)], check=True)
    python = environment / "bin/python"
    subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", str(python), "--no-deps", str(wheel)], check=True
    )
    # What the wheel depends on is here already; our own editable install is not followed from there.
    (site,) = environment.glob("lib/python*/site-packages")
    (here,) = Path(sys.prefix).glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(f"{here}\n")
    where = subprocess.run(
        [python, "-c", "import timeline; print(timeline.__file__)"],
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(environment)), "the wheel is what is tried"
    walk(tmp_path, str(environment / "bin"))

    project = tmp_path / "news"
    (serve,) = (text for kind, name, text in BLOCKS if (kind, name) == ("sh", " serve"))
    (project / "seeds/more.txt").write_text(
        "President Barack Obama met Chancellor Angela Merkel in Berlin on 19 June 2013."
    )
    page = project / "dashboards/timeline.html"
    before = page.stat().st_mtime_ns
    served = subprocess.Popen(
        ["bash", "-c", f"exec {serve.strip()} --port 0"],
        cwd=project,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "PYTHON"))}
        | {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}"},
    )
    try:
        give_up = time.monotonic() + 300
        while page.stat().st_mtime_ns == before:
            assert served.poll() is None and time.monotonic() < give_up, "no scheduled run drew the page"
            time.sleep(0.5)
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=60) == 0
    chromium = shutil.which("chromium") or pytest.skip("no Chromium here to open the page with")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        opened = browser.new_page()
        opened.goto(page.as_uri())
        opened.wait_for_function("window.Timeline && document.querySelector('#chart .plot-container')")
        assert "Vienna" in opened.content()
        browser.close()
