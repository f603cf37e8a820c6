"""Which events of a long timeline are drawn: the best known of each lane and part of the axis, fairly.

What is left of a lane's part is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.dashboard.columns import Chosen, Columns, Values

# Events that one answer carries, and parts that the axis is cut into for choosing and counting.
MOST_SENT, PARTS = 600, 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Which events stand in which lane, the best known first; one with several people may stand in several.

    The lane behind the `lanes` that have a name is that of the rest.
    """

    events: NDArray[np.int64]
    lane: NDArray[np.int16]
    lanes: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of the axis in one lane: how many events begin in it, and the best known of them."""

    lane: int
    start: float
    end: float
    count: int
    events: tuple[int, ...]


def standing(values: Values, lanes: Sequence[str], best: NDArray[np.int64]) -> Standing:
    """Where all events stand, in lanes of these values; `best` has the best known first."""
    rest = len(lanes)
    lane_of = np.full(len(values.names) + 1, rest, np.int16)
    for number, name in enumerate(lanes):
        lane_of[values.number(name)] = number
    lane = lane_of[values.numbers]
    if values.events is None:
        return Standing(best, lane[best], rest)
    rank = np.empty_like(best)
    rank[best] = np.arange(len(best))
    shown = lane < rest
    of = values.events[shown]
    others = np.ones(len(best), np.bool_)
    others[of] = False
    each = rest + 1
    pairs = np.unique(np.concatenate([rank[of] * each + lane[shown], rank[others] * each + rest]))
    return Standing(best[pairs // each], (pairs % each).astype(np.int16), rest)


def cells(stand: Standing, columns: Columns, chosen: Chosen, low: float, high: float) -> list[Cell]:
    """The cells of a window that chosen events are in, lane by lane."""
    size = max((high - low) / PARTS, 1 / 24)
    inside = chosen & columns.dated & (columns.first < high) & (columns.last >= low)
    here = np.flatnonzero(inside[stand.events])
    events = stand.events[here]
    part = np.floor((np.maximum(columns.first[events], low) - low) / size).astype(np.int16)
    # Rounding may put the last moment behind the last part.
    cell = stand.lane[here] * np.int16(PARTS + 1) + part
    order = np.argsort(cell, kind="stable")
    counts = np.bincount(cell, minlength=(stand.lanes + 1) * (PARTS + 1))
    begins = np.cumsum(counts) - counts
    most = max(2, 4 * MOST_SENT // (PARTS * (stand.lanes + 1)))
    found = []
    for at in np.flatnonzero(counts).tolist():
        lane, number = divmod(at, PARTS + 1)
        count, begin = int(counts[at]), int(begins[at])
        known = tuple(events[order[begin : begin + min(count, most)]].tolist())
        found.append(Cell(lane, low + number * size, low + (number + 1) * size, count, known))
    return found


def fairly(found: Sequence[Cell], most: int = MOST_SENT) -> dict[int, None]:
    """At most so many events, the best known of every cell before the second best of any."""
    sent: dict[int, None] = {}
    for turn in range(max((len(cell.events) for cell in found), default=0)):
        for cell in found:
            if turn < len(cell.events) and len(sent) < most:
                sent[cell.events[turn]] = None
    return sent
