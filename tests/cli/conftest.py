"""The command line within the process of the tests: most of what a process of its own takes is its start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from timeline.cli import app


@pytest.fixture
def timeline(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """timeline(*arguments, given=b"…", cwd=…): what it says and its status; an error that it lets through is
    one of the test.
    """

    def run(*arguments: str, given: bytes = b"", cwd: Path | None = None) -> Result:
        with monkeypatch.context() as there:
            there.setenv("COLUMNS", "200")
            there.delenv("TIMELINE_LOG", raising=False)
            if cwd is not None:
                there.chdir(cwd)
            return CliRunner().invoke(app, arguments, input=given, catch_exceptions=False)

    return run
