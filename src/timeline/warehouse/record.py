"""What does the warehouse take in: what was extracted from a document, and which run brought it."""

from __future__ import annotations

import datetime as dt

from timeline.document import CreationTime, Document, Frozen
from timeline.events.event import Event
from timeline.expression import TimeExpression


class Extracted(Frozen):
    """A document with all that its text says happened, and when."""

    document: Document
    published: CreationTime
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]


class Run(Frozen):
    """One run of the flow. `started` has a time zone."""

    started: dt.datetime


class LoadReport(Frozen):
    """What one load wrote."""

    documents: int
    events: int
    rejects: int
