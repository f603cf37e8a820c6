"""Which days do relations leave: the events of a document and those that the reader knows, in one network."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.anchoring.known import Landmark
from timeline.anchoring.network import Link, propagate
from timeline.events.event import Event, Modality
from timeline.interval import DAY, Granularity, Interval, edtf
from timeline.relations.relation import Contradiction, Related, Relation

# How sure a relation is: to an event that the reader dated, to another event of the text.
_TO_KNOWN, _TO_TOLD = 1.0, 0.5
KNOWN, RELATION = "known event", "relation"


def resolve_relations(
    events: Sequence[Event], relations: Sequence[Relation], landmarks: Sequence[Landmark]
) -> Related:
    """The events with what relations leave of them. What the text dates by itself stays as it is dated."""
    dated = [_as_known(e, landmarks) for e in events]
    given = [(e.interval.first_day, e.interval.last_day) for e in dated]
    # A known event lasts: it has a node for its first day and one for its last.
    nodes: dict[str, int] = {}
    for mark in landmarks:
        if mark.event.key not in nodes:
            nodes[mark.event.key] = len(given)
            first, last = mark.event.interval.first_day, mark.event.interval.last_day
            given += [(first, first), (last, last)]
    links: list[Link] = []
    owners: list[int] = []
    for number, relation in enumerate(relations):
        for link in _links(relation, nodes):
            links.append(link)
            owners.append(number)
    bounds = propagate(given, links)
    out = tuple(_within(e, bounds.first[i], bounds.last[i]) for i, e in enumerate(dated))
    contradictions = {
        Contradiction(relation=owners[c.link], event=relations[owners[c.link]].subject): None
        for c in bounds.conflicts
    }
    return Related(events=out, relations=tuple(relations), contradictions=tuple(contradictions))


def _as_known(event: Event, landmarks: Sequence[Landmark]) -> Event:
    """An event that the reader knows, on its days, where the text has not said otherwise."""
    if event.modality == Modality.NEGATED or event.expression is not None:
        return event
    told = [event.trigger.start, *(m.trigger.start for m in event.mentions)]
    mark = next((m for m in landmarks if any(m.start <= start < m.end for start in told)), None)
    if mark is None or event.interval.intersect(mark.event.interval) is None:
        return event
    return _at(event, mark.event.interval, KNOWN)


def _links(relation: Relation, nodes: dict[str, int]) -> list[Link]:
    least, most = relation.least, relation.most
    if relation.known is not None:
        first, last = nodes[relation.known], nodes[relation.known] + 1
        if relation.kind == "during":
            return [
                Link(first, relation.subject, 0, None, _TO_KNOWN),
                Link(last, relation.subject, None, 0, _TO_KNOWN),
            ]
        anchor = first if relation.kind in ("before", "until", "day_before") else last
        if relation.kind == "since":
            anchor = first
        return [Link(anchor, relation.subject, least, most, _TO_KNOWN)]
    assert relation.anchor is not None
    # "Before his visit" says nothing sure of the visit: it may be still to come.
    one_way = relation.kind in ("during", "before", "until")
    return [Link(relation.anchor, relation.subject, least, most, _TO_TOLD, one_way)]


def _within(event: Event, first: int | None, last: int | None) -> Event:
    """An event with the days that are left, where the text has not dated it by itself on both sides."""
    left = Interval(None if first is None else first * DAY, None if last is None else (last + 1) * DAY)
    if left == event.interval or event.interval.bounded:
        return event
    return _at(event, left, RELATION)


def _at(event: Event, interval: Interval, reason: str) -> Event:
    grain = (
        Granularity.DAY if interval.days == 1 else Granularity.RANGE if interval.bounded else Granularity.OPEN
    )
    basis = reason if reason == KNOWN or event.basis in ("", "undated") else f"{event.basis}, {reason}"
    return event.model_copy(
        update={
            "interval": interval,
            "granularity": grain.value,
            "edtf": edtf(interval, grain),
            "basis": basis,
        }
    )
