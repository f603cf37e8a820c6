"""How is an event written as GeoJSON (RFC 7946): a point where the place is known, and all the rest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.export.told import Told
from timeline.interval import iso_day


def geojson(events: Iterable[Told], lost: Counter[str]) -> Iterator[str]:
    """A FeatureCollection; days in ISO 8601, null for an open side. Without coordinates the point is null."""
    yield '{"type": "FeatureCollection", "features": ['
    separator = "\n"
    for event in events:
        if event.longitude is None or event.latitude is None:
            lost["no coordinates: without a point"] += 1
        yield separator + json.dumps(_feature(event), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _feature(event: Told) -> dict[str, Any]:
    point = None
    if event.longitude is not None and event.latitude is not None:
        point = {"type": "Point", "coordinates": [event.longitude, event.latitude]}
    properties = event.model_dump(exclude={"event_id", "longitude", "latitude"})
    for name in ("earliest", "latest", "published"):
        properties[name] = None if properties[name] is None else iso_day(properties[name])
    return {"type": "Feature", "id": event.event_id, "geometry": point, "properties": properties}
