"""What is a mark: how one event looks on the time axis, before anything is drawn.

A known day is a point; a span that the text gives in full is a solid bar; an interval within which the event
lies is a soft bar that fades towards its ends; an open side fades out over a length that suits the axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline.charts.row import Row
from timeline.interval import Granularity, day_number

# What Plotly's date axis can hold.
FIRST_DAY = day_number(-9990, 1, 1)
LAST_DAY = day_number(9990, 1, 1)

# The shares of all days that the opening view may be content with.
_BULK = (0.95, 0.9, 0.85, 0.8)


class Shape(StrEnum):
    """What is drawn."""

    DAY = "day"
    SPAN = "span"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the axis: half-open [start, end) in days since 1970-01-01.

    On an open side the number is where the fading ends, not a date that anyone told.
    """

    event: int
    shape: Shape
    start: int
    end: int
    open_start: bool = False
    open_end: bool = False

    @property
    def bounded(self) -> bool:
        return not (self.open_start or self.open_end)


@dataclass(frozen=True, slots=True)
class Extent:
    """The days that the axis shows: all of the events, and the view that it opens with, both half-open."""

    start: int
    end: int
    view_start: int
    view_end: int


def drawable(row: Row) -> bool:
    """Whether the event has a place on the axis: dated, the right way round, and within Plotly's years."""
    ends = [day for day in (row.earliest, row.latest) if day is not None]
    return bool(ends) and ends == sorted(ends) and all(FIRST_DAY <= day < LAST_DAY for day in ends)


def shape(row: Row) -> Shape:
    """A day, a span that is known from end to end, or an interval in which the event lies somewhere."""
    if row.earliest is not None and row.earliest == row.latest:
        return Shape.DAY
    known = row.granularity == Granularity.RANGE or (row.modality == "ongoing" and row.earliest is not None)
    return Shape.SPAN if known else Shape.SOFT


def fade_length(rows: Iterable[Row]) -> int:
    """How many days an open side takes to fade out: a twentieth of the opening view, at least three days."""
    days = [d for r in rows if drawable(r) for d in (r.earliest, r.latest) if d is not None]
    if not days:
        return 3
    low, high = _core(days)
    return max(3, (high - low) // 20)


def marks(rows: Sequence[Row]) -> list[Mark]:
    """The marks of all events that can be drawn, in the rows' order; `event` is the row's index."""
    fade = fade_length(rows)
    found = []
    for index, row in enumerate(rows):
        if not drawable(row):
            continue
        first, last = row.earliest, row.latest
        start = first if first is not None else (last or 0) + 1 - fade
        end = last + 1 if last is not None else start + fade
        start, end = max(FIRST_DAY, start), min(LAST_DAY, end)
        found.append(Mark(index, shape(row), start, end, first is None, last is None))
    return found


def extent(found: Sequence[Mark]) -> Extent:
    """What the axis covers; the view opens on the bulk, so that one event decades away flattens nothing."""
    if not found:
        return Extent(0, 1, 0, 1)
    start, end = min(m.start for m in found), max(m.end for m in found)
    low, high = _core([d for m in found for d in (m.start, m.end)])
    pad = max(2, (end - start) // 25)
    near = max(2, (high - low) // 25)
    return Extent(
        max(FIRST_DAY, start - pad),
        min(LAST_DAY, end + pad),
        max(FIRST_DAY, low - near),
        min(LAST_DAY, high + near),
    )


def _core(days: list[int]) -> tuple[int, int]:
    """The ends of the bulk: all of it, unless a few days left out make it four times shorter."""
    ordered = sorted(days)
    low, high = ordered[0], max(ordered[-1], ordered[0] + 1)
    for most in _BULK:
        least = max(2, round(len(ordered) * most))
        if least > len(ordered):
            break
        length, first = min((ordered[i + least - 1] - ordered[i], i) for i in range(len(ordered) - least + 1))
        if 0 < 4 * length < high - low:
            low, high = ordered[first], ordered[first] + length
    return low, high
