"""When was a document written that nothing dates: the interval that its constraints leave.

Hard constraints must hold. Soft ones are given up, the one that binds most first, where they leave nothing.
Among the years that remain for "last November" the latest reading is taken: news tells what is near.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.anchoring.constraint import Constraint, between_occurrences, constraints, since_last
from timeline.anchoring.dateline import dateline
from timeline.document import Basis, CreationTime
from timeline.interval import DAY, UNKNOWN, Interval, weekday
from timeline.language import Language
from timeline.tagger import Mention


def infer(
    text: str, mentions: Sequence[Mention], language: Language
) -> tuple[CreationTime, tuple[Constraint, ...]]:
    """The document's own date and the constraints that it rests on.

    Basis `text` where a dateline states it, `inferred` where constraints leave less than all of time,
    `unknown` otherwise, open on both sides.
    """
    stated = dateline(text, mentions)
    if stated is not None:
        interval, start, end = stated
        words = text[start:end]
        constraint = Constraint(
            kind="exact", interval=interval, start=start, end=end, text=words, hard=True, weekday=None
        )
        return CreationTime(interval=interval, basis=Basis.TEXT, reasons=(f"dateline “{words}”",)), (
            constraint,
        )
    shown = list(constraints(text, mentions, language))
    interval, binding = _solve(shown)
    interval, narrowed = _after_the_last(interval, text, mentions)
    binding += narrowed
    interval, named = _by_weekday(interval, shown)
    binding += named
    if interval == UNKNOWN:
        return CreationTime(), tuple(shown)
    reasons = tuple(dict.fromkeys(c.reason for c in binding))
    return CreationTime(interval=interval, basis=Basis.INFERRED, reasons=reasons), tuple(shown)


def _solve(shown: Sequence[Constraint]) -> tuple[Interval, list[Constraint]]:
    """The intersection of all bounds, soft ones given up where they contradict; with those that bind it."""
    exact = [c for c in shown if c.kind == "exact"]
    if exact:
        # Several days of writing contradict each other: the narrowest is kept, the earliest told of equals.
        best = min(exact, key=lambda c: (c.interval.days or 0, c.start))
        interval = best.interval
        binding = [best]
        for c in exact:
            both = interval.intersect(c.interval)
            if both is not None and both != interval:
                interval = both
                binding.append(c)
        return interval, binding
    bounds = [c for c in shown if c.kind in ("after", "before", "soon")]
    while True:
        interval, binding = UNKNOWN, []
        low = max((c for c in bounds if c.interval.start is not None), key=_start, default=None)
        high = min((c for c in bounds if c.interval.end is not None), key=_end, default=None)
        if low is None or high is None or _start(low) < _end(high):
            break
        # They contradict: the softer of the two gives way, the upper one where both are alike.
        bounds.remove(low if high.hard and not low.hard else high)
    start = None if low is None else low.interval.start
    end = None if high is None else high.interval.end
    if low is not None:
        binding.append(low)
    if high is not None:
        binding.append(high)
    return Interval(start, end), binding


def _start(c: Constraint) -> int:
    assert c.interval.start is not None
    return c.interval.start


def _end(c: Constraint) -> int:
    assert c.interval.end is not None
    return c.interval.end


def _after_the_last(
    interval: Interval, text: str, mentions: Sequence[Mention]
) -> tuple[Interval, list[Constraint]]:
    """The interval cut to the latest stretch in which each "last November" is the last one."""
    binding = []
    for m in mentions:
        last = since_last(m.term)
        if last is None or not interval.bounded:
            continue
        pieces = between_occurrences(last, interval)
        if pieces and pieces[-1] != interval:
            interval = pieces[-1]
            binding.append(
                Constraint(
                    kind="since_last",
                    interval=interval,
                    start=m.start,
                    end=m.end,
                    text=text[m.start : m.end],
                    hard=True,
                )
            )
    return interval, binding


def _by_weekday(interval: Interval, shown: Sequence[Constraint]) -> tuple[Interval, list[Constraint]]:
    """Where the interval is short, the days in it that agree with the weekdays told."""
    named = [c for c in shown if c.kind == "weekday"]
    if not named or not interval.bounded or (interval.days or 0) > 31:
        return interval, []
    first, last = interval.first_day or 0, interval.last_day or 0
    days = [d for d in range(first, last + 1) if all(weekday(d) == c.weekday for c in named)]
    if not days or (days[0], days[-1]) == (first, last):
        return interval, []
    return Interval(days[0] * DAY, (days[-1] + 1) * DAY), named[:1]
