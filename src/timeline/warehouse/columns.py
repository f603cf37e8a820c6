"""How do our objects look as columns: Arrow tables, one for each table of the warehouse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from timeline.document import stable_id
from timeline.events.event import Event, EventMention, Place
from timeline.extractor import Extracted
from timeline.interval import Interval
from timeline.sources import Reject
from timeline.warehouse.index import POSTINGS, WORDS, Entry, index_tables

# What DuckDB can't hold in a string, replaced one for one, so that offsets stay true.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DAY, _SECOND = pa.date32(), pa.timestamp("s")
_TEXT, _INT, _NAMES = pa.string(), pa.int32(), pa.list_(pa.string())
_DAYS = [("earliest", _DAY), ("latest", _DAY)]
_INTERVAL = [*_DAYS, ("starts", _SECOND), ("ends", _SECOND)]


def _all(kind: pa.DataType, names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, kind) for name in names.split()]


SCHEMAS = {
    "documents": pa.schema(
        [
            *_all(_TEXT, "document_id location content_hash extractor language title source url"),
            *_all(_DAY, "published_earliest published_latest"),
            ("published_basis", _TEXT),
            ("published_reasons", _NAMES),
            ("text", _TEXT),
            ("warnings", _NAMES),
            ("stated", _TEXT),
            ("published_confidence", pa.float64()),
            *_all(_DAY, "hard_earliest hard_latest likely_earliest likely_latest"),
            ("article", _TEXT),
            ("authors", _NAMES),
        ]
    ),
    "document_constraints": pa.schema(
        [
            ("document_id", _TEXT),
            ("number", _INT),
            ("kind", _TEXT),
            *_DAYS,
            ("weekday", _INT),
            *_all(pa.bool_(), "hard binds"),
            *_all(_INT, "span_start span_end"),
            *_all(_TEXT, "text reason"),
        ]
    ),
    "time_expressions": pa.schema(
        [
            *_all(_TEXT, "expression_id document_id"),
            *_all(_INT, "number span_start span_end"),
            *_all(_TEXT, "text type value mod edtf"),
            *_INTERVAL,
            ("granularity", _TEXT),
            ("alternatives", pa.list_(pa.struct(_DAYS))),
            *_all(_TEXT, "basis rule"),
        ]
    ),
    "events": pa.schema(
        [
            *_all(_TEXT, "event_id document_id title type modality"),
            *_INTERVAL,
            *_all(_TEXT, "granularity edtf"),
            ("weekday", _INT),
            *_all(_TEXT, "basis expression_id place country"),
            *_all(pa.float64(), "latitude longitude"),
            *_all(_INT, "place_start place_end trigger_start trigger_end quote_start quote_end"),
            *_all(_INT, "paragraph_start paragraph_end"),
            ("participants", _NAMES),
            *_all(_INT, "expression_start expression_end"),
            ("attribution", _TEXT),
            *_all(_INT, "attribution_start attribution_end"),
            ("confidence", pa.float64()),
            ("confidence_reasons", _NAMES),
            ("mentions", _INT),
        ]
    ),
    "event_mentions": pa.schema(
        [
            ("event_id", _TEXT),
            *_all(_INT, "number trigger_start trigger_end quote_start quote_end"),
            ("expression_id", _TEXT),
        ]
    ),
    "relations": pa.schema(
        [
            ("document_id", _TEXT),
            ("number", _INT),
            *_all(_TEXT, "kind event_id anchor_id known"),
            *_all(_INT, "least most span_start span_end anchor_start anchor_end"),
            *_all(_TEXT, "words anchor"),
        ]
    ),
    "contradictions": pa.schema([("document_id", _TEXT), ("number", _INT), ("event_id", _TEXT)]),
    "participants": pa.schema(
        [
            ("event_id", _TEXT),
            ("number", _INT),
            *_all(_TEXT, "name role"),
            *_all(_INT, "span_start span_end"),
        ]
    ),
    "rejects": pa.schema(_all(_TEXT, "reject_id location reason hint content_hash")),
    "words": WORDS,
    "postings": POSTINGS,
}
_FROM_DOCUMENTS = [name for name in SCHEMAS if name not in ("rejects", "words", "postings")]
_Row = tuple[Any, ...]


def tables(extracted: Sequence[Extracted]) -> dict[str, pa.Table]:
    """The rows of what was extracted, by table. Ids are stable hashes of content."""
    rows: dict[str, list[_Row]] = {name: [] for name in _FROM_DOCUMENTS}
    entries: list[Entry] = []
    for one in extracted:
        rows["documents"].append(_document(one))
        rows["document_constraints"] += _constraints(one)
        expressions = _expressions(one)
        rows["time_expressions"] += expressions
        keys = _keys(one)
        rows["relations"] += _relations(one, keys)
        rows["contradictions"] += [(one.document.id, c.relation, keys[c.event]) for c in one.contradictions]
        for key, event in zip(keys, one.events, strict=True):
            rows["events"].append(_event(event, key, one, expressions))
            rows["event_mentions"] += _mentions(event, key, expressions)
            rows["participants"] += _participants(event, key)
            place = event.place
            names = (event.title, *(p.name for p in event.participants), place.name if place else None)
            sentence = one.document.text[event.quote.start : event.quote.end]
            entries.append((key, names, sentence, one.document.language))
    return {**{name: _table(name, found) for name, found in rows.items()}, **index_tables(entries)}


def reject_table(rejects: Iterable[Reject]) -> pa.Table:
    """The rows of rejects; the same reject twice is one row."""
    rows = {}
    for r in rejects:
        key = stable_id("reject", r.location, r.reason, r.hint, r.content_hash)
        rows[key] = (key, storable(r.location), storable(r.reason), storable(r.hint), r.content_hash)
    return _table("rejects", list(rows.values()))


def storable(text: str) -> str:
    """The text, of the same length, without what a string in DuckDB can't hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def _optional(text: str | None) -> str | None:
    return None if text is None else storable(text)


def _table(name: str, rows: Sequence[_Row]) -> pa.Table:
    schema = SCHEMAS[name]
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    return pa.table(
        [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)], schema=schema
    )


def _interval(interval: Interval | None) -> tuple[int | None, int | None, int | None, int | None]:
    if interval is None:
        return None, None, None, None
    return interval.first_day, interval.last_day, interval.start, interval.end


def _document(one: Extracted) -> _Row:
    document, published = one.document, one.published
    return (
        document.id,
        storable(document.location),
        document.content_hash,
        one.extractor,
        document.language,
        _optional(document.title),
        _optional(document.source),
        _optional(document.url),
        published.interval.first_day,
        published.interval.last_day,
        str(published.basis),
        [storable(reason) for reason in published.reasons],
        storable(document.text),
        [storable(warning) for warning in one.warnings],
        _stated(document.published),
        published.confidence,
        one.hard.first_day,
        one.hard.last_day,
        one.likely.first_day,
        one.likely.last_day,
        document.article,
        [storable(author) for author in document.authors],
    )


def _stated(published: Interval | None) -> str | None:
    if published is None:
        return None
    ends = published.iso()
    return f"{ends['start'] or '..'}/{ends['end'] or '..'}"


def _constraints(one: Extracted) -> list[_Row]:
    return [
        (
            one.document.id,
            number,
            c.kind,
            c.interval.first_day,
            c.interval.last_day,
            None if c.weekday is None else c.weekday + 1,
            c.hard,
            c.binds,
            c.start,
            c.end,
            storable(c.text),
            storable(c.reason),
        )
        for number, c in enumerate(one.constraints)
    ]


def _expressions(one: Extracted) -> list[_Row]:
    document = one.document.id
    return [
        (
            stable_id("expression", document, str(e.start), str(e.end), e.value),
            document,
            number,
            e.start,
            e.end,
            storable(e.text),
            str(e.type),
            e.value,
            e.mod,
            e.edtf,
            *_interval(e.interval),
            None if e.granularity is None else str(e.granularity),
            [{"earliest": other.first_day, "latest": other.last_day} for other in e.alternatives],
            e.basis,
            e.rule,
        )
        for number, e in enumerate(one.expressions)
    ]


def _keys(one: Extracted) -> list[str]:
    """The ids of the events."""
    keys: list[str] = []
    seen: dict[str, int] = {}
    for event in one.events:
        key = stable_id(
            "event",
            one.document.id,
            str(event.type),
            f"{event.trigger.start}-{event.trigger.end}",
            str(event.interval.iso()),
        )
        # Two events that share all of that are told apart by their order.
        seen[key] = seen.get(key, -1) + 1
        keys.append(key if not seen[key] else stable_id(key, str(seen[key])))
    return keys


def _relations(one: Extracted, keys: Sequence[str]) -> list[_Row]:
    text = one.document.text
    return [
        (
            one.document.id,
            number,
            r.kind,
            keys[r.subject],
            None if r.anchor is None else keys[r.anchor],
            r.known,
            r.least,
            r.most,
            r.words.start,
            r.words.end,
            r.anchor_span.start,
            r.anchor_span.end,
            storable(text[r.words.start : r.words.end]),
            storable(text[r.anchor_span.start : r.anchor_span.end]),
        )
        for number, r in enumerate(one.relations)
    ]


def _event(event: Event, key: str, one: Extracted, expressions: Sequence[_Row]) -> _Row:
    text, says = one.document.text, event.attribution
    dated_by = None if event.expression is None else one.expressions[event.expression]
    first = text.rfind("\n", 0, event.quote.start) + 1
    last = text.find("\n", max(event.quote.end - 1, event.quote.start))
    return (
        key,
        one.document.id,
        storable(event.title),
        str(event.type),
        str(event.modality),
        *_interval(event.interval),
        str(event.granularity),
        event.edtf,
        event.weekday,
        event.basis,
        None if event.expression is None else expressions[event.expression][0],
        *_place(event.place),
        event.trigger.start,
        event.trigger.end,
        event.quote.start,
        event.quote.end,
        first,
        max(last if last >= 0 else len(text), event.quote.end),
        [storable(p.name) for p in event.participants],
        *((None, None) if dated_by is None else (dated_by.start, dated_by.end)),
        *((None,) * 3 if says is None else (storable(says.name), says.start, says.end)),
        event.confidence,
        list(event.confidence_reasons),
        max(len(event.mentions), 1),
    )


def _mentions(event: Event, key: str, expressions: Sequence[_Row]) -> list[_Row]:
    """Each mention; an event without any is its own."""
    own = EventMention(trigger=event.trigger, quote=event.quote, expression=event.expression)
    return [
        (
            key,
            number,
            m.trigger.start,
            m.trigger.end,
            m.quote.start,
            m.quote.end,
            None if m.expression is None else expressions[m.expression][0],
        )
        for number, m in enumerate(event.mentions or (own,))
    ]


def _place(place: Place | None) -> _Row:
    if place is None:
        return (None,) * 6
    return storable(place.name), place.country, place.latitude, place.longitude, place.start, place.end


def _participants(event: Event, key: str) -> list[_Row]:
    return [
        (key, number, storable(p.name), p.role, p.start, p.end) for number, p in enumerate(event.participants)
    ]
