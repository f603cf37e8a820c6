"""Which days are left by all that a text shows of its own date.

Hard evidence comes before soft, bounds before what comes every year, for that needs a bounded stretch to cut.
What would leave nothing is given up; of hard bounds that contradict each other, the side that fewer dates
support. Of several stretches that are left in the end, the one nearest to all that the text tells is taken,
where it is plainly nearest: news tells what is near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.anchoring.constraint import Evidence
from timeline.anchoring.days import Ranges, between, common, joined, occurrences
from timeline.anchoring.likely import likely
from timeline.interval import DAY, UNKNOWN, Interval, weekday
from timeline.meaning.calendars import Days

# An open side, in days since 1970-01-01: farther than any calendar here goes.
_PAST, _FUTURE = -(10**8), 10**8
# A stretch longer than this, in days, is too long for what comes every year.
_LONGEST = 40 * 366
# The days of twins may differ by so many, for the moon is sighted.
_SIGHTING = 2
# News tells what is near: in so many days it becomes e times less likely that something is told as the last,
# the next, or still to come. A stretch that is e**1.8 (six) times likelier than any other is the one.
_NEAR, _PLAIN = {"last": 120, "next": 60, "future": 240}, 1.8
# So short must an interval be, in days, for a weekday to say which days of it are possible.
_WEEKS = 62
# Of each sort of evidence, the surest kind first.
_BOUNDS = ("dateline", "today", "current", "past", "future")
_SOFT = ("anniversary", "compared", "other_year", "announced")
_CYCLIC = ("dateline", "today", "this", "fits", "last", "next")


@dataclass(frozen=True, slots=True)
class Solution:
    """What hard evidence leaves, the best of it, and the evidence that was used, with whether it binds.

    `likely` is where in the best it most likely is, where anything tells.
    """

    hard: Interval
    best: Interval
    likely: Interval
    used: dict[Evidence, bool]


def solve(shown: Sequence[Evidence], within: Interval = UNKNOWN) -> Solution:
    """The document's own date from all that shows it, within what is known of it otherwise."""
    used: dict[Evidence, bool] = {}
    bounds = [e for e in shown if e.bounds != UNKNOWN]
    cyclic = sorted((e for e in shown if e.cycle is not None), key=lambda e: _CYCLIC.index(e.kind))
    whole = (_PAST, _FUTURE) if not within.bounded else (within.first_day or 0, (within.last_day or 0) + 1)
    ranges = _bound((whole,), _agreeing([e for e in bounds if e.hard]), used)
    ranges = _cut(ranges, [e for e in cyclic if e.hard], used)
    hard = _hull(ranges)
    ranges = _bound(ranges, sorted((e for e in bounds if not e.hard), key=_softness), used)
    ranges = _cut(ranges, [e for e in cyclic if e not in used], used)
    ranges = _nearest(ranges, used)
    best = _by_weekday(_hull(ranges), shown, used)
    near = likely(ranges, used)
    return Solution(hard, best, (near and near.intersect(best)) or best, used)


def _agreeing(bounds: Sequence[Evidence]) -> list[Evidence]:
    """Hard bounds, the surest and tightest first, without those that fewer dates support than contradict."""
    sure = [e for e in bounds if e.kind not in ("past", "future")]
    sure.sort(key=lambda e: (_BOUNDS.index(e.kind), e.bounds.days or 0, e.start))
    window = UNKNOWN
    for e in sure:
        window = window.intersect(e.bounds) or window
    lows = [e for e in bounds if e.kind == "past" and window.intersect(e.bounds) is not None]
    highs = [e for e in bounds if e.kind == "future" and window.intersect(e.bounds) is not None]
    while lows and highs:
        low, high = max(map(_start, lows)), min(map(_end, highs))
        if low < high:
            break
        kept_lows = [e for e in lows if _start(e) < high]
        kept_highs = [e for e in highs if _end(e) > low]
        if len(lows) - len(kept_lows) < len(highs) - len(kept_highs):
            lows = kept_lows
        else:
            highs = kept_highs
    return [*sure, *sorted(lows, key=_start, reverse=True), *sorted(highs, key=_end)]


def _start(e: Evidence) -> int:
    return _PAST * DAY if e.bounds.start is None else e.bounds.start


def _end(e: Evidence) -> int:
    return _FUTURE * DAY if e.bounds.end is None else e.bounds.end


def _softness(e: Evidence) -> tuple[int, int, int]:
    return _SOFT.index(e.kind), -_start(e), _end(e)


def _bound(ranges: Ranges, bounds: Iterable[Evidence], used: dict[Evidence, bool]) -> Ranges:
    """The ranges within each of the bounds in turn; what leaves nothing is given up."""
    for e in bounds:
        left = common(ranges, ((_start(e) // DAY, -(-_end(e) // DAY)),))
        if left:
            used[e] = left != ranges
            ranges = left
    return ranges


def _cut(ranges: Ranges, cyclic: Iterable[Evidence], used: dict[Evidence, bool]) -> Ranges:
    """The ranges cut by what comes every year, where they are bounded; what leaves nothing is given up."""
    for e in cyclic:
        if ranges[-1][1] - ranges[0][0] > _LONGEST:
            break
        left = common(ranges, allowed(e, (ranges[0][0], ranges[-1][1])))
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


def _nearest(ranges: Ranges, used: Mapping[Evidence, bool]) -> Ranges:
    """The stretch that what is told near it speaks for, or all of them where none is plainly likelier."""
    if len(ranges) == 1:
        return ranges
    told = [e for e, binds in used.items() if binds and e.kind in _NEAR]
    scored = sorted((sum(_distance(e, r) / _NEAR[e.kind] for e in told), -r[0], r) for r in ranges)
    if scored[0][0] + _PLAIN < scored[1][0]:
        return (scored[0][2],)
    return ranges


def _distance(e: Evidence, days: Days) -> int:
    """How many days lie between the middle of a stretch and what is told."""
    middle = (days[0] + days[1]) // 2
    if e.cycle is None:
        return abs(middle - _end(e) // DAY)
    found = occurrences(e.cycle, days)
    if e.kind == "last":
        return min((middle - o[1] for o in found if o[1] <= middle), default=0)
    return min((o[0] - middle for o in found if o[0] > middle), default=0)


def _hull(ranges: Ranges) -> Interval:
    first, after = ranges[0][0], ranges[-1][1]
    return Interval(first * DAY if first > _PAST else None, after * DAY if after < _FUTURE else None)


def _by_weekday(interval: Interval, shown: Sequence[Evidence], used: dict[Evidence, bool]) -> Interval:
    """A short interval, from the first to the last of its days on the weekday most often told."""
    named = [e for e in shown if e.weekday is not None]
    if not named or interval.days is None or interval.days > _WEEKS:
        return interval
    first, last = interval.first_day or 0, interval.last_day or 0
    told = Counter(e.weekday for e in named).most_common(1)[0][0]
    days = [d for d in range(first, last + 1) if weekday(d) == told]
    if not days:
        return interval
    binding = (days[0], days[-1]) != (first, last)
    used.update((e, binding) for e in named if e.weekday == told)
    return Interval.of_days(days[0], days[-1])
