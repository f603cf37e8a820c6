"""Which days are possible: a set of days as disjoint ranges in order, [first, after) since 1970-01-01."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.interval import DAY
from timeline.meaning.calendars import Days, unit_index
from timeline.meaning.cycles import KINDS, occurrence
from timeline.meaning.terms import Periodic

Ranges = tuple[Days, ...]


def common(a: Sequence[Days], b: Sequence[Days]) -> Ranges:
    """The days of both; ranges stay as finely cut as the finer of the two."""
    out: list[Days] = []
    i = j = 0
    while i < len(a) and j < len(b):
        first, after = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if first < after:
            out.append((first, after))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def joined(ranges: Iterable[Days]) -> Ranges:
    """The ranges in order, those that overlap made one."""
    out: list[Days] = []
    for first, after in sorted(ranges):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(after, out[-1][1]))
        else:
            out.append((first, after))
    return tuple(out)


def occurrences(p: Periodic, window: Days) -> Ranges:
    """When a periodic thing is in a window, and the time before and after that."""
    cycle = KINDS[p.kind][0]
    found = (
        occurrence(p, i) for i in range(unit_index(cycle, window[0]) - 1, unit_index(cycle, window[1]) + 2)
    )
    return tuple((o.start // DAY, o.end // DAY) for o in found if o is not None)


def between(ranges: Sequence[Days], window: Days) -> Ranges:
    """The days of a window that are in none of the ranges, cut at each of them."""
    out: list[Days] = []
    first = window[0]
    for begins, after in ranges:
        if first < min(begins, window[1]):
            out.append((first, min(begins, window[1])))
        first = max(first, after)
    if first < window[1]:
        out.append((first, window[1]))
    return tuple(out)
