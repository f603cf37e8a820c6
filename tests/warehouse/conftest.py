"""A small article with one event, as the pipeline would hand it over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.document import Basis, CreationTime, Document, Span, stable_id
from timeline.events.event import Event, EventType, Modality, Participant, Place
from timeline.expression import TimeExpression, TimexType
from timeline.extractor import Extracted
from timeline.interval import Granularity, Interval, edtf


def article(
    text: str = "التقى بوتين في موسكو أمس.",
    *,
    location: str = "ar/a.txt",
    language: str = "ar",
    title: str = "لقاء",
    name: str = "بوتين",
    place: str = "موسكو",
    first: str | None = "2015-11-26",
    end: str | None = "2015-11-27",
) -> Extracted:
    """An article whose whole text is the sentence of its one event; days are half-open."""
    interval = Interval.parse({"start": first, "end": end})
    event = Event(
        title=title,
        type=EventType.CONSULT,
        modality=Modality.HAPPENED,
        interval=interval,
        granularity="day",
        edtf=edtf(interval, Granularity.RANGE),
        basis="published",
        participants=(Participant(name=name, role="agent", start=0, end=1),) if name else (),
        place=Place(name=place, start=0, end=1),
        trigger=Span(start=0, end=1),
        quote=Span(start=0, end=len(text)),
        expression=0,
    )
    return Extracted(
        document=Document(id=stable_id(location, text), text=text, language=language, location=location),
        published=CreationTime(
            interval=Interval.parse({"start": "2015-11-27", "end": "2015-11-28"}), basis=Basis.METADATA
        ),
        expressions=(
            TimeExpression(
                start=0, end=1, text=text[:1], type=TimexType.DATE, value="2015-11-26", interval=interval
            ),
        ),
        events=(event,),
    )


@pytest.fixture(scope="session", name="article")
def make_article() -> Callable[..., Extracted]:
    return article
