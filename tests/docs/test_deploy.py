"""What docs/deploy/ gives to those who leave it running is checked as far as a machine without it allows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs/deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def test_systemd_has_nothing_against_the_unit(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze") or pytest.skip("no systemd-analyze here")
    text = (DEPLOY / "timeline.service").read_text("utf-8")
    assert re.search(r"^ExecStart=/opt/timeline/bin/timeline .*serve", text, re.MULTILINE)
    unit = tmp_path / "timeline.service"
    unit.write_text(text.replace("/opt/timeline/bin/timeline", sys.executable))  # what is installed here
    done = subprocess.run([verify, "verify", "--man=no", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_container_is_given_all_that_the_wheel_is_built_from() -> None:
    copied = [
        place
        for line in re.findall(r"^COPY (.*) /build\S*$", CONTAINER, re.MULTILINE)
        for place in line.split()
    ]
    assert all((ROOT / place).exists() for place in copied)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    needed = [*built["packages"], *built["force-include"], "LICENSE", "pyproject.toml"]
    for place in needed:
        assert any(place == one or place.startswith(f"{one}/") for one in copied), place


@pytest.mark.parametrize("text", [CONTAINER, (DEPLOY / "timeline.service").read_text("utf-8")])
def test_they_call_commands_that_there_are(text: str) -> None:
    from typer.testing import CliRunner

    from timeline.cli import app

    called = set(re.findall(r"timeline (?:--log json )?(init|run|serve|status)\b", text))
    assert {"init", "serve"} <= called
    for command in called:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_the_uv_of_the_container_is_the_one_of_the_makefile() -> None:
    (ours,) = re.findall(r"UV_VERSION := (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert f"uv=={ours}\n" in CONTAINER


def test_nothing_that_sends_traces_is_installed_with_it() -> None:
    locked = re.findall(
        r"^(opentelemetry[\w-]*)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert locked == ["opentelemetry-api"], "the interface alone does nothing"
