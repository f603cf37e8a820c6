"""What duckdb's own command line answers: people open files with it, and it is older than our duckdb."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def command_line(warehouse: Path, sql: str, *options: str) -> str:
    """What it prints. Raises CalledProcessError where it doesn't understand."""
    program = Path(sys.executable).with_name("duckdb")
    command = [str(program), "-readonly", *options, str(warehouse), "-c", sql]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
