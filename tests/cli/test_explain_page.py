"""What timeline explain --document shows of a web page."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from timeline.cli import app


def test_lines_that_were_taken_as_the_article_are_marked(tmp_path: Path) -> None:
    told = "The ministers met in Geneva on 21 December 2015 and agreed on a truce. " * 4
    page = f"<html><body><nav>Home\x1b[2J</nav><article><p>{told}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    shown = CliRunner().invoke(app, ["explain", "--document", str(tmp_path / "a.html")]).output.splitlines()
    assert f"+ {told.strip()}" in shown
    assert next(line for line in shown if "Home" in line).startswith("  Home")
    assert "\x1b[2J" not in "".join(shown)
