"""Where in what is left of time was a text most likely written: near all that it tells, as news is.

The likelihood of a day falls by e with each so many days to the last "last April", the next "next October",
the nearest date still to come and the newest of the past. How many is measured on dated news, and nearly the
same in either half of it; benchmarks/dating.py measures how often the likely days hold the true one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp

from timeline.anchoring.constraint import Evidence
from timeline.anchoring.days import Ranges, occurrences
from timeline.interval import DAY, Interval
from timeline.meaning.calendars import Days

# In days, for each kind of evidence.
NEAR = {"last": 104, "next": 33, "future": 400, "past": 2000}
# The likely days hold so much of the likelihood.
SHARE = 0.8
# A stretch longer than this, in days, is not weighed: no single stretch of it is likely.
_LONGEST = 12 * 366


def likely(ranges: Ranges, used: Iterable[Evidence]) -> Interval | None:
    """The shortest stretch of the ranges with four fifths of the likelihood; None where nothing tells."""
    told = [e for e in used if e.kind in NEAR and (e.cycle is not None or e.kind in ("past", "future"))]
    window = (ranges[0][0], ranges[-1][1])
    if not told or window[1] - window[0] > _LONGEST:
        return None
    days = [d for first, after in ranges for d in range(first, after)]
    far = [0.0] * len(days)
    for kind, scale in NEAR.items():
        if places := sorted({p for e in told if e.kind == kind for p in _places(e, window)}):
            far = [f + _apart(kind, places, d) / scale for f, d in zip(far, days, strict=True)]
    least = min(far)
    first, last = _shortest([exp(least - f) for f in far])
    return Interval.of_days(days[first], days[last])


def _places(e: Evidence, window: Days) -> Iterable[int]:
    """The days from which the distance to evidence is counted."""
    if e.cycle is not None:
        found = occurrences(e.cycle, (window[0] - 366, window[1] + 366))
        return (o[1] if e.kind == "last" else o[0] for o in found)
    end = e.bounds.end if e.kind == "future" else e.bounds.start
    return () if end is None else (end // DAY,)


def _apart(kind: str, places: Sequence[int], day: int) -> int:
    """How far a day is from the nearest place on the side that the kind tells; 0 where there is none."""
    if kind in ("last", "past"):
        at = bisect_right(places, day)
        return day - places[at - 1] if at else 0
    at = bisect_left(places, day)
    return places[at] - day if at < len(places) else 0


def _shortest(weights: Sequence[float]) -> tuple[int, int]:
    """First and last index of the shortest stretch with the share of the sum, the earliest of equals."""
    sums = [0.0, *accumulate(weights)]
    wanted = SHARE * sums[-1] * (1 - 1e-9)
    best, last = (0, len(weights) - 1), 0
    for first in range(len(weights)):
        while last < len(weights) and sums[last + 1] - sums[first] < wanted:
            last += 1
        if last == len(weights):
            break
        if last - first < best[1] - best[0]:
            best = first, last
    return best
