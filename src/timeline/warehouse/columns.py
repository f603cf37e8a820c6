"""How do our objects look as columns: Arrow tables, one for each table of the warehouse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from timeline.document import stable_id
from timeline.events.event import Event
from timeline.interval import Interval
from timeline.sources import Reject
from timeline.warehouse.record import Extracted

# What DuckDB can't hold in a string, replaced one for one, so that offsets stay true.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DAY, _SECOND = pa.date32(), pa.timestamp("s")
_INTERVAL = [("earliest", _DAY), ("latest", _DAY), ("starts", _SECOND), ("ends", _SECOND)]
_TEXT, _INT = pa.string(), pa.int32()

SCHEMAS = {
    "documents": pa.schema(
        [
            *((n, _TEXT) for n in ("document_id", "location", "content_hash", "extractor", "language")),
            *((n, _TEXT) for n in ("title", "source", "url")),
            ("published_earliest", _DAY),
            ("published_latest", _DAY),
            ("published_basis", _TEXT),
            ("published_reasons", pa.list_(_TEXT)),
            ("text", _TEXT),
        ]
    ),
    "time_expressions": pa.schema(
        [
            ("expression_id", _TEXT),
            ("document_id", _TEXT),
            *((n, _INT) for n in ("number", "span_start", "span_end")),
            *((n, _TEXT) for n in ("text", "type", "value", "mod", "edtf")),
            *_INTERVAL,
            ("granularity", _TEXT),
            ("alternatives", pa.list_(pa.struct([("earliest", _DAY), ("latest", _DAY)]))),
            ("basis", _TEXT),
            ("rule", _TEXT),
        ]
    ),
    "events": pa.schema(
        [
            *((n, _TEXT) for n in ("event_id", "document_id", "title", "type", "modality")),
            *_INTERVAL,
            ("granularity", _TEXT),
            ("edtf", _TEXT),
            ("weekday", _INT),
            *((n, _TEXT) for n in ("basis", "expression_id", "place", "country")),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            *((f"{n}_{side}", _INT) for n in ("place", "trigger", "quote") for side in ("start", "end")),
            *((f"paragraph_{side}", _INT) for side in ("start", "end")),
        ]
    ),
    "participants": pa.schema(
        [
            ("event_id", _TEXT),
            ("number", _INT),
            ("name", _TEXT),
            ("role", _TEXT),
            ("span_start", _INT),
            ("span_end", _INT),
        ]
    ),
    "rejects": pa.schema([(n, _TEXT) for n in ("reject_id", "location", "reason", "hint", "content_hash")]),
}


def tables(extracted: Sequence[Extracted], extractor: str) -> dict[str, pa.Table]:
    """The rows of what was extracted, by table. Ids are stable hashes of content."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("documents", "time_expressions", "events", "participants")
    }
    for one in extracted:
        _add(rows, one, extractor)
    return {name: pa.Table.from_pylist(found, SCHEMAS[name]) for name, found in rows.items()}


def reject_table(rejects: Iterable[Reject]) -> pa.Table:
    """The rows of rejects; the same reject twice is one row."""
    rows = {}
    for r in rejects:
        key = stable_id("reject", r.location, r.reason, r.hint, r.content_hash)
        rows[key] = {
            "reject_id": key,
            "location": storable(r.location),
            "reason": storable(r.reason),
            "hint": storable(r.hint),
            "content_hash": r.content_hash,
        }
    return pa.Table.from_pylist(list(rows.values()), SCHEMAS["rejects"])


def storable(text: str) -> str:
    """The text, of the same length, without what a string in DuckDB can't hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def _optional(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _interval(interval: Interval | None) -> dict[str, int | None]:
    if interval is None:
        return {"earliest": None, "latest": None, "starts": None, "ends": None}
    return {
        "earliest": interval.first_day,
        "latest": interval.last_day,
        "starts": interval.start,
        "ends": interval.end,
    }


def _add(rows: dict[str, list[dict[str, Any]]], one: Extracted, extractor: str) -> None:
    document = one.document
    rows["documents"].append(
        {
            "document_id": document.id,
            "location": storable(document.location),
            "content_hash": document.content_hash,
            "extractor": extractor,
            "language": document.language,
            "title": _optional(document.title),
            "source": _optional(document.source),
            "url": _optional(document.url),
            "published_earliest": one.published.interval.first_day,
            "published_latest": one.published.interval.last_day,
            "published_basis": str(one.published.basis),
            "published_reasons": [storable(reason) for reason in one.published.reasons],
            "text": storable(document.text),
        }
    )
    expression_ids = []
    for number, e in enumerate(one.expressions):
        key = stable_id("expression", document.id, str(e.start), str(e.end), e.value)
        expression_ids.append(key)
        rows["time_expressions"].append(
            {
                "expression_id": key,
                "document_id": document.id,
                "number": number,
                "span_start": e.start,
                "span_end": e.end,
                "text": storable(e.text),
                "type": str(e.type),
                "value": e.value,
                "mod": e.mod,
                "edtf": e.edtf,
                **_interval(e.interval),
                "granularity": None if e.granularity is None else str(e.granularity),
                "alternatives": [
                    {"earliest": other.first_day, "latest": other.last_day} for other in e.alternatives
                ],
                "basis": e.basis,
                "rule": e.rule,
            }
        )
    seen: dict[str, int] = {}
    for event in one.events:
        key = stable_id(
            "event",
            document.id,
            str(event.type),
            f"{event.trigger.start}-{event.trigger.end}",
            str(event.interval.iso()),
        )
        # Two events that share all of that are told apart by their order.
        seen[key] = seen.get(key, -1) + 1
        key = key if not seen[key] else stable_id(key, str(seen[key]))
        rows["events"].append(_event(event, key, document.id, document.text, expression_ids))
        rows["participants"] += [
            {
                "event_id": key,
                "number": number,
                "name": storable(p.name),
                "role": p.role,
                "span_start": p.start,
                "span_end": p.end,
            }
            for number, p in enumerate(event.participants)
        ]


def _event(event: Event, key: str, document: str, text: str, expressions: Sequence[str]) -> dict[str, Any]:
    place = event.place
    first = text.rfind("\n", 0, event.quote.start) + 1
    last = text.find("\n", max(event.quote.end - 1, event.quote.start))
    return {
        "event_id": key,
        "document_id": document,
        "title": storable(event.title),
        "type": str(event.type),
        "modality": str(event.modality),
        **_interval(event.interval),
        "granularity": str(event.granularity),
        "edtf": event.edtf,
        "weekday": event.weekday,
        "basis": event.basis,
        "expression_id": None if event.expression is None else expressions[event.expression],
        "place": None if place is None else storable(place.name),
        "country": None if place is None else place.country,
        "latitude": None if place is None else place.latitude,
        "longitude": None if place is None else place.longitude,
        "place_start": None if place is None else place.start,
        "place_end": None if place is None else place.end,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "quote_start": event.quote.start,
        "quote_end": event.quote.end,
        "paragraph_start": first,
        "paragraph_end": max(last if last >= 0 else len(text), event.quote.end),
    }
