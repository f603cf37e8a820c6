"""The picture in docs/dating.md shows what the seed article is dated by today."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_picture_is_of_the_seed_as_it_is_dated_today() -> None:
    drawn = runpy.run_path(str(DOCS / "dating.py"))["draw"]()
    assert (DOCS / "dating.svg").read_text("utf-8") == drawn, "run: python docs/dating.py"
