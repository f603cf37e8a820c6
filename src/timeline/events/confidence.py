"""How sure is it that an event is one, and is told right: points for and against, in a table people can read.

The sum is a share from 0 to 1 by which events can be ranked and filtered. It is no probability.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.event import Attribution, Modality
from timeline.events.evidence import ENOUGH
from timeline.events.merging import Told

START = 0.4
WEIGHTS = {
    "clearly told": 0.2,
    "barely told": -0.1,
    "dated to the day": 0.2,
    "dated": 0.1,
    "undated": -0.1,
    "parties named": 0.15,
    "a party named": 0.05,
    "nobody named": -0.1,
    "place named": 0.05,
    "told more than once": 0.1,
    "as somebody says": -0.05,
    "alleged": -0.15,
    "conditional": -0.2,
}
# Points of evidence above what a trigger needs, from which on it is clear, and up to which it is barely one.
_CLEAR, _BARE = 1.5, 0.5


def confidence_of(best: Told, mentions: int, says: Attribution | None) -> tuple[float, tuple[str, ...]]:
    """The share, rounded to hundredths, and the names of the points that make it."""
    found = tuple(_reasons(best, mentions, says))
    return round(min(1.0, max(0.0, START + sum(WEIGHTS[name] for name in found))), 2), found


def _reasons(best: Told, mentions: int, says: Attribution | None) -> Iterator[str]:
    above = best.trigger.score - ENOUGH
    if above >= _CLEAR:
        yield "clearly told"
    elif above < _BARE:
        yield "barely told"
    yield {3: "dated to the day", 2: "dated"}.get(best.dated, "undated")
    yield ("nobody named", "a party named", "parties named")[min(len(best.names), 2)]
    if best.place is not None:
        yield "place named"
    if mentions > 1:
        yield "told more than once"
    if says is not None:
        yield "as somebody says"
    if best.modality in (Modality.ALLEGED, Modality.CONDITIONAL):
        yield best.modality.value
