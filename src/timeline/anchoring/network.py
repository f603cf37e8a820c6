"""Which days are left when events bound each other: a network of intervals, propagated to a fixed point.

Each event is a day in an interval; a link says that one lies so many days after another, at least and at
most. Bounds travel along the links until nothing moves. Where they leave an event no day, the weakest of what
made it so gives way, is reported, and the rest is propagated anew, so that nothing loops.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

_FOREVER = 10**9


@dataclass(frozen=True, slots=True)
class Link:
    """Event `later` lies `least` to `most` days after `earlier`; None is no bound. More weight is surer.

    One way, it bounds `later` alone: what happened during a visit says nothing of when the visit was.
    """

    earlier: int
    later: int
    least: int | None = 0
    most: int | None = None
    weight: float = 1.0
    one_way: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A link that was given up, and the event that it would have left no day."""

    link: int
    event: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last possible day of each event; None is open. Conflicts in the order in which they arose."""

    first: tuple[int | None, ...]
    last: tuple[int | None, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Side:
    """One side of all intervals, written so that a bound only ever grows; last days are written negative."""

    own: list[int]
    out: list[list[tuple[int, int, int]]]  # from an event: (to, days added, link)
    into: list[list[int]]  # the events that bound an event
    best: list[int]
    cause: list[tuple[int, int]]  # (link, from): what gave the bound, (-1, -1) where the event has it itself
    raised: list[int]  # how often it has been raised
    moved: list[tuple[int, int]]  # a heap of (bound, event) whose links are still to be followed

    @classmethod
    def of(cls, own: list[int]) -> _Side:
        n = len(own)
        moved = [(-bound, v) for v, bound in enumerate(own) if bound > -_FOREVER]
        heapq.heapify(moved)
        return cls(own, [[] for _ in own], [[] for _ in own], own[:], [(-1, -1)] * n, [0] * n, moved)

    def connect(self, source: int, target: int, days: int, link: int) -> None:
        self.out[source].append((target, days, link))
        self.into[target].append(source)

    def chain(self, event: int) -> list[int]:
        """The links that an event's bound rests on, the nearest first; a circle once round."""
        links: list[int] = []
        seen: set[int] = set()
        while event not in seen and self.cause[event][0] >= 0:
            seen.add(event)
            link, event = self.cause[event]
            links.append(link)
        return links

    def circle(self, event: int) -> list[int]:
        """The links of the circle that an event's bound runs in, none where it runs in none."""
        links: list[int] = []
        at = event
        for _ in self.out:
            link, at = self.cause[at]
            if link < 0:
                return []
            links.append(link)
            if at == event:
                return links
        return []

    def follow(self, event: int) -> None:
        """Follow an event's links again."""
        if self.best[event] > -_FOREVER:
            heapq.heappush(self.moved, (-self.best[event], event))

    def forget(self, link: int, ends: tuple[int, int]) -> None:
        """Take back every bound that rests on a link, and find them anew."""
        stale = [v for v in ends if self.cause[v][0] == link]
        seen = set(stale)
        for v in stale:
            for target, _, _ in self.out[v]:
                if self.cause[target][1] == v and target not in seen:
                    seen.add(target)
                    stale.append(target)
        for v in stale:
            self.best[v], self.cause[v], self.raised[v] = self.own[v], (-1, -1), 0
        for event in sorted({*stale, *(u for v in stale for u in self.into[v])}):
            self.follow(event)


# A bound that is raised so often may run in a circle: look.
_OFTEN = 16


def propagate(given: Sequence[tuple[int | None, int | None]], links: Sequence[Link]) -> Bounds:
    """The tightest bounds that the links leave of the days that each event has of itself.

    `given` is first and last possible day, both inclusive; what events have of themselves is never given up.
    """
    low = _Side.of([-_FOREVER if a is None else a for a, _ in given])
    high = _Side.of([-_FOREVER if b is None else -b for _, b in given])
    for i, link in enumerate(links):
        if link.least is not None:
            low.connect(link.earlier, link.later, link.least, i)
            if not link.one_way:
                high.connect(link.later, link.earlier, link.least, i)
        if link.most is not None:
            high.connect(link.earlier, link.later, -link.most, i)
            if not link.one_way:
                low.connect(link.later, link.earlier, -link.most, i)
    alive = [True] * len(links)
    conflicts: list[Conflict] = []
    while broken := _settle(low, high, alive) or _settle(high, low, alive):
        event, culprits = broken
        weakest = min(culprits, key=lambda i: (links[i].weight, -i))
        alive[weakest] = False
        conflicts.append(Conflict(weakest, event))
        for side in (low, high):
            side.forget(weakest, (links[weakest].earlier, links[weakest].later))
    return Bounds(
        tuple(None if b == -_FOREVER else b for b in low.best),
        tuple(None if b == -_FOREVER else -b for b in high.best),
        tuple(conflicts),
    )


def _settle(side: _Side, other: _Side, alive: list[bool]) -> tuple[int, list[int]] | None:
    """Let bounds travel on one side until none moves; else an event without a day, and the links to blame."""
    best = side.best
    while side.moved:
        bound, v = heapq.heappop(side.moved)
        if -bound != best[v]:
            continue
        for target, days, link in side.out[v]:
            reached = best[v] + days
            if not alive[link] or reached <= best[target]:
                continue
            best[target], side.cause[target] = reached, (link, v)
            side.raised[target] += 1
            side.follow(target)
            circle = side.circle(target) if side.raised[target] % _OFTEN == 0 else []
            if circle or reached > -other.best[target]:
                side.follow(v)
                return target, circle or [*side.chain(target), *other.chain(target)]
    return None
