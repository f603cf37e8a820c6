"""All timelines of a folder: every query file in it becomes a page beside it."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from timeline.charts import Row
from timeline.charts.label import storable
from timeline.dashboard.page import render_page
from timeline.dashboard.spec import TimelineError, read_timeline
from timeline.document import Frozen

Query = Callable[[str], tuple[Sequence[str], Iterable[Sequence[Any]]]]


class Page(Frozen):
    """One page that was written. `error` is empty, or says in a line why the page shows no timeline."""

    path: Path
    events: int = 0
    error: str = ""


def write_pages(folder: Path, query: Query) -> tuple[Page, ...]:
    """Write NAME.html for every NAME.sql of the folder, by name, each page whole or not at all.

    `query` runs read-only SQL and gives its columns and rows; it raises TimelineError where the SQL
    fails. What is wrong with one timeline, its file, its SQL or its columns, is shown on its page and
    hinders no other.
    """
    return tuple(_write_page(path, query) for path in sorted(folder.glob("*.sql")))


def _write_page(path: Path, query: Query) -> Page:
    target = path.with_suffix(".html")
    try:
        spec = read_timeline(path)
        columns, found = query(spec.sql)
        rows = [Row.model_validate(dict(zip(columns, values, strict=True))) for values in found]
    except TimelineError as error:
        return _write_error(target, " ".join(str(error).split()))
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        return _write_error(target, f"{path.name}: column {column}: {first['msg']}; the view timeline has it")
    _replace(target, render_page(spec, rows))
    return Page(path=target, events=len(rows))


def _write_error(target: Path, error: str) -> Page:
    policy = "default-src 'none'"
    _replace(
        target,
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><title>{html.escape(target.stem)}</title>'
        f"<h1>{html.escape(target.stem)}</h1><p>{html.escape(error)}</p></html>\n",
    )
    return Page(path=target, error=error)


def _replace(target: Path, text: str) -> None:
    """Put the text in place in one step, so that a reader never sees half a page."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(storable(text), encoding="utf-8", newline="\n")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
