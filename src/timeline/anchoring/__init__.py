"""When are the expressions of a document: its own date, and every mention resolved against it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.anchoring.constraint import Constraint
from timeline.anchoring.known import KnownEvent, KnownEvents, Landmark, read_known_events
from timeline.anchoring.resolution import resolve_mentions
from timeline.anchoring.stated import creation_time
from timeline.document import CreationTime, Document
from timeline.expression import TimeExpression
from timeline.interval import UNKNOWN, Interval
from timeline.language import load_language, readable
from timeline.meaning import Preference
from timeline.tagger import Mention, tag

# What the basis of an expression says where its language is known by locale data alone.
LOCALE = "locale data"


@dataclass(frozen=True, slots=True)
class Anchored:
    """A document's own date, and its time expressions in text order, none overlapping another.

    `constraints` is what the text shows of its own date, where nothing else states it; `hard` is what those
    leave that must hold, `likely` where in its date it most likely is. `landmarks` is where it speaks of
    events that the reader knows, `warnings` where its sources disagree.
    """

    published: CreationTime
    expressions: tuple[TimeExpression, ...]
    hard: Interval = UNKNOWN
    likely: Interval = UNKNOWN
    constraints: tuple[Constraint, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    warnings: tuple[str, ...] = ()


NONE_KNOWN = KnownEvents()


def anchor(document: Document, *, prefer: Preference = "past", events: KnownEvents = NONE_KNOWN) -> Anchored:
    """Every time expression of a document, resolved; a date that nothing states is inferred first.

    `events` are those whose dates the reader knows, whatever the text says.
    """
    landmarks = events.find(document.text)
    known = readable(document.language)
    mentions: list[Mention] = tag(document.text, document.language) if known else []
    stated = creation_time(document, mentions, landmarks)
    published = stated.published
    expressions = resolve_mentions(document.text, mentions, published, prefer)
    if known and load_language(document.language).locale:
        # Right as a rule, but less sure than what is measured.
        expressions = tuple(
            e.model_copy(update={"basis": f"{e.basis}, {LOCALE}" if e.basis else LOCALE}) for e in expressions
        )
    return Anchored(
        published,
        expressions,
        stated.hard,
        stated.likely,
        stated.constraints,
        landmarks,
        stated.warnings,
    )


__all__ = [
    "Anchored",
    "Constraint",
    "KnownEvent",
    "KnownEvents",
    "Landmark",
    "anchor",
    "read_known_events",
]
