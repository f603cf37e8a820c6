"""All timelines of a folder: every query file in it becomes a page beside it."""

from __future__ import annotations

import html
import os
from pathlib import Path

from timeline.charts.label import storable
from timeline.dashboard.events import Query, find_events
from timeline.dashboard.page import render_page
from timeline.dashboard.spec import TimelineError, read_timeline
from timeline.document import Frozen


class Page(Frozen):
    """One page that was written. `error` is empty, or says in a line why the page shows no timeline."""

    path: Path
    events: int = 0
    error: str = ""


def write_pages(folder: Path, query: Query) -> tuple[Page, ...]:
    """Write NAME.html for every NAME.sql of the folder, by name, each page whole or not at all.

    What is wrong with one timeline, its file, SQL or columns, is shown on its page and hinders no other.
    """
    return tuple(_write_page(path, query) for path in sorted(folder.glob("*.sql")))


def _write_page(path: Path, query: Query) -> Page:
    target = path.with_suffix(".html")
    try:
        spec = read_timeline(path)
        rows, left_out = find_events(spec, query)
    except TimelineError as error:
        return _write_error(target, " ".join(str(error).split()))
    _replace(target, render_page(spec, rows, left_out=left_out))
    return Page(path=target, events=len(rows))


def _write_error(target: Path, error: str) -> Page:
    title = html.escape(target.stem)
    _replace(
        target,
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>{title}</title>'
        f"<h1>{title}</h1><p>{html.escape(error)}</p></html>\n",
    )
    return Page(path=target, error=error)


def _replace(target: Path, text: str) -> None:
    """Put the text in place in one step, so that a reader never sees half a page; what is the same stays."""
    content = storable(text).encode("utf-8")
    if target.is_file() and target.read_bytes() == content:
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
