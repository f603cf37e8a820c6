"""What to say when we fail on an article ourselves: one line that names the failure and its place."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def fault_line(error: Exception) -> str:
    """The failure, and the file and line it comes from, so that a report of it says enough."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())[:200]
    return f"our own fault, please report it: {type(error).__name__}: {said}{place}"
