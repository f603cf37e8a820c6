"""How is an event written for TimelineJS 3: a slide with a start, perhaps an end, and text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from timeline.export.told import Told
from timeline.interval import civil


def timelinejs(events: Iterable[Told], lost: Counter[str]) -> Iterator[str]:
    """`{"events": [...]}`; a slide shows its date in EDTF, so that no day looks surer than it is.

    Left out: what has no first day, and what is denied. Years before 1 CE are counted as historians do, -1
    for 1 BCE. Text is escaped, for TimelineJS reads HTML.
    """
    yield '{"events": ['
    separator = "\n"
    for event in events:
        if event.modality == "negated":
            lost["denied: left out"] += 1
        elif event.earliest is None:
            lost["no first day: left out"] += 1
        else:
            if event.latest is None:
                lost["an open end: shown as its first day"] += 1
            yield separator + json.dumps(_slide(event, event.earliest), ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def _slide(event: Told, first: int) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": event.event_id,
        "group": event.type,
        "start_date": _date(first),
        "display_date": event.edtf,
        "text": {"headline": escape(event.title), "text": _body(event)},
    }
    if event.latest is not None and event.latest > first:
        slide["end_date"] = _date(event.latest)
    return slide


def _date(day: int) -> dict[str, int]:
    year, month, of_month = civil(day)
    return {"year": year if year > 0 else year - 1, "month": month, "day": of_month}


def _body(event: Told) -> str:
    quote = f'<blockquote dir="auto">{escape(event.quote)}</blockquote>' if event.quote else ""
    source = escape(event.attribution)
    if event.url and urlsplit(event.url).scheme in ("http", "https"):
        source = f'<a href="{escape(event.url)}">{source or escape(event.url)}</a>'
    modality = "" if event.modality == "happened" else f"<p>{escape(event.modality)}</p>"
    return quote + modality + (f"<p>{source}</p>" if source else "")
