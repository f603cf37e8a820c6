"""What does the warehouse take in: what was extracted from a document, and which run brought it."""

from __future__ import annotations

import datetime as dt
import time

from pydantic import Field

from timeline.anchoring import Constraint
from timeline.document import CreationTime, Document, Frozen
from timeline.events.event import Event
from timeline.expression import TimeExpression
from timeline.relations import Contradiction, Relation


class Extracted(Frozen):
    """A document with all that its text says happened, and when."""

    document: Document
    published: CreationTime
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    # What the text shows of its own date.
    constraints: tuple[Constraint, ...] = ()
    # How its events lie to each other, and which of that gave way.
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    # What is doubtful about the document, for people.
    warnings: tuple[str, ...] = ()


class Run(Frozen):
    """One run of the flow. `started` has a time zone; `clock` is time.perf_counter() at that moment."""

    started: dt.datetime
    clock: float = Field(default_factory=time.perf_counter)
    # Documents that were left as they are.
    unchanged: int = 0


class Changes(Frozen):
    """Events that one load added, changed and removed; one that it told again as before is none of them."""

    added: int = 0
    changed: int = 0
    removed: int = 0


class LoadReport(Frozen):
    """What one load wrote, and how many documents it removed."""

    documents: int
    events: int
    rejects: int
    removed: int = 0
    changes: Changes = Changes()
