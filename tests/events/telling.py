"""What the event tests share: a text in, its events out."""

from __future__ import annotations

import datetime as dt

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.events import Event, extract_events
from timeline.interval import Interval


def document(text: str, language: str = "ar", published: str | None = "2015-12-21") -> Document:
    day = None if published is None else Interval.of_date(dt.date.fromisoformat(published))
    return Document(id="a", text=text, language=language, published=day)


def events(text: str, language: str = "ar", published: str | None = "2015-12-21") -> tuple[Event, ...]:
    one = document(text, language, published)
    return extract_events(one, anchor(one))


def words(text: str, event: Event) -> str:
    return text[event.trigger.start : event.trigger.end]


def days(event: Event) -> tuple[str | None, str | None]:
    """First and last day, inclusive, None for an open side."""
    iso = event.interval.iso()
    last = event.interval.last_day
    return iso["start"], None if last is None else str(dt.date(1970, 1, 1) + dt.timedelta(days=last))


def names(event: Event) -> set[str]:
    return {p.name for p in event.participants}
