"""When is a document's own date, from all that states it and, where nothing does, from what its text shows.

Metadata comes first, then the day that the text bears, then the article's address, then inference. Where two
of them disagree by more than a day, the first is kept, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.anchoring.address import day_of_address
from timeline.anchoring.constraint import Constraint
from timeline.anchoring.inference import borne_day, infer
from timeline.anchoring.known import Landmark
from timeline.document import Basis, CreationTime, Document
from timeline.interval import DAY, UNKNOWN, Granularity, Interval, edtf
from timeline.tagger import Mention

# How sure a date is: beside the text, in it before its agency or by its place alone, in its address; and what
# is left of that for each source that disagrees. Of datelines 99% are measured right.
STATED, BORNE, PLACED, ADDRESS, DOUBT = 0.99, 0.99, 0.97, 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Stated:
    """A document's own date, what its text shows of it, and where its sources disagree, in words.

    `hard` is what is left of time by that alone which must hold, `likely` where in that it is likely.
    """

    published: CreationTime
    hard: Interval = UNKNOWN
    likely: Interval = UNKNOWN
    constraints: tuple[Constraint, ...] = ()
    warnings: tuple[str, ...] = ()


def creation_time(document: Document, mentions: Sequence[Mention], landmarks: Sequence[Landmark]) -> Stated:
    """The document's own date. `mentions` are those of its text."""
    borne = borne_day(document.text, mentions, document.language)
    address = day_of_address(document.url)
    told = [
        ("the metadata", document.published),
        ("the dateline", None if borne is None else borne.interval),
        ("the address", address),
    ]
    given = [(name, when) for name, when in told if when is not None]
    warnings = _disagreements(given)
    if document.published is not None:
        sure = _doubted(STATED, warnings)
        found = CreationTime(interval=document.published, basis=Basis.METADATA, confidence=sure)
        return Stated(found, document.published, document.published, (), warnings)
    if borne is not None:
        sure = _doubted(BORNE if borne.hard else PLACED, warnings)
        found = CreationTime(
            interval=borne.interval, basis=Basis.TEXT, reasons=(borne.reason,), confidence=sure
        )
        return Stated(found, borne.interval, borne.interval, (borne,), warnings)
    if address is not None and address.days == 1:
        reason = f"the address names the day: {edtf(address, Granularity.DAY)}"
        sure = _doubted(ADDRESS, warnings)
        found = CreationTime(interval=address, basis=Basis.METADATA, reasons=(reason,), confidence=sure)
        return Stated(found, address, address, (), warnings)
    found, solution, constraints = infer(document.text, mentions, document.language, landmarks, address)
    return Stated(found, solution.hard, solution.likely, constraints, warnings)


def _doubted(confidence: float, warnings: Sequence[str]) -> float:
    """Less sure where other sources say otherwise."""
    return round(confidence * DOUBT ** len(warnings), 2)


def _disagreements(given: Sequence[tuple[str, Interval]]) -> tuple[str, ...]:
    """A line for each source that is more than a day off the first."""
    return tuple(
        f"{given[0][0]} says {_written(given[0][1])}, {name} {_written(when)}: {given[0][0]} is kept"
        for name, when in given[1:]
        if _apart(given[0][1], when)
    )


def _apart(a: Interval, b: Interval) -> bool:
    wide = Interval(None if a.start is None else a.start - DAY, None if a.end is None else a.end + DAY)
    return wide.intersect(b) is None


def _written(when: Interval) -> str:
    return edtf(when, Granularity.RANGE)
