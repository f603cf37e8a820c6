"""The page on the warehouse says what the comments in it say, and every macro has one."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_warehouse_page_is_up_to_date() -> None:
    page = runpy.run_path(str(DOCS / "warehouse.py"))["page"]()
    assert (DOCS / "warehouse.md").read_text("utf-8") == page, "run: python docs/warehouse.py"
    assert "|  |" not in page
