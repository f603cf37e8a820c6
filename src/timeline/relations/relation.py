"""What is a relation: in which words a text says that one event lies before, after or during another."""

from __future__ import annotations

from typing import Literal

from timeline.document import Frozen, Span
from timeline.events.event import Event

Kind = Literal["before", "after", "during", "since", "until", "day_before", "day_after"]


class Relation(Frozen):
    """ISO-TimeML's TLINK in small, in a form that needs the text no more.

    `subject` and `anchor` are indices of the document's events; `known` is the key of a known event. `least`
    and `most` are the days from anchor to subject, negative before it, None without a bound.
    """

    kind: Kind
    subject: int
    anchor: int | None = None
    known: str | None = None
    least: int | None = None
    most: int | None = None
    words: Span  # the words that say so, "two days after"
    anchor_span: Span


class Contradiction(Frozen):
    """A relation that gave way, and the event that it would have left no day. Both are indices."""

    relation: int
    event: int


class Related(Frozen):
    """Events, in the same order as before, with what their relations leave of time."""

    events: tuple[Event, ...]
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
