"""Which days are left by all that a text shows of its own date.

Bounds come first: they leave a window. In a bounded window, what comes every year cuts the days further; of
several stretches that are left, the one nearest to all that the text tells is taken, for news tells what is
near. What contradicts the rest is given up: the vaguer kind before the surer one, soft before hard, and of
bounds that contradict each other the side that fewer words support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.anchoring.constraint import Evidence
from timeline.anchoring.days import Ranges, between, common, joined, occurrences
from timeline.interval import DAY, UNKNOWN, Interval, weekday
from timeline.meaning.calendars import Days

# A window longer than this, in days, is too long for what comes every year.
_LONGEST = 40 * 366
# The days of twins may differ by so many, for the moon is sighted. A stretch that is not so many times nearer
# than another is not taken instead of it.
_SIGHTING, _NEARER = 2, 3
# So short must an interval be, in days, for a weekday to say which days of it are possible.
_WEEKS = 62
# What gives bounds by itself, what gives soft bounds, and what comes every year, the surest kind first.
_CERTAIN = ("dateline", "today", "current")
_SOFT = ("anniversary", "compared", "other_year", "announced")
_CYCLIC = ("dateline", "today", "this", "fits", "last", "next")


@dataclass(frozen=True, slots=True)
class Solution:
    """What hard evidence leaves, the best of it, and the evidence that was used, with whether it binds."""

    hard: Interval
    best: Interval
    used: dict[Evidence, bool]


def solve(shown: Sequence[Evidence]) -> Solution:
    """The document's own date from all that shows it."""
    hard, _ = _window([e for e in shown if e.hard])
    window, used = _window(shown)
    if not window.bounded or (window.days or 0) > _LONGEST:
        return Solution(hard, window, used)
    ranges = _cut(((window.first_day or 0, (window.last_day or 0) + 1),), shown, used)
    if hard.bounded:
        whole = ((hard.first_day or 0, (hard.last_day or 0) + 1),)
        hard = _hull(_cut(whole, [e for e in shown if e.hard], {}))
    best = _hull(_nearest(ranges, used))
    return Solution(hard, _by_weekday(best, shown, used), used)


def _window(shown: Sequence[Evidence]) -> tuple[Interval, dict[Evidence, bool]]:
    """What bounds leave, and those that were used."""
    used: dict[Evidence, bool] = {}
    window = UNKNOWN
    certain = [e for e in shown if e.kind in _CERTAIN and e.bounds != UNKNOWN]
    for e in sorted(certain, key=lambda e: (_CERTAIN.index(e.kind), e.bounds.days or 0, e.start)):
        both = window.intersect(e.bounds)
        if both is not None:
            used[e] = both != window
            window = both
    lows = [e for e in shown if e.kind == "past" and window.intersect(e.bounds) is not None]
    highs = [e for e in shown if e.kind == "future" and window.intersect(e.bounds) is not None]
    while lows and highs:
        low, high = max(map(_start, lows)), min(map(_end, highs))
        if low < high:
            break
        late = [e for e in lows if _start(e) >= high]
        early = [e for e in highs if _end(e) <= low]
        if len(late) < len(early):
            lows = [e for e in lows if e not in late]
        else:
            highs = [e for e in highs if e not in early]
    bounds = [*sorted(lows, key=_start, reverse=True), *sorted(highs, key=_end)]
    bounds += sorted((e for e in shown if not e.hard and e.bounds != UNKNOWN), key=_softness)
    for e in bounds:
        both = window.intersect(e.bounds)
        if both is not None:
            used[e] = both != window
            window = both
    return window, used


def _start(e: Evidence) -> int:
    assert e.bounds.start is not None
    return e.bounds.start


def _end(e: Evidence) -> int:
    assert e.bounds.end is not None
    return e.bounds.end


def _softness(e: Evidence) -> tuple[int, int, int]:
    """Of soft bounds the surest kind first, and of a kind the tightest."""
    end = 0 if e.bounds.end is None else e.bounds.end
    return _SOFT.index(e.kind), -(e.bounds.start or 0), end


def _cut(ranges: Ranges, shown: Sequence[Evidence], used: dict[Evidence, bool]) -> Ranges:
    """The ranges cut by what comes every year, the surest first; what leaves nothing is given up."""
    cyclic = [e for e in shown if e.cycle is not None]
    for e in sorted(cyclic, key=lambda e: (not e.hard, _CYCLIC.index(e.kind))):
        window = (ranges[0][0], ranges[-1][1])
        left = common(ranges, allowed(e, window))
        if left:
            used[e] = left != ranges
            ranges = left
    return ranges


def allowed(e: Evidence, window: Days) -> Ranges:
    """The days of a window that something periodic leaves."""
    assert e.cycle is not None
    before, after = e.reach
    wide = (window[0] - abs(before) - 1, window[1] + abs(after) + 1)
    found = occurrences(e.cycle, wide)
    if e.twin is not None:
        others = occurrences(e.twin, wide)
        found = tuple(d for d in found if any(abs(d[0] - o[0]) <= _SIGHTING for o in others))
    if e.kind in ("last", "next"):
        return between(found, window)
    return joined((first - before, last + after) for first, last in found)


def _nearest(ranges: Ranges, used: Iterable[Evidence]) -> Ranges:
    """The stretch that is nearest to what the text tells, or all of them where none is plainly nearest."""
    if len(ranges) == 1:
        return ranges
    told = [e for e in used if e.kind in ("past", "future", "last", "next")]
    scored = sorted((sum(_distance(e, r) for e in told), -r[0], r) for r in ranges)
    if scored[0][0] * _NEARER < scored[1][0]:
        return (scored[0][2],)
    return ranges


def _distance(e: Evidence, days: Days) -> int:
    """How many days lie between the middle of a stretch and what is told."""
    middle = (days[0] + days[1]) // 2
    match e.kind:
        case "past":
            return abs(middle - _start(e) // DAY)
        case "future":
            return abs(_end(e) // DAY - middle)
    assert e.cycle is not None
    found = occurrences(e.cycle, days)
    if e.kind == "last":
        return min((middle - o[1] for o in found if o[1] <= middle), default=0)
    return min((o[0] - middle for o in found if o[0] > middle), default=0)


def _hull(ranges: Ranges) -> Interval:
    return Interval(ranges[0][0] * DAY, ranges[-1][1] * DAY)


def _by_weekday(interval: Interval, shown: Sequence[Evidence], used: dict[Evidence, bool]) -> Interval:
    """A short interval, from the first to the last of its days on the weekday most often told."""
    named = [e for e in shown if e.weekday is not None]
    first, last = interval.first_day or 0, interval.last_day or 0
    if not named or last - first + 1 > _WEEKS:
        return interval
    told = Counter(e.weekday for e in named).most_common(1)[0][0]
    days = [d for d in range(first, last + 1) if weekday(d) == told]
    if not days:
        return interval
    binding = (days[0], days[-1]) != (first, last)
    used.update((e, binding) for e in named if e.weekday == told)
    return Interval.of_days(days[0], days[-1])
