"""The coverage page is what the corpora hold now."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_coverage_page_is_up_to_date() -> None:
    page = runpy.run_path(str(DOCS / "coverage.py"))["page"]()
    assert (DOCS / "coverage.md").read_text("utf-8") == page, "run: python docs/coverage.py"
