"""What the design page says in numbers is what the code has."""

from __future__ import annotations

from pathlib import Path

from timeline.events.confidence import START, WEIGHTS

PAGE = (Path(__file__).parents[2] / "docs/design.md").read_text("utf-8")


def test_the_points_of_confidence_are_those_of_the_page() -> None:
    assert f"begins at {START:g}" in PAGE
    rows = [row for row in PAGE.splitlines() if row.startswith("|")]
    for name, weight in WEIGHTS.items():
        written = f"{weight:+.2f}".replace("-", "−")
        assert any(f"| {name} " in row and written in row for row in rows), (name, written)
