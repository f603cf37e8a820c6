"""How is an event written as JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.export.told import Told
from timeline.interval import iso_day


def jsonld(events: Iterable[Told], lost: Counter[str]) -> Iterator[str]:
    """A graph of schema.org Events, safe inside a script element.

    An Event has a start and an end but no word for not knowing them: the whole span is given, and EDTF as an
    identifier beside it. Participants are what it is `about`, for schema.org's roles aren't ours. Left out:
    what is denied, which schema.org would take for a fact.
    """
    yield '{"@context": "https://schema.org", "@graph": ['
    separator = "\n"
    for event in events:
        if event.modality == "negated":
            lost["denied: left out"] += 1
            continue
        if event.days is None:
            lost["an open side: without that date"] += 1
        elif event.days[0] < event.days[1]:
            lost["uncertain: shown as a span of days"] += 1
        if event.modality in ("alleged", "conditional"):
            lost["alleged or conditional: shown as an event"] += 1
        yield separator + json.dumps(_event(event), ensure_ascii=False).replace("<", "\\u003c")
        separator = ",\n"
    yield "\n]}\n"


def _event(event: Told) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:timeline:{event.event_id}",
        "name": event.title,
        "description": event.quote or None,
        "startDate": None if event.earliest is None else iso_day(event.earliest),
        "endDate": None if event.latest is None else iso_day(event.latest),
        "eventStatus": "https://schema.org/EventScheduled" if event.modality == "scheduled" else None,
        "keywords": [event.type, event.modality],
        "inLanguage": event.language,
        "about": [{"@type": "Thing", "name": name} for name in event.participants] or None,
        "location": _place(event) if event.place else None,
        "identifier": {"@type": "PropertyValue", "propertyID": "EDTF", "value": event.edtf}
        if event.edtf
        else None,
        "subjectOf": _article(event),
    }
    return _known(described)


def _place(event: Told) -> dict[str, Any]:
    at = {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude}
    known = event.latitude is not None and event.longitude is not None
    return _known(
        {"@type": "Place", "name": event.place, "address": event.country, "geo": at if known else None}
    )


def _article(event: Told) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "headline": event.document_title,
            "url": event.url,
            "author": [{"@type": "Person", "name": name} for name in event.authors] or None,
            "datePublished": None if event.published is None else iso_day(event.published),
            "publisher": {"@type": "Organization", "name": event.source} if event.source else None,
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
