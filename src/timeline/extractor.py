"""What is an extractor: it takes a document and settings and gives all that the text says happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from timeline.anchoring import Anchored, Constraint, KnownEvent, KnownEvents, anchor
from timeline.document import CreationTime, Document, Frozen, stable_id
from timeline.events import Event, extract_events
from timeline.expression import TimeExpression
from timeline.interval import UNKNOWN, Interval
from timeline.language_model import PROMPT_VERSION, Budget, Endpoint, find_events
from timeline.meaning import Preference
from timeline.relations import Contradiction, Relation, relate

_PARTS = ("interval.py", "language", "tagger", "meaning", "anchoring", "events", "relations", "languages")
_READ = (".py", ".toml", ".txt", ".json", ".csv")


class Settings(Frozen):
    """What the reading of a document depends on beside the document: whoever reads decides it."""

    prefer: Preference = "past"
    events: tuple[KnownEvent, ...] = ()
    # A language model that finds the events; None is our own rules.
    model: Endpoint | None = None


class Extracted(Frozen):
    """A document with all that its text says happened, and when."""

    document: Document
    published: CreationTime
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    # What the text shows of its own date: what is left by what must hold, and where in it it is likely.
    hard: Interval = UNKNOWN
    likely: Interval = UNKNOWN
    constraints: tuple[Constraint, ...] = ()
    # How its events lie to each other, and which of that gave way.
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    # What is doubtful about the document, for people.
    warnings: tuple[str, ...] = ()
    # Which extractor read it, with which settings.
    extractor: str = ""


def extract(document: Document, settings: Settings | None = None) -> Extracted:
    """All that the text says happened, and when."""
    settings = settings or Settings()
    anchored = anchor(document, prefer=settings.prefer, events=_known(settings.events))
    warnings = list(anchored.warnings)
    events = finder(settings, warnings.append)(document, anchored)
    related = relate(document, anchored, events)
    return Extracted(
        document=document,
        published=anchored.published,
        expressions=anchored.expressions,
        events=related.events,
        hard=anchored.hard,
        likely=anchored.likely,
        constraints=anchored.constraints,
        relations=related.relations,
        contradictions=related.contradictions,
        warnings=tuple(warnings),
        extractor=extractor_of(document, settings),
    )


class Finder(Protocol):
    """Finds the events of a document whose time expressions are resolved: our rules, or a language model."""

    def __call__(self, document: Document, anchored: Anchored) -> tuple[Event, ...]: ...


def finder(settings: Settings, warn: Callable[[str], None]) -> Finder:
    """Who finds the events; `warn` is told what of them is doubtful."""
    endpoint = settings.model
    if endpoint is None:
        return extract_events
    return lambda document, anchored: find_events(document, anchored, endpoint, _budget(endpoint), warn)


def extractor_of(document: Document, settings: Settings) -> str:
    """Which extractor reads this document so: a hash that changes where another reading may come out.

    Of the known events only those count that the text names: a new one concerns no other document.
    """
    known = sorted({mark.event.key for mark in _known(settings.events).find(document.text)})
    model = settings.model
    asked = () if model is None else ("model", model.url, model.model, str(PROMPT_VERSION))
    if settings.prefer == "past" and not known and not asked:
        return extractor_version()
    return stable_id("extractor", extractor_version(), settings.prefer, *known, *asked)


@cache
def extractor_version() -> str:
    """A hash of the code and data that turn a document into events; the same on any machine."""
    package = files("timeline")
    own = package.joinpath("extractor.py").read_text("utf-8")
    return stable_id(own, *(piece for part in _PARTS for piece in _pieces(package.joinpath(part), part)))


@cache
def _budget(endpoint: Endpoint) -> Budget:
    return Budget(endpoint.budget)


@cache
def _known(events: tuple[KnownEvent, ...]) -> KnownEvents:
    return KnownEvents(events)


def _pieces(place: Traversable, name: str) -> Iterator[str]:
    if place.is_dir():
        for child in sorted(place.iterdir(), key=lambda c: c.name):
            if child.is_dir() or child.name.endswith(_READ):
                yield from _pieces(child, f"{name}/{child.name}")
    else:
        yield name
        yield place.read_text("utf-8")
