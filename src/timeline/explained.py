"""Why is a document dated so, and its events: what each piece of evidence says, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from timeline.anchoring import Constraint, KnownEvent
from timeline.anchoring.constraint import TOLD
from timeline.events import Event
from timeline.extractor import Extracted
from timeline.interval import UNKNOWN, Granularity, Interval, edtf
from timeline.relations import Relation
from timeline.terminal import cell, events_table, expressions_table, marked, table

_BASIS = {
    "metadata": "stated beside the text",
    "text": "stated in the text",
    "inferred": "inferred from the text",
    "unknown": "unknown: nothing states it or shows it",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How many days from the other event, in words; None is no bound.
_KINDS = {
    "after": "after",
    "before": "before",
    "during": "during",
    "since": "since",
    "until": "until",
    "day_before": "the day before",
    "day_after": "the day after",
}


def explained(found: Extracted, known: Sequence[KnownEvent]) -> Iterator[Text | Table]:
    """How a document was read, from its own date to the relations of its events.

    `known` are the events whose dates the reader gave.
    """
    text = found.document.text
    spans = [(c.start, c.end) for c in found.constraints if c.binds]
    yield marked(text, spans or [(x.start, x.end) for x in found.expressions])
    yield _own_date(found)
    if found.constraints:
        yield _constraints(found.constraints)
    yield expressions_table(found.expressions)
    yield events_table(found.events)
    if found.relations:
        yield _relations(found, {event.key: event for event in known})
    for contradiction in found.contradictions:
        relation = found.relations[contradiction.relation]
        words = text[relation.words.start : relation.anchor_span.end]
        event = found.events[contradiction.event]
        yield cell(f"contradiction: “{words}” would leave “{event.title}” no day, and gave way")
    for warning in found.warnings:
        yield cell(f"warning: {warning}")


def _own_date(found: Extracted) -> Table:
    published = found.published
    rows = [("basis", f"{_BASIS[published.basis.value]}, {published.confidence:.0%} sure")]
    if published.interval != UNKNOWN:
        rows.append(("must lie in", _days(found.hard)))
        rows.append(("best", _days(published.interval)))
    if found.likely not in (UNKNOWN, published.interval):
        rows.append(("four in five", _days(found.likely)))
    return table("the document's own date", ("", ""), rows)


def _days(interval: Interval) -> str:
    """First and last day, and how many they are, for people."""
    if interval == UNKNOWN:
        return "any time"
    days = interval.days
    count = "" if days is None else " (1 day)" if days == 1 else f" ({days} days)"
    return f"{edtf(interval, Granularity.DAY if days == 1 else Granularity.RANGE)}{count}"


def _constraints(constraints: Sequence[Constraint]) -> Table:
    rows = (
        (
            "✓" if c.binds else "",
            c.text,
            TOLD[c.kind],
            _WEEKDAYS[c.weekday] if c.weekday is not None else _days(c.interval),
            "must hold" if c.hard else "nearly always holds",
        )
        for c in sorted(constraints, key=lambda c: not c.binds)
    )
    columns = ("binds", "words", "what they show", "leaves", "how sure")
    return table(f"what the text shows of its own date: {len(constraints)}", columns, rows)


def _relations(found: Extracted, known: Mapping[str, KnownEvent]) -> Table:
    gave_way = {c.relation for c in found.contradictions}
    rows = (
        (
            found.events[r.subject].title,
            _lies(r),
            _anchor(r, found.events, known),
            found.document.text[r.words.start : r.anchor_span.end],
            "gave way" if i in gave_way else found.events[r.subject].edtf,
        )
        for i, r in enumerate(found.relations)
    )
    columns = ("event", "lies", "of", "in these words", "so it is")
    return table(f"relations: {len(found.relations)}", columns, rows)


def _anchor(relation: Relation, events: Sequence[Event], known: Mapping[str, KnownEvent]) -> str:
    if relation.anchor is not None:
        event = events[relation.anchor]
        return f"{event.title} {event.edtf}".strip()
    event_known = known.get(relation.known or "")
    if event_known is None:
        return relation.known or ""
    when = _days(event_known.interval)
    return f"{event_known.names[0]} {when}, known"


def _lies(relation: Relation) -> str:
    """How far from its anchor an event lies, for people: "59 to 61 days after"."""
    least, most = relation.least, relation.most
    if relation.kind not in ("before", "after") or least is None or most is None:
        return _KINDS[relation.kind]
    near, far = sorted((abs(least), abs(most)))
    days = f"{near}" if near == far else f"{near} to {far}"
    return f"{days} days {_KINDS[relation.kind]}"
