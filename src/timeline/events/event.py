"""What is an event: what happened, who took part, where, when and why then, in which words."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from timeline.document import Frozen, Span
from timeline.interval import Interval


class EventType(StrEnum):
    """PLOVER's event types, then the project's extension in the same style (see docs/design.md)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    ELECTION = "ELECTION"
    DISASTER = "DISASTER"
    ACCIDENT = "ACCIDENT"
    CRIME = "CRIME"
    DEATH = "DEATH"
    APPOINTMENT = "APPOINTMENT"
    LEGAL = "LEGAL"
    CEREMONY = "CEREMONY"
    ECONOMY = "ECONOMY"
    SPORT = "SPORT"
    HEALTH = "HEALTH"
    SCIENCE = "SCIENCE"
    CULTURE = "CULTURE"
    INFRASTRUCTURE = "INFRASTRUCTURE"
    STATEMENT = "STATEMENT"
    OTHER = "OTHER"


# What befalls people: nobody plans it, and nobody does it.
BEFALLING = frozenset((EventType.DISASTER, EventType.ACCIDENT))


class Modality(StrEnum):
    """Whether it really happened, as the text tells it."""

    HAPPENED = "happened"
    SCHEDULED = "scheduled"
    ONGOING = "ongoing"
    NEGATED = "negated"
    ALLEGED = "alleged"
    CONDITIONAL = "conditional"


class Participant(Frozen):
    """Someone who takes part; offsets are half-open code points of the mention in the raw text."""

    name: str
    role: str  # agent, recipient, organiser, participant, victim, other
    start: int
    end: int


class Place(Frozen):
    """Where it happens; the span is that of the mention, the name canonical."""

    name: str
    country: str | None = None  # ISO 3166-1 alpha-2
    latitude: float | None = None
    longitude: float | None = None
    start: int
    end: int


class EventMention(Frozen):
    """Where a document tells of an event: word, sentence, and the index of the expression that dates it."""

    trigger: Span
    quote: Span
    expression: int | None = None


class Attribution(Frozen):
    """Who says so: the name as the text has it, and where."""

    name: str
    start: int
    end: int


class Event(Frozen):
    """One happening as one document tells it. Spans are half-open code points of the raw text.

    `expression` is the index of the document's time expression that dates it, None where none does.
    `interval` is open on both sides where the text does not date it. `mentions` are all places where the
    document tells of it, in text order, that of `trigger` and `quote` among them. `confidence` is from 0 to
    1, see confidence.py.
    """

    title: str
    type: EventType
    modality: Modality
    interval: Interval
    granularity: str
    edtf: str
    basis: str
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    trigger: Span
    quote: Span
    expression: int | None = None
    mentions: tuple[EventMention, ...] = ()
    attribution: Attribution | None = None
    confidence: float = 1.0
    confidence_reasons: tuple[str, ...] = ()
    # ISO weekday (1 is Monday) where the day is one of a set: any such weekday inside the interval.
    weekday: int | None = None

    def json_object(self) -> dict[str, Any]:
        """The object that `timeline extract --jsonl` prints."""
        return self.model_dump(mode="json")
